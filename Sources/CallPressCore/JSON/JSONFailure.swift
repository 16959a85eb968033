/// Where and why the parser stopped, before it is given a place and a sentence.
struct JSONFailure {
  /// What was being read.
  enum Reason {
    case empty
    case value
    case string
    case number
    case literal
    case memberName
    case colon
    case comma(inObject: Bool)
    case depth(limit: Int)
    case trailing
  }

  var offset: Int
  var reason: Reason
  /// The name of the member whose value was being read, as a row without a value.
  var pending: JSONNode?
  /// Whether a value was being read, and not what stands between values.
  var isValue: Bool

  /// The error with its location.
  ///
  /// - Parameters:
  ///   - bytes: The whole source.
  ///   - range: Where the document stands in it; lines are counted from its start.
  ///   - tape: As far as it was filled; containers that were never closed have no end.
  func error(in bytes: [UInt8], range: Range<Int>, tape: JSONTape) -> CallPressError {
    var line = 1
    var lineStart = range.lowerBound
    for index in range.lowerBound..<max(range.lowerBound, min(offset, bytes.count))
    where bytes[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    let (message, code) = explanation(bytes, range.upperBound)
    return CallPressError(
      code, message,
      at: SourceLocation(
        pointer: JSONPointer(openTokens(tape)), byteOffset: offset, line: line,
        column: offset - lineStart + 1))
  }

  // MARK: The sentence

  private func explanation(
    _ bytes: [UInt8], _ end: Int
  ) -> (message: String, code: CallPressError.Code) {
    switch reason {
    case .empty: return ("the input is empty", .malformedJSON)
    case .depth(let limit): return ("nested deeper than \(limit) levels", .limitExceeded)
    case .trailing:
      return (
        "there is more after the end of the JSON value; remove what follows it", .malformedJSON
      )
    default: break
    }
    if offset >= end {
      let place = if case .string = reason { "a string" } else { "the value" }
      return ("the input ends in the middle of \(place); it is truncated", .malformedJSON)
    }
    let byte = bytes[offset]
    switch reason {
    case .string: return stringTrouble(byte, bytes, end)
    case .number:
      return byte &- 0x30 < 10
        ? ("a number cannot begin with a zero", .malformedJSON)
        : ("expected a digit", .malformedJSON)
    case .literal:
      return ("expected a value; JSON knows the words true, false and null only", .malformedJSON)
    case .memberName: return (memberNameTrouble(byte), .malformedJSON)
    case .colon: return ("expected a colon after the member name", .malformedJSON)
    case .comma(let inObject):
      return ("expected a comma or \(inObject ? "}" : "]") here", .malformedJSON)
    default: return (valueTrouble(byte), .malformedJSON)
    }
  }

  private func stringTrouble(
    _ byte: UInt8, _ bytes: [UInt8], _ end: Int
  ) -> (message: String, code: CallPressError.Code) {
    if byte >= 0x80 {
      return ("this byte is not valid UTF-8; convert the input to UTF-8", .wrongEncoding)
    }
    if byte == UInt8(ascii: "\\") {
      let isUnicode = offset + 1 < end && bytes[offset + 1] == UInt8(ascii: "u")
      return isUnicode
        ? ("\\u must be followed by four hexadecimal digits", .malformedJSON)
        : ("there is no such escape in JSON; a backslash is written \\\\", .malformedJSON)
    }
    return ("a control character in a string must be written as an escape", .malformedJSON)
  }

  private func valueTrouble(_ byte: UInt8) -> String {
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

  private func memberNameTrouble(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "}"): "expected a member name; JSON allows no trailing comma"
    case UInt8(ascii: "'"): "expected a member name; JSON names stand in double quotes"
    default: "expected a member name in double quotes"
    }
  }

  // MARK: The place

  /// The path to the value that was being read, or to the container between whose values the
  /// parser stopped.
  private func openTokens(_ tape: JSONTape) -> [String] {
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
      if child < tape.count {
        tokens.append(isObject ? JSONValue(tape: tape, index: child).key ?? "" : String(position))
      } else if isValue, !isObject {
        tokens.append(String(position))
      } else if isValue, let pending {
        tokens.append(JSONValue.key(of: pending, tape: tape) ?? "")
      }
      index = child
    }
    return tokens
  }
}
