import CallPressCore

/// The words of a page that are CallPress's own, not the call's.
///
/// The raw values are their names in templates, `strings.turns` for one. A language is one function
/// from cases to words; English is the only one so far.
enum InterfaceWord: String, CaseIterable {
  case skip, contents, transcript, events, outcomes, variables, facts, metadata
  case otherMembers = "other_members"
  case placeholders, diagnostics, recording, details, record
  case placeholdersNote = "placeholders_note"
  case estimatedNote = "estimated_note"
  case estimated
  case seekNote = "seek_note"
  case playFrom = "play_from"
  case back, forward, speed, follow
  case openRecording = "open_recording"
  case recordingFailed = "recording_failed"
  case recordingRefused = "recording_refused"
  case noTranscript = "no_transcript"
  case transcriptPending = "transcript_pending"
  case noOutcomes = "no_outcomes"
  case outcomesPending = "outcomes_pending"
  case noVariables = "no_variables"
  case variablesPending = "variables_pending"
  case noWords = "no_words"
  case interrupted
  case plannedText = "planned_text"
  case yes, no
  case noValue = "no_value"
  case saidIn = "said_in"
  case tolerantMatch = "tolerant_match"
  case numberWordsMatch = "number_words_match"
  case dateMatch = "date_match"
  case timeMatch = "time_match"
  case digitsMatch = "digits_match"
  case emailMatch = "email_match"
  case spelledMatch = "spelled_match"
  case questionMatch = "question_match"
  case weakMatch = "weak_match"
  case notSaid = "not_said"
  case notSaidByAgent = "not_said_by_agent"
  case repeatedName = "repeated_name"
  case rationale
  case placeholder
  case failed
  case warning
  case turn
  case madeBy = "made_by"
  case inboundFrom = "inbound_from"
  case outboundTo = "outbound_to"
  case callWord = "call"
  case testCall = "test_call"
  // What happened besides speech.
  case toolCall = "tool_call"
  case toolResult = "tool_result"
  case nodeTransition = "node_transition"
  case handoff, transfer, dtmf, message
  case injectedContext = "injected_context"
  case systemPrompt = "system_prompt"
  case marker
  // The facts of a call, by the API's names.
  case factID = "fact_id"
  case factCallSID = "fact_call_sid"
  case factCompany = "fact_company_id"
  case factCampaign = "fact_campaign_id"
  case factAgent = "fact_ai_agent_id"
  case factContact = "fact_contact_id"
  case factProvider = "fact_call_provider"
  case factFrom = "fact_call_from"
  case factTo = "fact_call_to"
  case factDuration = "fact_call_duration"
  case factStatus = "fact_call_status"
  case factDirection = "fact_call_direction"
  case factTest = "fact_is_test"
  case factRating = "fact_call_rating"
  case factFeedback = "fact_call_feedback"
  case factRecording = "fact_record_url"
  case factLanguage = "fact_transcript_language"
  case factCost = "fact_cost"
  case factPriceUnit = "fact_price_unit"
  case factLatency = "fact_latency"
  case factDisconnectReason = "fact_disconnect_reason"
  case factSentiment = "fact_analysis_sentiment"
  case factTaskStatus = "fact_agent_task_status"
  case factTaskFeedback = "fact_agent_task_feedback"
  case factNotes = "fact_notes"
  case factCreated = "fact_created_at"
  case factUpdated = "fact_updated_at"
  case factDeleted = "fact_deleted_at"
  case factStarted = "fact_started_at"
  case factEnded = "fact_ended_at"
  case factRetry = "fact_retry_at"
  case factWorkspace = "fact_workspace_id"
  case factSource = "fact_source"

  /// The language that the words are in, as `lang` takes it.
  static let language = "en"
  /// The direction of that language.
  static let direction = "ltr"

