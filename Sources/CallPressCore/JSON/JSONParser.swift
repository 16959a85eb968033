/// The one pass from bytes to tape: the whole grammar of RFC 8259, and UTF-8 checked on the way.
struct JSONParser {
  private let base: UnsafePointer<UInt8>
  private let end: Int
  private var position: Int
  private let tape: JSONTape
  private let depthLimit: Int
  private var open: [UInt32] = []

  /// What stops the parser, before it is given a place and a sentence.
  private struct Failure: Error {
    var offset: Int
    var message: String
    var code: CallPressError.Code = .malformedJSON
  }

  static func parse(
    _ bytes: [UInt8], in range: Range<Int>, limits: JSONDocument.Limits, origin: JSONValue?
  ) throws(CallPressError) -> JSONTape {
    let size = range.count
    guard size <= limits.bytes, range.upperBound < Int(UInt32.max) else {
      throw CallPressError(
        .limitExceeded,
        "the input is \(size) bytes, more than the limit of \(limits.bytes)",
        at: SourceLocation(byteOffset: range.lowerBound))
    }
    let tape = JSONTape(bytes: bytes, expectedNodes: size / 12, origin: origin)
    let failure: Failure? = bytes.withUnsafeBufferPointer { buffer -> Failure? in
      guard let base = buffer.baseAddress, size > 0 else {
        return Failure(offset: range.lowerBound, message: "the input is empty")
      }
      if let name = JSONEncodingProbe.foreignEncoding(of: buffer[range]) {
        return Failure(
          offset: range.lowerBound,
          message: "the input is \(name); convert it to UTF-8 and try again",
          code: .wrongEncoding)
      }
      var parser = JSONParser(
        base: base, end: range.upperBound, position: range.lowerBound, tape: tape,
        depthLimit: limits.depth)
      do throws(Failure) {
        try parser.parseDocument()
        return nil
      } catch {
        return error
      }
    }
    if let failure {
      throw JSONParser.error(failure, bytes: bytes, range: range, tape: tape)
    }
    return tape
  }

  private init(
    base: UnsafePointer<UInt8>, end: Int, position: Int, tape: JSONTape, depthLimit: Int
  ) {
    self.base = base
    self.end = end
    self.position = position
    self.tape = tape
    self.depthLimit = depthLimit
  }

  // MARK: Grammar

