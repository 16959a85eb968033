import Foundation

/// The call as an ordinary program reads it with Foundation: what the JSON reader is compared with.
struct DecodedEnvelope: Codable {
  var status: String
  var message: String
  var data: DecodedCall
}

struct DecodedCall: Codable {
  var id: String
  var call_sid: String
  var company_id: String
  var ai_agent_id: String
  var call_provider: String
  var call_from: String
  var call_to: String
  var call_duration: Double
  var call_status: String
  var call_direction: String
  var is_test: Bool
  var record_url: String?
  var transcript: String?
  var transcript_object: [DecodedTurn]?
  var transcript_language: String?
  var cost: Double?
  var price_unit: String?
  var disconnect_reason: String?
  var created_at: String
  var updated_at: String
  var started_at: String?
  var ended_at: String?
  var workspace_id: String
}

struct DecodedTurn: Codable {
  var role: String
  var content: String
  var words: [DecodedWord]
}

struct DecodedWord: Codable {
  var word: String
  var start: Double
  var end: Double
}