  /// The names of the months.
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// The words in English.
  var text: String {
    switch self {
    case .skip: "Skip to the transcript"
    case .contents: "On this page"
    case .transcript: "Transcript"
    case .events: "Events"
    case .outcomes: "Outcomes"
    case .variables: "Variables"
    case .facts: "Call facts"
    case .metadata: "Metadata"
    case .otherMembers: "Other members of the record"
    case .placeholders: "Placeholders spoken aloud"
    case .diagnostics: "Notes on reading"
    case .recording: "Recording"
    case .details: "About this call"
    case .record: "Record"
    case .placeholdersNote: "These were said as they stand. Their values were never filled in."
    case .estimatedNote: "A time behind ≈ is an estimate."
    case .estimated: "estimated"
    case .seekNote: "Press a time to play from there. Arrow keys move between times."
    case .playFrom: "Play from"
    case .back: "Back 5 s"
    case .forward: "Forward 5 s"
    case .speed: "Speed"
    case .follow: "Follow"
    case .openRecording: "Open the recording"
    case .recordingFailed: "The recording could not be played here. Open it by its link instead."
    case .recordingRefused: "The recording is not linked:"
    case .noTranscript: "Nothing was said in this call."
    case .transcriptPending: "There is no transcript yet."
    case .noOutcomes: "The record says that there are none."
    case .outcomesPending: "The record has none yet."
    case .noVariables: "The record says that there are none."
    case .variablesPending: "The record has none."
    case .noWords: "no words"
    case .interrupted: "interrupted"
    case .plannedText: "Was about to say:"
    case .yes: "yes"
    case .no: "no"
    case .noValue: "no value"
    case .saidIn: "Said at"
    case .tolerantMatch: "in other spelling"
    case .numberWordsMatch: "in words"
    case .dateMatch: "as a date"
    case .timeMatch: "as a time"
    case .digitsMatch: "digit by digit"
    case .emailMatch: "as an address"
    case .spelledMatch: "spelled"
    case .questionMatch: "answer to its question"
    case .weakMatch: "maybe"
    case .notSaid: "Nobody said it"
    case .notSaidByAgent: "The agent never said it"
    case .repeatedName: "name occurs more than once"
    case .rationale: "Why:"
    case .placeholder: "placeholder"
    case .failed: "failed"
    case .warning: "warning"
    case .turn: "turn"
    case .madeBy: "Made by"
    case .inboundFrom: "Inbound call from"
    case .outboundTo: "Outbound call to"
    case .callWord: "Call"
    case .testCall: "Test call"
    case .toolCall: "Tool call"
    case .toolResult: "Tool result"
    case .nodeTransition: "New state"
    case .handoff: "Handoff"
    case .transfer: "Transfer"
    case .dtmf: "Key pressed"
    case .message: "Message"
    case .injectedContext: "Context"
    case .systemPrompt: "Instructions"
    case .marker: "Note"
    case .factID: "Call id"
    case .factCallSID: "Call SID"
    case .factCompany: "Company"
    case .factCampaign: "Campaign"
    case .factAgent: "Agent"
    case .factContact: "Contact"
    case .factProvider: "Provider"
    case .factFrom: "From"
    case .factTo: "To"
    case .factDuration: "Length"
    case .factStatus: "Status"
    case .factDirection: "Direction"
    case .factTest: "Test call"
    case .factRating: "Rating"
    case .factFeedback: "Feedback"
    case .factRecording: "Recording"
    case .factLanguage: "Language"
    case .factCost: "Cost"
    case .factPriceUnit: "Currency"
    case .factLatency: "Latency"
    case .factDisconnectReason: "Ended because"
    case .factSentiment: "Sentiment"
    case .factTaskStatus: "Task"
    case .factTaskFeedback: "Task feedback"
    case .factNotes: "Notes"
    case .factCreated: "Created"
    case .factUpdated: "Updated"
    case .factDeleted: "Deleted"
    case .factStarted: "Started"
    case .factEnded: "Ended"
    case .factRetry: "Next try"
    case .factWorkspace: "Workspace"
    case .factSource: "Source"
    }
  }
}

extension Event.Kind {
  /// The word for the kind.
  var word: InterfaceWord {
    switch self {
    case .toolCall: .toolCall
    case .toolResult: .toolResult
    case .nodeTransition: .nodeTransition
    case .handoff: .handoff
    case .transfer: .transfer
    case .dtmf: .dtmf
    case .message: .message
    case .injectedContext: .injectedContext
    case .systemPrompt: .systemPrompt
    case .marker: .marker
    }
  }
}
