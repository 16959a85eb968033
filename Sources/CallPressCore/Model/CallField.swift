/// A documented member of the API's call object, by the API's own name.
///
/// The source is the reference of `GET https://api.callab.ai/v1/calls/{id}`. Every one of them may
/// be missing or null.
public struct CallField: Hashable, Sendable, CustomStringConvertible {
  /// What kind of value the API documents.
  public enum Kind: String, Hashable, Sendable {
    /// A text or an identifier.
    case text
    /// A number.
    case number
    /// `true` or `false`.
    case boolean
    /// An ISO 8601 instant.
    case instant
    /// An address.
    case url
    /// Free-form JSON.
    case json
  }

  /// The API's name of the member.
  public var name: StaticString
  /// What kind of value is documented.
  public var kind: Kind

  private init(_ name: StaticString, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// The API's name of the member.
  public var description: String { name.description }

  /// Two fields are the same when they have the same name.
  public static func == (left: CallField, right: CallField) -> Bool {
    let count = left.name.utf8CodeUnitCount
    return count == right.name.utf8CodeUnitCount
      && ByteRuns.areEqual(left.name.utf8Start, right.name.utf8Start, count)
  }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(
      bytes: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  // Each is documented under its own name in the API's reference.
  /// The identifier of the call, a UUID.
  public static let id = CallField("id", .text)
  /// The telephony provider's identifier of the call.
  public static let callSID = CallField("call_sid", .text)
  /// The company's identifier.
  public static let companyID = CallField("company_id", .text)
  /// The campaign's identifier.
  public static let campaignID = CallField("campaign_id", .text)
  /// The agent's identifier.
  public static let agentID = CallField("ai_agent_id", .text)
  /// The contact's identifier.
  public static let contactID = CallField("contact_id", .text)
  /// The telephony provider.
  public static let callProvider = CallField("call_provider", .text)
  /// The calling number.
  public static let callFrom = CallField("call_from", .text)
  /// The called number.
  public static let callTo = CallField("call_to", .text)
  /// The duration; its unit is not documented and is taken to be seconds.
  public static let callDuration = CallField("call_duration", .number)
  /// The status, `completed` for one.
  public static let callStatus = CallField("call_status", .text)
  /// `inbound` or `outbound`.
  public static let callDirection = CallField("call_direction", .text)
  /// Whether it was a test call.
  public static let isTest = CallField("is_test", .boolean)
  /// The rating of the call.
  public static let callRating = CallField("call_rating", .number)
  /// The feedback on the call.
  public static let callFeedback = CallField("call_feedback", .text)
  /// The address of the recording.
  public static let recordURL = CallField("record_url", .url)
  /// The transcript as plain text.
  public static let transcript = CallField("transcript", .text)
  /// The structured transcript; its shape is not documented.
  public static let transcriptObject = CallField("transcript_object", .json)
  /// The language of the transcript.
  public static let transcriptLanguage = CallField("transcript_language", .text)
  /// What the call cost.
  public static let cost = CallField("cost", .number)
  /// The currency of the cost.
  public static let priceUnit = CallField("price_unit", .text)
  /// The latency; its unit is not documented.
  public static let latency = CallField("latency", .number)
  /// Why the call ended.
  public static let disconnectReason = CallField("disconnect_reason", .text)
  /// The sentiment that the analysis found.
  public static let analysisSentiment = CallField("analysis_sentiment", .text)
  /// Whether the agent did its task.
  public static let agentTaskStatus = CallField("agent_task_status", .text)
  /// What the analysis says of the agent's task.
  public static let agentTaskFeedback = CallField("agent_task_feedback", .text)
  /// Free-form data of the customer's.
  public static let metadata = CallField("metadata", .json)
  /// The variables that the agent was given.
  public static let agentDynamicVariables = CallField("agent_dynamic_variables", .json)
  /// What was extracted after the call.
  public static let agentPostCallOutcomes = CallField("agent_post_call_outcomes", .json)
  /// Notes on the call.
  public static let notes = CallField("notes", .text)
  /// When the record was made.
  public static let createdAt = CallField("created_at", .instant)
  /// When the record was last changed.
  public static let updatedAt = CallField("updated_at", .instant)
  /// When the record was deleted.
  public static let deletedAt = CallField("deleted_at", .instant)
  /// When the call began.
  public static let startedAt = CallField("started_at", .instant)
  /// When the call ended.
  public static let endedAt = CallField("ended_at", .instant)
  /// When the call is to be tried again.
  public static let retryAt = CallField("retry_at", .instant)
  /// The workspace, `default` for one.
  public static let workspaceID = CallField("workspace_id", .text)

  /// All of them, in the order of the API's reference.
  public static let all: [CallField] = [
    .id, .callSID, .companyID, .campaignID, .agentID, .contactID, .callProvider, .callFrom, .callTo,
    .callDuration, .callStatus, .callDirection, .isTest, .callRating, .callFeedback, .recordURL,
    .transcript, .transcriptObject, .transcriptLanguage, .cost, .priceUnit, .latency,
    .disconnectReason, .analysisSentiment, .agentTaskStatus, .agentTaskFeedback, .metadata,
    .agentDynamicVariables, .agentPostCallOutcomes, .notes, .createdAt, .updatedAt, .deletedAt,
    .startedAt, .endedAt, .retryAt, .workspaceID,
  ]
}
