/// The one pass from bytes to tape: the whole grammar of RFC 8259, and UTF-8 checked on the way.
struct JSONParser {
  private let scanner: JSONScanner
  private let depthLimit: Int
  private var nodes: UnsafeMutablePointer<JSONNode>
  private var count = 0
  private var capacity: Int
  private var layout = JSONLayout()
  private var isCompact = true
  /// The escapes of all the values.
  private var seen: JSONScanner.Escapes = []

  static func parse(
    _ bytes: [UInt8], in range: Range<Int>, limits: JSONDocument.Limits, origin: JSONValue?
  ) throws(CallPressError) -> JSONTape {
    let range = range.clamped(to: 0..<bytes.count)
    let size = range.count
    guard size <= limits.bytes, range.upperBound < Int(UInt32.max) else {
      throw CallPressError(
        .limitExceeded,
        "the input is \(size) bytes, more than the limit of \(limits.bytes)",
        at: SourceLocation(byteOffset: range.lowerBound))
    }
    if let name = JSONEncodingProbe.foreignEncoding(of: bytes[range]) {
      throw CallPressError(
        .wrongEncoding, "the input is \(name); convert it to UTF-8 and try again",
        at: SourceLocation(pointer: JSONPointer(), byteOffset: range.lowerBound))
    }
    let (tape, failure) = bytes.withUnsafeBufferPointer { buffer -> (JSONTape, JSONFailure?) in
      guard let base = buffer.baseAddress, size > 0 else {
        let failure = JSONFailure(
          offset: range.lowerBound, reason: .empty, pending: nil, isValue: false)
        return (
          JSONTape(
            bytes: bytes, nodes: .allocate(capacity: 1), count: 0, isCompact: true,
            mayHaveSurrogates: false, origin: nil),
          failure
        )
      }
      var parser = JSONParser(
        scanner: JSONScanner(base: base, end: range.upperBound), depthLimit: limits.depth,
        capacity: min(size / 10, 1 << 20) + 16)
      let failure = parser.run(from: range.lowerBound)
      parser.layout.deallocate()
      let tape = JSONTape(
        bytes: bytes, nodes: parser.nodes, count: parser.count,
        isCompact: parser.isCompact,
        mayHaveSurrogates: parser.seen.union(parser.layout.seen).contains(.surrogate),
        origin: origin)
      return (tape, failure)
    }
    if let failure { throw failure.error(in: bytes, range: range, tape: tape) }
    return tape
  }

