import CallPressCore

/// A value of the tool's own JSON: members are written in the order of their names.
enum ReportValue: Equatable, Sendable {
  case text(String)
  case number(Int64)
  case flag(Bool)
  case null
  case list([ReportValue])
  case object([String: ReportValue])

  /// A count.
  static func count(_ number: Int) -> ReportValue { .number(Int64(number)) }

  /// An object without the members that have no value.
  static func members(_ members: [String: ReportValue?]) -> ReportValue {
    .object(members.compactMapValues { $0 })
  }

  /// Appends the value, indented by two spaces, with a line end behind it.
  func document() -> String {
    var output = OutputBuffer()
    append(to: &output, depth: 0)
    output.append(UInt8(ascii: "\n"))
    return output.string()
  }

  private func append(to output: inout OutputBuffer, depth: Int) {
    switch self {
    case .text(let text): JSONEscaping.append(text, to: &output)
    case .number(let number): output.append(decimal: number)
    case .flag(let flag): output.append(flag ? "true" : "false")
    case .null: output.append("null")
    case .list(let elements):
      Self.append(elements.map { (nil, $0) }, "[", "]", to: &output, depth: depth)
    case .object(let members):
      let sorted = members.sorted {
        $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
      }
      Self.append(sorted.map { ($0.key, $0.value) }, "{", "}", to: &output, depth: depth)
    }
  }

  private static func append(
    _ items: [(name: String?, value: ReportValue)], _ open: StaticString, _ close: StaticString,
    to output: inout OutputBuffer, depth: Int
  ) {
    output.append(open)
    for (position, item) in items.enumerated() {
      output.append(position == 0 ? "\n" : ",\n")
      indent(depth + 1, &output)
      if let name = item.name {
        JSONEscaping.append(name, to: &output)
        output.append(": ")
      }
      item.value.append(to: &output, depth: depth + 1)
    }
    if !items.isEmpty {
      output.append(UInt8(ascii: "\n"))
      indent(depth, &output)
    }
    output.append(close)
  }

  private static func indent(_ depth: Int, _ output: inout OutputBuffer) {
    for _ in 0..<depth { output.append("  ") }
  }
}
