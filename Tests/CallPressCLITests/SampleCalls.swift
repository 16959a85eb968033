/// Invented calls in the API's shape.
enum SampleCalls {
  /// A call with word times, outcomes and variables, about which there is nothing to warn.
  static func timed(id: String = "11111111-2222-4333-8444-555555555555") -> String {
    """
    {"id": \(quoted(id)), "call_status": "completed", "call_duration": 6,
     "started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T10:00:06Z",
     "transcript_language": "en",
     "transcript_object": [
      {"role": "agent", "content": "Hello, this is Lina.", "words": [
        {"word": "Hello,", "start": 0.1, "end": 0.5}, {"word": "this", "start": 0.6, "end": 0.8},
        {"word": "is", "start": 0.8, "end": 0.9}, {"word": "Lina.", "start": 0.9, "end": 1.4}]},
      {"role": "user", "content": "I want my bill, please.", "words": [
        {"word": "I", "start": 2.0, "end": 2.1}, {"word": "want", "start": 2.1, "end": 2.4},
        {"word": "my", "start": 2.4, "end": 2.6}, {"word": "bill,", "start": 2.6, "end": 3.0},
        {"word": "please.", "start": 3.0, "end": 3.5}]}],
     "agent_dynamic_variables": {"agent_name": "Lina"},
     "agent_post_call_outcomes": {"topic": "bill", "plan": "gold"}}
    """
  }

  /// A call whose turns have no times.
  static let untimed = """
    {"id": "22222222-2222-4333-8444-555555555555", "call_status": "completed",
     "transcript_object": [
      {"role": "assistant", "content": "Bonjour."}, {"role": "user", "content": "Bonjour, merci."}]}
    """

  /// A call that cannot be read without a warning: a turn ends before it begins.
  static let doubtful = """
    {"id": "33333333-2222-4333-8444-555555555555", "call_status": "completed",
     "transcript_object": [
      {"role": "agent", "text": "One.", "start": 1.0, "end": 2.0},
      {"role": "user", "text": "Two.", "start": 5.0, "end": 3.0},
      {"role": "agent", "text": "Three.", "start": 6.0, "end": 7.0}]}
    """

  /// A JSON string of plain text.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case let scalar where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
