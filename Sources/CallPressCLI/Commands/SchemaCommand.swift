import ArgumentParser
import CallPressCore

/// `callpress schema`: the schemas of what is written.
struct SchemaCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Write the schema of a format.",
    discussion: """
      EXAMPLES
        callpress schema > call-transcript.xsd
        callpress schema --list
        xmllint --noout --schema call-transcript.xsd call.xml
      """)

  @Argument(
    help: ArgumentHelp("The schema's name; without one, the XML's.", valueName: "name"),
    completion: .list(ShippedSchema.all.map(\.name)))
  var name: String?

  @Flag(help: "List the schemas.")
  var list = false

  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    if list {
      let table = Table(rows: ShippedSchema.all.map { [$0.name, $0.summary] })
      try context.output.write(text: table.text(for: context.output.terminal))
      return .ok
    }
    guard
      let schema = name.map({ name in ShippedSchema.all.first { $0.name == name } })
        ?? ShippedSchema.all.first
    else {
      let known = ShippedSchema.all.map(\.name).joined(separator: ", ")
      throw CallPressError(
        .unknownName, "there is no schema ‘\(name ?? "")’; the schemas are \(known)")
    }
    try context.output.write(text: schema.text)
    return .ok
  }
}

/// A schema that ships with the tool.
struct ShippedSchema: Sendable {
  /// What `callpress schema` takes.
  var name: String
  /// One line for people.
  var summary: String
  /// The schema itself.
  var text: String

  /// The schemas, the XML's first.
  static let all: [ShippedSchema] = []
}
