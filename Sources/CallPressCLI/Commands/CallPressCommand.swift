import ArgumentParser

/// `callpress`: the root, which only has subcommands.
struct CallPressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "callpress",
    abstract: "Turn records of voice-agent calls into subtitles, documents and data.",
    discussion: """
      EXAMPLES
        callpress export call.json -f srt,vtt,txt,xml,html,json -o out
        callpress export call.json -f vtt | head
        callpress inspect call.json
        callpress measure call.json
        callpress formats
        callpress --generate-completion-script bash > callpress.bash
      """,
    version: "callpress \(Version.number)",
    subcommands: [
      ExportCommand.self, InspectCommand.self, CheckCommand.self, MeasureCommand.self,
      FormatsCommand.self, DialectsCommand.self, TemplatesCommand.self, SchemaCommand.self,
      FetchCommand.self, ListCommand.self, SyncCommand.self, AuthCommand.self,
      ServeExampleCommand.self, ManualCommand.self,
    ])

  /// Mistakes in the usage begin as every other message does.
  static var _errorLabel: String { "callpress" }
}
