import ArgumentParser
import CallabAPI

/// Which calls to ask the API for.
struct QueryOptions: ParsableArguments, Sendable {
  @Option(help: ArgumentHelp("Only calls of the campaign with this id.", valueName: "id"))
  var campaign: String?

  @Option(help: ArgumentHelp("Only calls of the agent with this id.", valueName: "id"))
  var agent: String?

  @Option(
    help: ArgumentHelp("Only calls whose status has this in it, in any case.", valueName: "text"))
  var status: String?

  @Option(
    help: ArgumentHelp(
      "Only calls with this in the number called, notes, feedback or transcript.",
      valueName: "text"))
  var search: String?

  @Option(
    help: ArgumentHelp("Only calls that started on this day or later.", valueName: "YYYY-MM-DD"),
    transform: Self.day)
  var since: String?

  @Option(
    help: ArgumentHelp("Only calls that started on this day or before.", valueName: "YYYY-MM-DD"),
    transform: Self.day)
  var until: String?

  @Option(help: ArgumentHelp("The workspace.", valueName: "name"))
  var workspace: String?

  @Option(
    help: ArgumentHelp(
      "A condition on a column. May be repeated.",
      discussion: """
        The API does not document its operators; they go to it as they are, as in \
        call_status:eq:completed.
        """,
      valueName: "column:operator:value"),
    transform: Self.condition)
  var filter: [CallQuery.Filter] = []

  @Option(
    help: ArgumentHelp(
      "A parameter for the API that has no option here, as it is. May be repeated.",
      valueName: "name=value"),
    transform: Self.parameter)
  var parameter: [CallQuery.Parameter] = []

  @Option(
    help: ArgumentHelp("How many calls to ask for at a time.", valueName: "count"),
    transform: { try ServiceOptions.number($0, in: 1...PageCursor.largestSize) })
  var pageSize: Int = 100

  /// The query, oldest first.
  var query: CallQuery {
    var query = CallQuery()
    query.campaign = campaign
    query.agent = agent
    query.status = status
    query.search = search
    query.since = since
    query.until = until
    query.workspace = workspace
    query.filters = filter
    query.other = parameter
    return query
  }

  @Sendable private static func day(_ argument: String) throws -> String {
    guard CallQuery.isDay(argument) else {
      throw ValidationError("‘\(argument)’ is no day such as 2026-03-01")
    }
    return argument
  }

  @Sendable private static func condition(_ argument: String) throws -> CallQuery.Filter {
    let parts = argument.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw ValidationError(
        "‘\(argument)’ is not of the form COLUMN:OPERATOR:VALUE, such as call_status:eq:completed")
    }
    return CallQuery.Filter(
      column: String(parts[0]), comparison: String(parts[1]), value: String(parts[2]))
  }

  @Sendable private static func parameter(_ argument: String) throws -> CallQuery.Parameter {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      throw ValidationError("‘\(argument)’ is not of the form NAME=VALUE")
    }
    return CallQuery.Parameter(
      String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
  }
}
