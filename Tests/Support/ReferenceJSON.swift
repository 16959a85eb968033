/// A slow and simple reader of JSON that shares nothing with the one that is tested.
///
/// It follows the grammar of RFC 8259 line by line, over an array of bytes that is known to be
/// UTF-8, and keeps every value as the source writes it.
public indirect enum ReferenceJSON: Equatable, Sendable {
  /// `null`, `true`, `false` or a number, as written.
  case scalar(String)
  /// A string as written, without its quotes.
  case string(String)
  /// An array.
  case array([ReferenceJSON])
  /// An object: names as written, without their quotes, and values, in order.
  case object([Member])

  /// A member of an object.
  public struct Member: Equatable, Sendable {
    /// The name as written, without its quotes.
    public var name: String
    /// The value.
    public var value: ReferenceJSON

    /// Makes a member.
    public init(name: String, value: ReferenceJSON) {
      self.name = name
      self.value = value
    }
  }

  /// Reads a document; `nil` where it is no JSON.
  public init?(_ bytes: [UInt8]) {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var reader = Reader(rest: text.unicodeScalars[...])
    guard let value = reader.value() else { return nil }
    reader.space()
    guard reader.rest.isEmpty else { return nil }
    self = value
  }

  private struct Reader {
    var rest: Substring.UnicodeScalarView

    mutating func space() {
      while let scalar = rest.first, " \n\r\t".unicodeScalars.contains(scalar) {
        rest.removeFirst()
      }
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard rest.first == scalar else { return false }
      rest.removeFirst()
      return true
    }

    mutating func value() -> ReferenceJSON? {
      space()
      guard let first = rest.first else { return nil }
      switch first {
      case "{": return object()
      case "[": return array()
      case "\"": return string().map { .string($0) }
      case "-", "0"..."9": return number()
      default:
        for word in ["null", "true", "false"] where rest.starts(with: word.unicodeScalars) {
          rest.removeFirst(word.unicodeScalars.count)
          return .scalar(word)
        }
        return nil
      }
    }

    mutating func array() -> ReferenceJSON? {
      guard take("[") else { return nil }
      var elements: [ReferenceJSON] = []
      space()
      if take("]") { return .array([]) }
      while true {
        guard let element = value() else { return nil }
        elements.append(element)
        space()
        if take("]") { return .array(elements) }
        guard take(",") else { return nil }
      }
    }

    mutating func object() -> ReferenceJSON? {
      guard take("{") else { return nil }
      var members: [Member] = []
      space()
      if take("}") { return .object([]) }
      while true {
        space()
        guard let name = string() else { return nil }
        space()
        guard take(":"), let value = value() else { return nil }
        members.append(Member(name: name, value: value))
        space()
        if take("}") { return .object(members) }
        guard take(",") else { return nil }
      }
    }

    mutating func string() -> String? {
      guard take("\"") else { return nil }
      var raw = String.UnicodeScalarView()
      while let scalar = rest.popFirst() {
        switch scalar {
        case "\"": return String(raw)
        case "\\":
          raw.append(scalar)
          guard let escape = rest.popFirst() else { return nil }
          raw.append(escape)
          if escape == "u" {
            for _ in 0..<4 {
              guard let digit = rest.popFirst(), digit.isASCII, digit.properties.isHexDigit else {
                return nil
              }
              raw.append(digit)
            }
          } else if !"\"\\/bfnrt".unicodeScalars.contains(escape) {
            return nil
          }
        case "\u{0}"..<" ": return nil
        default: raw.append(scalar)
        }
      }
      return nil
    }

    mutating func number() -> ReferenceJSON? {
      var text = ""
      func digits() -> Bool {
        var found = false
        while let digit = rest.first, ("0"..."9").contains(digit) {
          text.unicodeScalars.append(digit)
          rest.removeFirst()
          found = true
        }
        return found
      }
      if take("-") { text = "-" }
      if take("0") {
        text += "0"
      } else if !digits() {
        return nil
      }
      if take(".") {
        text += "."
        guard digits() else { return nil }
      }
      if let letter = rest.first, letter == "e" || letter == "E" {
        text.unicodeScalars.append(letter)
        rest.removeFirst()
        if let sign = rest.first, sign == "+" || sign == "-" {
          text.unicodeScalars.append(sign)
          rest.removeFirst()
        }
        guard digits() else { return nil }
      }
      return .scalar(text)
    }
  }
}