  private mutating func parseDocument() throws(Failure) {
    if end - position >= 3, base[position] == 0xEF, base[position + 1] == 0xBB,
      base[position + 2] == 0xBF
    {
      position += 3
    }
    skipWhitespace()
    var keyStart = JSONNode.noKey
    var keyLength: UInt16 = 0
    var keyFlags: UInt8 = 0
    open.reserveCapacity(32)

    // Each round reads one value; containers are opened here and closed below.
    values: while true {
      guard position < end else { throw unexpectedEnd() }
      let start = UInt32(truncatingIfNeeded: position)
      let byte = base[position]
      var node = JSONNode(
        start: start, end: 0, next: 0, keyStart: keyStart, keyLength: keyLength,
        tag: .null, flags: keyFlags)
      switch byte {
      case UInt8(ascii: "\""):
        position &+= 1
        if try skipString() { node.flags |= JSONNode.valueEscapes }
        node.tag = .string
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let isObject = byte == UInt8(ascii: "{")
        node.tag = isObject ? .object : .array
        guard open.count < depthLimit else {
          throw Failure(
            offset: position, message: "nested deeper than \(depthLimit) levels",
            code: .limitExceeded)
        }
        position &+= 1
        let index = tape.append(node)
        open.append(UInt32(truncatingIfNeeded: index))
        skipWhitespace()
        guard position < end else { throw unexpectedEnd() }
        if base[position] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          break  // Closed below, like every other.
        }
        if isObject {
          try parseKey(&keyStart, &keyLength, &keyFlags)
        } else {
          keyStart = JSONNode.noKey
          keyLength = 0
          keyFlags = 0
        }
        continue values
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        try skipNumber()
        node.tag = .number
      case UInt8(ascii: "t"):
        try skipLiteral("true")
        node.tag = .true
      case UInt8(ascii: "f"):
        try skipLiteral("false")
        node.tag = .false
      case UInt8(ascii: "n"):
        try skipLiteral("null")
        node.tag = .null
      default:
        throw Failure(offset: position, message: JSONParser.explainValue(byte))
      }
      if node.tag.rawValue < JSONNode.Tag.array.rawValue {
        node.end = UInt32(truncatingIfNeeded: position)
        let index = tape.append(node)
        tape.nodes[index].next = UInt32(truncatingIfNeeded: index &+ 1)
      }

      // Behind a value: a comma, or the end of one container or more.
      while true {
        skipWhitespace()
        guard let container = open.last else {
          guard position == end else {
            throw Failure(
              offset: position,
              message: "there is more after the end of the JSON value; remove what follows it")
          }
          return
        }
        guard position < end else { throw unexpectedEnd() }
        let isObject = tape.nodes[Int(container)].tag == .object
        switch base[position] {
        case UInt8(ascii: ","):
          position &+= 1
          skipWhitespace()
          guard position < end else { throw unexpectedEnd() }
          if isObject {
            guard base[position] == UInt8(ascii: "\"") else {
              throw Failure(offset: position, message: JSONParser.explainKey(base[position]))
            }
            try parseKey(&keyStart, &keyLength, &keyFlags)
          } else {
            keyStart = JSONNode.noKey
            keyLength = 0
            keyFlags = 0
          }
          continue values
        case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
          position &+= 1
          let index = Int(container)
          tape.nodes[index].end = UInt32(truncatingIfNeeded: position)
          tape.nodes[index].next = UInt32(truncatingIfNeeded: tape.count)
          open.removeLast()
        default:
          throw Failure(
            offset: position,
            message: "expected a comma or \(isObject ? "}" : "]") here")
        }
      }
    }
  }

  private mutating func parseKey(
    _ start: inout UInt32, _ length: inout UInt16, _ flags: inout UInt8
  ) throws(Failure) {
    guard base[position] == UInt8(ascii: "\"") else {
      throw Failure(offset: position, message: JSONParser.explainKey(base[position]))
    }
    position &+= 1
    let first = position
    flags = try skipString() ? JSONNode.keyEscapes : 0
    let count = position &- first &- 1
    start = UInt32(truncatingIfNeeded: first)
    length = count < Int(JSONNode.longKey) ? UInt16(count) : JSONNode.longKey
    if position < end, base[position] == UInt8(ascii: ":") {
      position &+= 1
    } else {
      skipWhitespace()
      guard position < end else { throw unexpectedEnd() }
      guard base[position] == UInt8(ascii: ":") else {
        throw Failure(offset: position, message: "expected a colon after the member name")
      }
      position &+= 1
    }
    skipWhitespace()
  }

  @inline(__always)
  private mutating func skipWhitespace() {
    while position < end {
      let byte = base[position]
      guard byte <= 0x20 else { return }
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position &+= 1
    }
  }

  private mutating func skipLiteral(_ literal: StaticString) throws(Failure) {
    let count = literal.utf8CodeUnitCount
    for offset in 0..<count {
      guard position + offset < end else { throw unexpectedEnd() }
      guard base[position + offset] == literal.utf8Start[offset] else {
        throw Failure(
          offset: position, message: "expected \(literal): JSON knows true, false and null only")
      }
    }
    position &+= count
  }

  private mutating func skipNumber() throws(Failure) {
    if base[position] == UInt8(ascii: "-") { position &+= 1 }
    guard position < end else { throw unexpectedEnd() }
    if base[position] == UInt8(ascii: "0") {
      position &+= 1
      if position < end, base[position] &- 0x30 < 10 {
        throw Failure(offset: position, message: "a number cannot begin with a zero")
      }
    } else {
      try skipDigits()
    }
    guard position < end else { return }
    if base[position] == UInt8(ascii: ".") {
      position &+= 1
      try skipDigits()
    }
    guard position < end else { return }
    if base[position] | 0x20 == UInt8(ascii: "e") {
      position &+= 1
      if position < end, base[position] == UInt8(ascii: "+") || base[position] == UInt8(ascii: "-")
      {
        position &+= 1
      }
      try skipDigits()
    }
  }

  @inline(__always)
  private mutating func skipDigits() throws(Failure) {
    let first = position
    while position < end, base[position] &- 0x30 < 10 { position &+= 1 }
    if position == first {
      if position == end { throw unexpectedEnd() }
      throw Failure(offset: position, message: "expected a digit")
    }
  }

  /// Moves behind the closing quote; says whether there were escapes.
  @inline(__always)
  private mutating func skipString() throws(Failure) -> Bool {
    var hasEscapes = false
    var at = position
    let quote = UInt8(ascii: "\"")
    let backslash = UInt8(ascii: "\\")
    while true {
      // Eight bytes at a time while none of them is a quote, a backslash, a control or non-ASCII.
      while at &+ 8 <= end {
        let chunk = UInt64(
          littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
        let quotes = chunk ^ 0x2222_2222_2222_2222
        let slashes = chunk ^ 0x5C5C_5C5C_5C5C_5C5C
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let found =
          ((quotes &- ones) | (slashes &- ones) | (chunk &- 0x2020_2020_2020_2020) | chunk) & highs
        if found == 0 {
          at &+= 8
        } else {
          at &+= found.trailingZeroBitCount >> 3
          break
        }
      }
      guard at < end else { throw unexpectedEnd(in: "a string") }
      let byte = base[at]
      if byte == quote {
        position = at &+ 1
        return hasEscapes
      }
      if byte == backslash {
        hasEscapes = true
        at = try checkEscape(at)
      } else if byte < 0x20 {
        throw Failure(
          offset: at, message: "a control character in a string must be written as an escape")
      } else if byte < 0x80 {
        at &+= 1
      } else {
        // A run of non-ASCII text, the usual case in Arabic.
        repeat {
          let length = UTF8Check.sequenceLength(base + at, end &- at)
          guard length > 0 else {
            throw Failure(
              offset: at, message: "this byte is not valid UTF-8", code: .wrongEncoding)
          }
          at &+= length
        } while at < end && base[at] >= 0x80
      }
    }
  }

  private func checkEscape(_ at: Int) throws(Failure) -> Int {
    guard at + 1 < end else { throw unexpectedEnd(in: "a string") }
    switch base[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return at + 2
    case UInt8(ascii: "u"):
      for offset in 2..<6 {
        guard at + offset < end else { throw unexpectedEnd(in: "a string") }
        guard base[at + offset].hexValue != nil else {
          throw Failure(offset: at, message: "\\u must be followed by four hexadecimal digits")
        }
      }
      return at + 6
    default:
      throw Failure(
        offset: at, message: "there is no such escape in JSON; a backslash is written \\\\")
    }
  }

  // MARK: Failures

  private func unexpectedEnd(in what: String = "the value") -> Failure {
    Failure(offset: end, message: "the input ends in the middle of \(what); it is truncated")
  }

  private static func explainValue(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "'"): "expected a value; JSON strings stand in double quotes"
    case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","):
      "expected a value; JSON allows no trailing or doubled commas"
    case UInt8(ascii: "N"), UInt8(ascii: "I"), UInt8(ascii: "T"), UInt8(ascii: "F"):
      "expected a value; JSON has no NaN, Infinity, None, True or False"
    case UInt8(ascii: "/"), UInt8(ascii: "#"): "expected a value; JSON has no comments"
    case UInt8(ascii: "<"): "expected a JSON value; this looks like XML or HTML"
    default: "expected a value"
    }
  }

  private static func explainKey(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "}"): "expected a member name; JSON allows no trailing comma"
    case UInt8(ascii: "'"): "expected a member name; JSON names stand in double quotes"
    default: "expected a member name in double quotes"
    }
  }

  private static func error(
    _ failure: Failure, bytes: [UInt8], range: Range<Int>, tape: JSONTape
  ) -> CallPressError {
    var line = 1
    var lineStart = 0
    for index in 0..<min(failure.offset, bytes.count) where bytes[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    return CallPressError(
      failure.code, failure.message,
      at: SourceLocation(
        pointer: JSONPointer(openTokens(tape)), byteOffset: failure.offset, line: line,
        column: failure.offset - lineStart + 1))
  }

  /// The path to the place where the parser stopped: a container that was never closed has no end.
  private static func openTokens(_ tape: JSONTape) -> [String] {
    var tokens: [String] = []
    var index = 0
    while index < tape.count, tape.nodes[index].end == 0 {
      let isObject = tape.nodes[index].tag == .object
      var child = index + 1
      var position = 0
      while child < tape.count, tape.nodes[child].end != 0 {
        child = Int(tape.nodes[child].next)
        position += 1
      }
      guard child < tape.count else {
        if !isObject { tokens.append(String(position)) }
        return tokens
      }
      tokens.append(
        isObject ? JSONValue(tape: tape, index: child).key ?? "" : String(position))
      index = child
    }
    return tokens
  }
}

extension UInt8 {
  /// The value of an ASCII hexadecimal digit.
  var hexValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
