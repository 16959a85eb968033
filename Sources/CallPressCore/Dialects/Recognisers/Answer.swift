/// What the dialects of speech recognisers have in common: an answer that may stand in envelopes,
/// found by its structure.
protocol RecogniserAnswer {
  /// Looks at a value; `nil` where it has not the structure.
  init?(_ value: JSONValue)

  /// What was found, and how sure that is.
  var match: DialectMatch { get }
}

extension RecogniserAnswer {
  /// The answer in a transcript: in the value itself, or in the envelopes around it.
  init?(in source: TranscriptSource) {
    guard case .json(let value) = source, let answer = Self.find(in: value, depth: 0) else {
      return nil
    }
    self = answer
  }

  private static func find(in value: JSONValue, depth: Int) -> Self? {
    if let answer = Self(value) { return answer }
    guard depth < 4 else { return nil }
    switch value.kind {
    case .object:
      for name in Envelopes.names {
        guard let inner = value[name], inner.kind == .object || inner.kind == .array else {
          continue
        }
        if let answer = find(in: inner, depth: depth + 1) { return answer }
      }
      return nil
    case .array:
      // A list of one is that one; of several each is a transcript of its own.
      guard value.hasOneElement, let first = value[0], first.kind == .object else { return nil }
      return find(in: first, depth: depth + 1)
    default: return nil
    }
  }
}

/// The members in which services and those who pass their answers on put them.
private enum Envelopes {
  static let names: [StaticString] = [
    "data", "result", "response", "payload", "body", "transcript", "transcription",
    "transcript_object", "transcription_result", "output", "results", "message", "event", "detail",
    "job", "json", "raw", "content", "AudioFileResults",
  ]
}

extension JSONValue {
  /// Whether an array has exactly one element.
  var hasOneElement: Bool {
    var iterator = children.makeIterator()
    return iterator.next() != nil && iterator.next() == nil
  }

  /// This array, `nil` for anything else and where nothing is in it.
  var filledList: JSONValue? { kind == .array && !isEmpty ? self : nil }

  /// The elements of a member that is an array; none where it is no array.
  func elements(_ name: StaticString) -> [JSONValue] {
    guard let list = self[name], list.kind == .array else { return [] }
    return Array(list.children)
  }

  /// The first member with one of these names that is there and not null.
  func first(of names: StaticString...) -> JSONValue? {
    for name in names {
      if let value = self[name], !value.isNull { return value }
    }
    return nil
  }

  /// Whether it is a number without a fraction.
  var isWholeNumber: Bool {
    guard kind == .number else { return false }
    return withRawBytes { bytes in
      bytes.allSatisfy { $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") }
    }
  }

  /// Whether it is a number, or a text or object that reads as a time.
  var isTimeLike: Bool {
    switch RawTime(self) {
    case .number, .clock: true
    case .instant, .missing, .unreadable: false
    }
  }
}

/// How many elements of an array look as they must.
struct ShapeShare {
  /// How many were looked at.
  var seen = 0
  /// How many of them fit.
  var fitting = 0

  /// Looks at elements spread over the whole array.
  init(of list: JSONValue?, where fits: (JSONValue) -> Bool) {
    guard let list, list.kind == .array else { return }
    for element in Sample.elements(of: list) {
      seen += 1
      if fits(element) { fitting += 1 }
    }
  }

  /// Whether at least half of them fit.
  var isMost: Bool { fitting > 0 && fitting * 2 >= seen }

  /// A score that falls with every element that does not fit.
  func score(_ best: Int) -> Int {
    seen == 0 ? 0 : best - 20 * (seen - fitting) / seen
  }
}

/// Reads the times of one recogniser, whose unit its shape tells.
struct RecogniserClock {
  /// The unit of numbers, unless the user says another.
  var unit: TimeUnit

  init(_ unit: TimeUnit, _ context: ReadingContext) {
    self.unit = context.options.timeUnit ?? unit
  }

  /// A time, `nil` where there is none that can be read.
  func time(_ value: JSONValue?) -> MediaTime? {
    guard let value else { return nil }
    switch RawTime(value) {
    case .number(let number):
      return number.milliseconds(in: unit).map { MediaTime(milliseconds: $0) }
    case .clock(let milliseconds): return MediaTime(milliseconds: milliseconds)
    case .instant, .missing, .unreadable: return nil
    }
  }

  /// A time that the source itself gives.
  func point(_ value: JSONValue?) -> TimePoint? {
    time(value).map { TimePoint($0, .measured) }
  }

  /// A start and a length as the time of the end.
  func end(_ start: MediaTime?, _ duration: JSONValue?) -> MediaTime? {
    guard let start, let length = time(duration) else { return nil }
    return start.advanced(by: length.milliseconds)
  }
}

extension JSONValue {
  /// The language that a member names: as a tag where that is certain, else as it is written;
  /// `nil` for the words that say that it is not known.
  var languageName: String? {
    let value = kind == .array && hasOneElement ? self[0] : self
    guard let name = value?.string, !name.isEmpty else { return nil }
    if let tag = LanguageTag(normalizing: name) { return tag.description }
    let unknown = ["auto", "multi", "und", "unknown", "none", "mul"]
    return unknown.contains(name.lowercased()) ? nil : name
  }
}

extension TranscriptBuilder {
  /// Says that the same words stand in the source more than once and were read once.
  mutating func noteOtherViews(_ names: [String], read: String, at value: JSONValue) {
    guard !names.isEmpty else { return }
    note(
      "other-views", .info,
      "the same words are there in several views; \(read) was read and \(MessageText.list(names)) "
        + "left out",
      at: value)
  }

  /// Says that words name another speaker than the segment that they stand in.
  mutating func noteStrangers(_ count: Int, at value: JSONValue) {
    guard count > 0 else { return }
    note(
      "word-speaker-differs", .info,
      "\(count) word(s) name another speaker than their turn; the turn's was kept", at: value)
  }
}
