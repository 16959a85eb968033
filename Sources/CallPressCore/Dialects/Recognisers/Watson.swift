/// Results whose words are lists of a word, a start and an end, with speakers in a list apart.
///
/// A word's speaker is that of the label that begins when the word does. Times are seconds.
public struct WatsonDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "watson" }
  /// One line for people.
  public var summary: String {
    "results with timestamps as lists, speaker_labels apart; times in seconds"
  }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: alternatives with a transcript and lists of three as timestamps.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    WatsonAnswer(in: source)?.match ?? .none
  }

  /// Reads the final results.
  ///
  /// - Throws: `unrecognized-dialect` where there are none.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = WatsonAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect, "the transcript has no results with timestamps as lists")
    }
    WatsonReading(answer, context: builder.context).read(into: &builder)
  }
}

/// The results of an answer, which may come in several parts.
struct WatsonAnswer: RecogniserAnswer {
  /// The objects with `results` and perhaps `speaker_labels`.
  var parts: [JSONValue]
  var match: DialectMatch

  init?(_ value: JSONValue) {
    let list = value.kind == .array ? value : value["results"]
    guard let list, list.kind == .array, let first = list[0] else { return nil }
    if first["results"]?.kind == .array {
      // Several answers in a list belong together only where they count on.
      guard value.kind == .object || list.hasOneElement || Self.countsOn(list) else { return nil }
      parts = list.children.filter { $0.kind == .object }
    } else if value.kind == .object {
      parts = [value]
    } else {
      return nil
    }
    var (seen, fitting) = (0, 0)
    for part in parts.prefix(8) {
      let share = ShapeShare(of: part["results"]) { result in
        guard let best = result["alternatives"]?[0], best["transcript"]?.kind == .string else {
          return false
        }
        if let timestamps = best["timestamps"] {
          return timestamps.kind == .array
            && (timestamps.isEmpty || timestamps[0]?.kind == .array)
        }
        return result["final"]?.kind == .boolean
      }
      seen += share.seen
      fitting += share.fitting
    }
    guard fitting > 0, fitting * 2 >= seen else { return nil }
    match = DialectMatch(
      score: 96 - 20 * (seen - fitting) / seen,
      reason: "\(fitting) of \(seen) results seen have a transcript and timestamps as lists")
  }

  private static func countsOn(_ list: JSONValue) -> Bool {
    var previous = -1
    for part in list.children {
      guard let index = part["result_index"]?.numberText.flatMap({ Int($0) }), index > previous
      else { return false }
      previous = index
    }
    return true
  }
}

private struct WatsonReading {
  let answer: WatsonAnswer
  let clock: RecogniserClock

  init(_ answer: WatsonAnswer, context: ReadingContext) {
    self.answer = answer
    clock = RecogniserClock(.seconds, context)
  }

  func read(into builder: inout TranscriptBuilder) {
    var speakers: [MediaTime: String] = [:]
    for part in answer.parts {
      for label in part.elements("speaker_labels") {
        guard let from = clock.time(label["from"]) else { continue }
        speakers[from] = label["speaker"]?.labelText
      }
    }
    var interim = 0
    var alternatives = 0
    for part in answer.parts {
      for result in part.elements("results") {
        if result["final"]?.truth == false {
          interim += 1
          continue
        }
        guard let best = result["alternatives"]?[0] else { continue }
        if result["alternatives"]?[1] != nil { alternatives += 1 }
        add(result, best, speakers, to: &builder)
      }
    }
    if let first = answer.parts.first { builder.noteInterim(interim, at: first) }
    if alternatives > 0, let first = answer.parts.first {
      builder.note(
        "other-alternatives", .info,
        "\(alternatives) result(s) have other alternatives; the first was read", at: first)
    }
  }

  private func add(
    _ result: JSONValue, _ best: JSONValue, _ speakers: [MediaTime: String],
    to builder: inout TranscriptBuilder
  ) {
    let text = VendorText.trimmed(best["transcript"]?.string ?? "")
    let sureness = best.elements("word_confidence")
    var tokens: [SpeechToken] = []
    for (position, stamp) in best.elements("timestamps").enumerated() {
      guard stamp.kind == .array, let word = stamp[0]?.labelText, !word.isEmpty else { continue }
      var token = SpeechToken(word)
      token.start = clock.time(stamp[1])
      token.end = clock.time(stamp[2])
      token.speaker = token.start.flatMap { speakers[$0] }
      if position < sureness.count, sureness[position][0]?.labelText == word {
        token.confidence = sureness[position][1]?.approximateNumber
      }
      token.source = stamp
      tokens.append(token)
    }
    let voices = Set(tokens.compactMap(\.speaker))
    guard voices.count < 2 else {
      TokenTurns(breaksAtPauses: false).add(tokens, text: text, to: &builder)
      return
    }
    var draft = DraftTurn(role: voices.first, text: text, source: result)
    draft.words = tokens.map(\.draft)
    draft.confidence = best["confidence"]?.approximateNumber
    builder.add(draft)
  }
}