  private init(scanner: JSONScanner, depthLimit: Int, capacity: Int) {
    self.scanner = scanner
    self.depthLimit = depthLimit
    self.capacity = capacity
    nodes = .allocate(capacity: capacity)
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<JSONNode>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: nodes, count: count)
    nodes.deallocate()
    nodes = larger
    capacity *= 2
  }

  // MARK: Grammar

  /// What the row of an open container holds in the place of its next sibling when it is the root.
  private static let noParent = UInt32.max
  /// A row without a name or a value.
  private static let nameless = JSONNode(
    start: 0, end: 0, next: 0, keyStart: JSONNode.noKey, keyLength: 0, tag: .null, flags: 0)

  private mutating func run(from start: Int) -> JSONFailure? {
    let base = scanner.base
    let end = scanner.end
    var at = start
    if end - at >= 3, base[at] == 0xEF, base[at + 1] == 0xBB, base[at + 2] == 0xBF { at += 3 }
    at = scanner.skipWhitespace(at)

    // The name that the next value goes by, as a row without a value.
    var name = Self.nameless
    // The innermost open container. The rows of open containers hold their parents' numbers in
    // `next`, so that no stack is needed, and have no end.
    var container = Self.noParent
    var isObject = false
    var depth = 0

    func failure(_ offset: Int, _ reason: JSONFailure.Reason, isValue: Bool = true) -> JSONFailure {
      JSONFailure(
        offset: offset, reason: reason, pending: isObject ? name : nil, isValue: isValue)
    }

    // Each round reads one value; containers are opened here and closed below.
    values: while true {
      guard at < end else { return failure(end, .value) }
      if count &+ JSONLayout.mostMembers >= capacity { grow() }
      let byte = base[at]
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        guard depth < depthLimit else { return failure(at, .depth(limit: depthLimit)) }
        let opensObject = byte == UInt8(ascii: "{")
        // An object in an array is perhaps one more of the same.
        let behind =
          opensObject && !isObject && depth > 0 ? layout.read(scanner, at, nodes, count) : 0
        if behind > 0 {
          count &+= layout.rows
          at = behind
          if at &+ 1 < end, base[at] == UInt8(ascii: ","), base[at &+ 1] == UInt8(ascii: "{") {
            at &+= 1
            continue values
          }
        } else {
          name.start = UInt32(truncatingIfNeeded: at)
          name.tag = opensObject ? .object : .array
          name.next = container
          (nodes + count).initialize(to: name)
          container = UInt32(truncatingIfNeeded: count)
          count &+= 1
          depth &+= 1
          isObject = opensObject
          name = Self.nameless
          at = skip(at &+ 1)
          guard at < end else { return failure(end, .value, isValue: !isObject) }
          if base[at] != (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            if isObject, let (offset, reason) = readName(&at, &name) {
              return failure(offset, reason, isValue: false)
            }
            continue values
          }
        }
      } else {
        var flags = name.flags
        var tag = JSONNode.Tag.number
        let next: Int
        switch byte {
        case UInt8(ascii: "\""):
          var escapes: JSONScanner.Escapes = []
          next = scanner.string(at &+ 1, &escapes)
          guard next > 0 else { return failure(~next, .string) }
          if !escapes.isEmpty {
            flags |= JSONNode.valueEscapes
            seen.formUnion(escapes)
          }
          tag = .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
          next = scanner.number(at)
          guard next > 0 else { return failure(~next, .number) }
        case UInt8(ascii: "t"):
          next = scanner.literal("true", at)
          tag = .true
        case UInt8(ascii: "f"):
          next = scanner.literal("false", at)
          tag = .false
        case UInt8(ascii: "n"):
          next = scanner.literal("null", at)
          tag = .null
        default: return failure(at, .value)
        }
        guard next > 0 else { return failure(~next, .literal) }
        (nodes + count).initialize(
          to: JSONNode(
            start: UInt32(truncatingIfNeeded: at), end: UInt32(truncatingIfNeeded: next),
            next: UInt32(truncatingIfNeeded: count &+ 1), keyStart: name.keyStart,
            keyLength: name.keyLength, tag: tag, flags: flags))
        count &+= 1
        at = next
      }

      // Behind a value: a comma, or the end of one container or more.
      while true {
        if depth > 0 { at = skip(at) } else { at = scanner.skipWhitespace(at) }
        guard depth > 0 else { return at == end ? nil : failure(at, .trailing, isValue: false) }
        guard at < end else { return failure(end, .value, isValue: false) }
        let byte = base[at]
        if byte == UInt8(ascii: ",") {
          at = skip(at &+ 1)
          name = Self.nameless
          if isObject, let (offset, reason) = readName(&at, &name) {
            return failure(offset, reason, isValue: false)
          }
          continue values
        }
        guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          return failure(at, .comma(inObject: isObject), isValue: false)
        }
        at &+= 1
        let closed = Int(container)
        container = nodes[closed].next
        nodes[closed].end = UInt32(truncatingIfNeeded: at)
        nodes[closed].next = UInt32(truncatingIfNeeded: count)
        depth &-= 1
        let wasObject = isObject
        isObject = depth > 0 && nodes[Int(container)].tag == .object
        if wasObject, !isObject { layout.learn(scanner, nodes, closed, count) }
      }
    }
  }

  /// Reads a member's name and the colon behind it; says what is wrong where something is.
  @inline(__always)
  private mutating func readName(
    _ at: inout Int, _ name: inout JSONNode
  ) -> (offset: Int, reason: JSONFailure.Reason)? {
    let base = scanner.base
    let end = scanner.end
    guard at < end else { return (end, .value) }
    guard base[at] == UInt8(ascii: "\"") else { return (at, .memberName) }
    let first = at &+ 1
    var escapes: JSONScanner.Escapes = []
    let next = scanner.string(first, &escapes)
    guard next > 0 else { return (~next, .string) }
    at = next
    if at >= end || base[at] != UInt8(ascii: ":") {
      at = skip(at)
      guard at < end else { return (end, .value) }
      guard base[at] == UInt8(ascii: ":") else { return (at, .colon) }
    }
    at = skip(at &+ 1)
    let length = next &- first &- 1
    name.keyStart = UInt32(truncatingIfNeeded: first)
    name.keyLength = length < Int(JSONNode.longKey) ? UInt16(length) : JSONNode.longKey
    name.flags = escapes.isEmpty ? 0 : JSONNode.keyEscapes
    return nil
  }

  /// Skips white space inside the document and remembers that there was some.
  @inline(__always)
  private mutating func skip(_ at: Int) -> Int {
    let next = scanner.skipWhitespace(at)
    if next != at { isCompact = false }
    return next
  }
}
