import CallPressCore

/// One fact of a record and how pages show it.
struct CallFact {
  /// The member of the record.
  var field: CallField
  /// What it is called.
  var label: InterfaceWord
  /// Whether the value is a word of the API's, such as `user_hangup`, that can be made readable.
  var isPhrase = false
  /// Whether the value is a number or an identifier.
  var isCode = false
}

/// The facts of a record in the order in which pages show them.
enum CallFacts {
  /// All members but the transcript and those that have lists of their own.
  static let fields: [CallFact] = [
    CallFact(field: .callDirection, label: .factDirection, isPhrase: true),
    CallFact(field: .callFrom, label: .factFrom, isCode: true),
    CallFact(field: .callTo, label: .factTo, isCode: true),
    CallFact(field: .callStatus, label: .factStatus, isPhrase: true),
    CallFact(field: .startedAt, label: .factStarted),
    CallFact(field: .endedAt, label: .factEnded),
    CallFact(field: .callDuration, label: .factDuration),
    CallFact(field: .disconnectReason, label: .factDisconnectReason, isPhrase: true),
    CallFact(field: .transcriptLanguage, label: .factLanguage),
    CallFact(field: .analysisSentiment, label: .factSentiment, isPhrase: true),
    CallFact(field: .agentTaskStatus, label: .factTaskStatus, isPhrase: true),
    CallFact(field: .agentTaskFeedback, label: .factTaskFeedback),
    CallFact(field: .callRating, label: .factRating),
    CallFact(field: .callFeedback, label: .factFeedback),
    CallFact(field: .notes, label: .factNotes),
    CallFact(field: .cost, label: .factCost),
    CallFact(field: .priceUnit, label: .factPriceUnit),
    CallFact(field: .latency, label: .factLatency),
    CallFact(field: .isTest, label: .factTest),
    CallFact(field: .recordURL, label: .factRecording, isCode: true),
    CallFact(field: .id, label: .factID, isCode: true),
    CallFact(field: .callSID, label: .factCallSID, isCode: true),
    CallFact(field: .callProvider, label: .factProvider),
    CallFact(field: .agentID, label: .factAgent, isCode: true),
    CallFact(field: .contactID, label: .factContact, isCode: true),
    CallFact(field: .campaignID, label: .factCampaign, isCode: true),
    CallFact(field: .companyID, label: .factCompany, isCode: true),
    CallFact(field: .workspaceID, label: .factWorkspace),
    CallFact(field: .createdAt, label: .factCreated),
    CallFact(field: .updatedAt, label: .factUpdated),
    CallFact(field: .deletedAt, label: .factDeleted),
    CallFact(field: .retryAt, label: .factRetry),
  ]

  /// A fact as one line of text; what the API did not document as text is shown as JSON.
  static func text(of field: CallField, in call: Call) -> String? {
    if let text = call.text(field) { return text }
    guard let value = call[field], value.kind == .array || value.kind == .object else { return nil }
    return value.withRawBytes { String(decoding: $0, as: UTF8.self) }
  }
}
