import ArgumentParser
import CallPressCore
import CallabAPI

/// `callpress list`: what calls there are.
struct ListCommand: NetworkCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List calls of the API.",
    discussion: """
      EXAMPLES
        callpress list
        callpress list --since 2026-03-01 --status completed --all
        callpress list --columns id,started_at,call_to,notes
        callpress list --all --json > calls.jsonl

      The newest calls come first, unless --sort, --oldest-first or --all says otherwise. On a \
      terminal the columns are aligned; else there are tabs between them. With --json each line \
      is a call as the API lists it.
      """)

  @OptionGroup(title: "Which calls") var selection: QueryOptions

  @Option(
    help: ArgumentHelp("How many calls to list.", valueName: "count"),
    transform: { try ServiceOptions.number($0, in: 1...1_000_000_000) })
  var limit: Int = 20

  @Flag(help: "List all of them, oldest first.")
  var all = false

  @Option(
    help: ArgumentHelp("The column to sort by.", valueName: "column"),
    completion: .list(CallQuery.sortColumns))
  var sort: String?

  @Flag(help: "The oldest or smallest first.")
  var oldestFirst = false

  @Option(
    help: ArgumentHelp(
      "The members of a call to show, with commas between them.", valueName: "names"),
    transform: Self.columns)
  var columns: [String] = [
    "id", "started_at", "call_status", "call_direction", "call_from", "call_to", "call_duration",
    "transcript_language",
  ]

  @Flag(help: "Write JSON Lines: each call as the API lists it.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Go on where an earlier list stopped; its last line on standard error says where.",
      valueName: "place"),
    transform: Self.cursor)
  var from: PageCursor?

  @OptionGroup(title: "API options") var api: ServiceOptions
  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(over context: inout CommandContext) async throws(CallPressError) -> ExitStatus {
    var query = selection.query
    query.order = all || oldestFirst ? .ascending : .descending
    if let sort { query.sortColumn = sort }
    let size = all || from != nil ? selection.pageSize : min(limit, selection.pageSize)
    let output = context.output
    let isTerminal = output.terminal.isTerminal
    let asked = query
    let start = from ?? PageCursor(size: size)
    let listed = try await api.withService(in: context) { service throws(CallPressError) in
      var listed = Listed()
      if isTerminal, !json {
        try output.write(text: Table(rows: [columns]).text(for: output.terminal))
      }
      var pages = service.client.pages(asked, from: start).makeAsyncIterator()
      while let page = try await pages.next() {
        var rows = page.rows
        if !all, rows.count > limit - listed.count {
          rows.removeLast(rows.count - (limit - listed.count))
        }
        try write(rows, to: output)
        listed.count += rows.count
        listed.next = page.next
        if !all, listed.count >= limit {
          listed.isCut = true
          break
        }
      }
      return listed
    }
    if listed.isCut, let next = listed.next, listed.count % next.size == 0 {
      context.messages.summary(
        "listed \(listed.count) calls; there may be more: --from \(next), or --all")
    } else if listed.count == 0 {
      context.messages.summary("no calls match")
    }
    return .ok
  }

  private struct Listed: Sendable {
    var count = 0
    var next: PageCursor?
    var isCut = false
  }

  private func write(_ rows: [JSONValue], to output: StandardOutput) throws(CallPressError) {
    guard json else {
      let table = Table(rows: rows.map { row in columns.map { Self.cell($0, of: row) } })
      try output.write(text: table.text(for: output.terminal))
      return
    }
    var buffer = OutputBuffer()
    for row in rows {
      JSONMinifier.append(row, to: &buffer)
      buffer.append(UInt8(ascii: "\n"))
    }
    try buffer.bytes().withContiguousBytes { bytes throws(CallPressError) in
      try output.write(bytes)
    }
  }

  /// A member as one cell: texts and numbers as they are, other values as JSON.
  private static func cell(_ name: String, of row: JSONValue) -> String {
    guard let value = row.member(named: name), !value.isNull else { return "-" }
    let text: String
    if let string = value.string {
      text = string
    } else {
      var buffer = OutputBuffer()
      JSONMinifier.append(value, to: &buffer)
      text = buffer.string()
    }
    let line = TerminalText.oneLine(text)
    return line.isEmpty ? "-" : TerminalText.isolated(line)
  }

  @Sendable private static func columns(_ argument: String) throws -> [String] {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard names.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("‘\(argument)’ is no list of names with commas between them")
    }
    return names
  }

  @Sendable private static func cursor(_ argument: String) throws -> PageCursor {
    guard let cursor = PageCursor(argument) else {
      throw ValidationError("‘\(argument)’ is no place in a list, such as 3x100")
    }
    return cursor
  }
}
