import CallPressCore

/// What to ask `GET /calls/query` for: every parameter that the API documents, and a way to those
/// that it does not.
public struct CallQuery: Hashable, Sendable {
  /// The order of the calls by a column.
  public enum Order: String, Hashable, Sendable, CaseIterable {
    /// The smallest or oldest first.
    case ascending = "asc"
    /// The largest or newest first.
    case descending = "desc"
  }

  /// A condition on a column, one of three parallel lists in the request.
  ///
  /// The operators are not documented; they go to the API as they are.
  public struct Filter: Hashable, Sendable {
    /// The column, `call_status` for one.
    public var column: String
    /// The operator, in the API's words.
    public var comparison: String
    /// The value.
    public var value: String

    /// Makes a condition.
    public init(column: String, comparison: String, value: String) {
      self.column = column
      self.comparison = comparison
      self.value = value
    }
  }

  /// The campaign's id.
  public var campaign: String?
  /// The agent's id.
  public var agent: String?
  /// A part of the call's status, in any case.
  public var status: String?
  /// A text in the number called, the notes, the feedback or the transcript.
  public var search: String?
  /// The first day on which a call may have started, `YYYY-MM-DD`.
  public var since: String?
  /// The last day on which a call may have started, `YYYY-MM-DD`.
  public var until: String?
  /// The workspace.
  public var workspace: String?
  /// The column to sort by.
  public var sortColumn = "created_at"
  /// The order; oldest first, so that calls that come in meanwhile do not move the others.
  public var order = Order.ascending
  /// Conditions on columns.
  public var filters: [Filter] = []
  /// Parameters that are not documented, as they are.
  public var other: [Parameter] = []

  /// A parameter by name.
  public struct Parameter: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: String

    /// Makes a parameter.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The columns by which the API says that it sorts.
  public static let sortColumns = [
    "agent_dynamic_variables", "agent_post_call_outcomes", "agent_task_feedback",
    "agent_task_status", "analysis_sentiment", "call_direction", "call_duration", "call_feedback",
    "call_from", "call_provider", "call_rating", "call_sid", "call_status", "call_to", "cost",
    "created_at", "disconnect_reason", "ended_at", "is_test", "latency", "metadata", "name",
    "notes", "price_unit", "record_url", "retry_at", "started_at", "transcript",
    "transcript_language", "updated_at",
  ]

  /// A query for all calls, oldest first.
  public init() {}

  /// The parameters of the request, but for the page.
  var items: [(name: String, value: String)] {
    var items: [(name: String, value: String)] = []
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { items.append((name, value)) }
    }
    add("campaign_id", campaign)
    add("ai_agent_id", agent)
    add("status", status)
    add("search", search)
    add("start_date", since)
    add("end_date", until)
    add("workspace", workspace)
    add("sort_column", sortColumn)
    add("order", order.rawValue)
    for filter in filters {
      items.append(("filter_columns[]", filter.column))
      items.append(("filter_values[]", filter.value))
      items.append(("filter_operator[]", filter.comparison))
    }
    for parameter in other { items.append((parameter.name, parameter.value)) }
    return items
  }

  /// Whether a text is a day that the API takes: `YYYY-MM-DD`, and on the calendar.
  public static func isDay(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, let instant = Instant(iso8601: text + "T00:00:00Z") else {
      return false
    }
    return instant.description.hasPrefix(text)
  }
}
