import ArgumentParser
import CallPressCore
import CallPressXML

/// `callpress schema`: the schemas of what is written.
struct SchemaCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Write the schema of the XML or the JSON.",
    discussion: """
      EXAMPLES
        callpress schema > call-transcript.xsd
        callpress schema json > call.schema.json
        callpress schema --list
        xmllint --noout --schema call-transcript.xsd call.xml
      """)

  @Argument(
    help: ArgumentHelp(
      "The format whose schema it is: xml, or json. The default is xml.", valueName: "format"),
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
    let wanted = name?.lowercased() ?? CallTranscriptXMLFormat.info.id
    guard let schema = ShippedSchema.all.first(where: { $0.name == wanted }) else {
      let known = ShippedSchema.all.map(\.name).joined(separator: ", ")
      throw CallPressError(
        .unknownName, "there is no schema for ‘\(wanted)’; there are schemas for \(known)")
    }
    try context.output.write(text: schema.text.hasSuffix("\n") ? schema.text : schema.text + "\n")
    return .ok
  }
}

/// A schema that ships with the tool.
struct ShippedSchema: Sendable {
  /// What `callpress schema` takes: the identifier of the format.
  var name: String
  /// One line for people.
  var summary: String
  /// The schema itself.
  var text: String

  /// The schemas, the XML's first.
  static let all = [
    ShippedSchema(
      name: CallTranscriptXMLFormat.info.id, summary: "call-transcript 1.0, in XML Schema 1.0",
      text: String(decoding: Schemas.callTranscript, as: UTF8.self)),
    ShippedSchema(
      name: JSONFormat.info.id, summary: "callpress.call/1, in JSON Schema 2020-12",
      text: JSONFormat.schemaDocument),
  ]
}
