/// What a measure is, in words for people, with its threshold.
public struct MeasureDefinition: Hashable, Sendable {
  /// The measure's name in JSON.
  public var id: String
  /// What to call it.
  public var title: String
  /// What exactly is counted.
  public var definition: String

  /// The definitions of all measures, with the thresholds that are set.
  public static func all(_ settings: MeasureSettings) -> [MeasureDefinition] {
    let pause = seconds(settings.pause)
    let dead = seconds(settings.deadAir)
    let overlap = seconds(settings.overlap)
    return [
      Self("span_ms", "Span", "From the start of the first turn to the end of the last."),
      Self(
        "talk_ms", "Talk time",
        "The time of a speaker's turns, without pauses of \(pause) or more between their words "
          + "where words have times."),
      Self(
        "share_permille", "Share", "A speaker's talk time as a share of the talk time of all."),
      Self(
        "words_per_minute", "Words per minute", "A speaker's words for each minute of talk time."),
      Self("silence_ms", "Silence", "The time within the span in which nobody speaks."),
      Self("longest_silence_ms", "Longest silence", "The longest single silence."),
      Self("dead_air_ms", "Dead air", "The silences of \(dead) or more, all together."),
      Self(
        "overlap_ms", "Overlap",
        "The time in which several speak, from the transcript's times and not from the audio."),
      Self(
        "interruptions", "Interruptions",
        "How often a speaker begins while another speaks, talks over them for \(overlap) or more, "
          + "and goes on longer than they do."),
      Self(
        "longest_monologue_ms", "Longest monologue",
        "The longest time that a speaker keeps the floor; what others say in between without "
          + "going on longer does not end it."),
      Self(
        "response_ms", "Response time",
        "From the end of the customer's turn to the start of the agent's turn that follows it. "
          + "The median and the 95th percentile are by the nearest rank."),
      Self(
        "time_to_first_word_ms", "Time to first word",
        "From the call's zero point to the start of the first turn."),
      Self("questions", "Questions", "Question marks at the ends of words."),
    ]
  }

  private init(_ id: String, _ title: String, _ definition: String) {
    self.id = id
    self.title = title
    self.definition = definition
  }

  /// Milliseconds as seconds without needless digits: `3 s`, `0.3 s`.
  private static func seconds(_ milliseconds: Int64) -> String {
    let rest = milliseconds % 1000
    guard rest != 0 else { return "\(milliseconds / 1000) s" }
    var digits = String(1000 + rest).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(milliseconds / 1000).\(digits) s"
  }
}
