/// Writes JSON with members in the order in which they are given, indented by two spaces.
///
/// Commas, line ends and indentation are looked after here; the caller opens, closes and names.
struct JSONWriter: ~Copyable {
  private var depth = 0
  private var isFirst = true
  /// Containers at this depth or deeper stay on one line.
  private let inlineDepth: Int

  init(inlineDepth: Int) {
    self.inlineDepth = inlineDepth
  }

  private mutating func separate(_ output: inout OutputBuffer) {
    if !isFirst { output.append(UInt8(ascii: ",")) }
    if depth > 0 {
      if depth < inlineDepth {
        output.append(UInt8(ascii: "\n"))
        for _ in 0..<depth { output.append("  ") }
      } else if !isFirst {
        output.append(UInt8(ascii: " "))
      }
    }
    isFirst = false
  }

  /// Begins a member; a value must follow.
  mutating func name(_ name: StaticString, _ output: inout OutputBuffer) {
    separate(&output)
    output.append(UInt8(ascii: "\""))
    output.append(name)
    output.append("\": ")
  }

  /// Begins a member whose name is data.
  mutating func name(text: String, _ output: inout OutputBuffer) {
    separate(&output)
    JSONEscaping.append(text, to: &output)
    output.append(": ")
  }

  /// Begins an element of an array; a value must follow.
  mutating func element(_ output: inout OutputBuffer) {
    separate(&output)
  }

  /// Opens an object or an array.
  mutating func open(_ bracket: StaticString, _ output: inout OutputBuffer) {
    output.append(bracket)
    depth += 1
    isFirst = true
  }

  /// Closes an object or an array.
  mutating func close(_ bracket: StaticString, _ output: inout OutputBuffer) {
    depth -= 1
    if !isFirst, depth + 1 < inlineDepth {
      output.append(UInt8(ascii: "\n"))
      for _ in 0..<depth { output.append("  ") }
    }
    output.append(bracket)
    isFirst = false
  }

  /// Writes a member with a text, or leaves it out where there is none.
  mutating func member(_ name: StaticString, _ text: String?, _ output: inout OutputBuffer) {
    guard let text else { return }
    self.name(name, &output)
    JSONEscaping.append(text, to: &output)
  }

  /// Writes a member with a whole number.
  mutating func member(_ name: StaticString, _ number: Int64, _ output: inout OutputBuffer) {
    self.name(name, &output)
    output.append(decimal: number)
  }

  /// Writes a member with a truth value.
  mutating func member(_ name: StaticString, _ flag: Bool, _ output: inout OutputBuffer) {
    self.name(name, &output)
    output.append(flag ? "true" : "false")
  }

  /// Writes a member with a value of the source, token for token.
  mutating func member(_ name: StaticString, raw value: JSONValue, _ output: inout OutputBuffer) {
    self.name(name, &output)
    JSONMinifier.append(value, to: &output)
  }
}
