/// Reads the segments of any flavour.
struct WhisperReading {
  private let answer: WhisperAnswer
  private let clock: RecogniserClock
  private let language: String?
  /// Words that stand beside the segments and not in them, in order.
  private var loose: [SpeechToken] = []
  private var taken = 0

  init(_ answer: WhisperAnswer, context: ReadingContext) {
    self.answer = answer
    clock = RecogniserClock(answer.layout == .offsets ? .milliseconds : .seconds, context)
    let value = answer.value
    language =
      value.kind == .object
      ? (value.first(of: "language", "language_code") ?? value["result"]?["language"])?.languageName
      : nil
  }

  consuming func read(into builder: inout TranscriptBuilder) {
    switch answer.layout {
    case .segments: readSegments(into: &builder)
    case .offsets: readOffsets(into: &builder)
    case .chunks: readChunks(into: &builder)
    case .words:
      let tokens = answer.list.children.compactMap { Self.word($0, clock) }
      TokenTurns(language: language).add(
        tokens, text: answer.value["text"]?.string, to: &builder)
    case .text:
      var draft = DraftTurn(role: nil, text: answer.list.string ?? "", source: answer.value)
      draft.language = language
      builder.add(draft)
    }
  }

  /// A word of any flavour; the text keeps its own spaces.
  static func word(_ value: JSONValue, _ clock: RecogniserClock) -> SpeechToken? {
    guard value.kind == .object, let text = value.first(of: "word", "text")?.labelText,
      !text.isEmpty
    else { return nil }
    var token = SpeechToken(text)
    token.start = clock.time(value["start"])
    token.end = clock.time(value["end"])
    token.confidence = value.first(of: "probability", "score", "confidence")?.approximateNumber
    token.speaker = value["speaker"]?.labelText
    token.source = value
    return token
  }

  // MARK: Segments

  private mutating func readSegments(into builder: inout TranscriptBuilder) {
    let isNested = answer.list.children.contains { $0["words"]?.filledList != nil }
    let beside = answer.value.first(of: "words", "word_segments")?.filledList
    if isNested, beside != nil {
      builder.noteOtherViews(
        ["the list of words beside them"], read: "“segments”", at: answer.value)
    } else if let beside {
      loose = beside.children.compactMap { Self.word($0, clock) }
    }
    var segments = answer.list.children.makeIterator()
    var next = segments.next()
    while let segment = next {
      next = segments.next()
      guard segment.kind == .object else { continue }
      add(segment, before: next.flatMap { clock.time($0["start"]) }, next == nil, to: &builder)
    }
  }

  private mutating func add(
    _ segment: JSONValue, before following: MediaTime?, _ isLast: Bool,
    to builder: inout TranscriptBuilder
  ) {
    let words =
      loose.isEmpty
      ? segment.elements("words").compactMap { Self.word($0, clock) }
      : looseWords(until: clock.time(segment["end"]), following, isLast)
    let text = segment["text"]?.spokenText ?? ""
    let speaker = segment["speaker"]?.labelText
    let own = Set(words.compactMap(\.speaker))
    if speaker == nil, own.count > 1 {
      // Only the words know who speaks.
      TokenTurns(breaksAtPauses: false, language: language).add(words, text: text, to: &builder)
      return
    }
    if let speaker {
      builder.noteStrangers(
        words.reduce(0) { $0 + ($1.speaker ?? speaker == speaker ? 0 : 1) }, at: segment)
    }
    var draft = DraftTurn(
      role: speaker ?? own.first, text: VendorText.trimmed(text), source: segment)
    draft.start = clock.point(segment["start"])
    draft.end = clock.point(segment["end"])
    draft.words = words.map(\.draft)
    draft.confidence = segment["confidence"]?.approximateNumber
    draft.language = segment["language"]?.languageName ?? language
    builder.add(draft)
  }

  /// The words beside the segments whose middle lies before the next segment begins.
  private mutating func looseWords(
    until end: MediaTime?, _ following: MediaTime?, _ isLast: Bool
  ) -> [SpeechToken] {
    let first = taken
    while taken < loose.count {
      if !isLast, let bound = following ?? end, let start = loose[taken].start {
        let end = max(loose[taken].end ?? start, start)
        if start.advanced(by: end.distance(from: start) / 2) >= bound { break }
      }
      taken += 1
    }
    return Array(loose[first..<taken])
  }

  // MARK: Offsets

  private func readOffsets(into builder: inout TranscriptBuilder) {
    for segment in answer.list.children where segment.kind == .object {
      let text = VendorText.trimmed(segment["text"]?.string ?? "")
      var draft = DraftTurn(role: segment["speaker"]?.labelText, text: text, source: segment)
      draft.start = point(segment, "from")
      draft.end = point(segment, "to")
      draft.language = language
      draft.words = words(of: segment, text)
      builder.add(draft)
    }
  }

  private func point(_ segment: JSONValue, _ name: StaticString) -> TimePoint? {
    clock.point(segment["offsets"]?[name]) ?? clock.point(segment["timestamps"]?[name])
  }

  /// The words that the tokens make, where these make the text: pieces, of which a space begins
  /// a word.
  private func words(of segment: JSONValue, _ text: String) -> [DraftWord] {
    var words: [DraftWord] = []
    var all = ""
    var pieces = 0
    for token in segment.elements("tokens") {
      guard let piece = token["text"]?.string, !piece.hasPrefix("[_") else { continue }
      all += piece
      let start = point(token, "from")?.time
      let end = point(token, "to")?.time
      if words.isEmpty || piece.hasPrefix(" ") {
        words.append(
          DraftWord(
            text: piece, start: start, end: end, confidence: token["p"]?.approximateNumber))
        pieces = 1
      } else {
        words[words.count - 1].text += piece
        words[words.count - 1].end = end ?? words[words.count - 1].end
        words[words.count - 1].confidence = nil
        pieces += 1
      }
    }
    return VendorText.trimmed(all) == text ? words : []
  }

  // MARK: Chunks

  private func readChunks(into builder: inout TranscriptBuilder) {
    if answer.value.kind == .object, answer.list.key == "speakers",
      answer.value["chunks"]?.filledList != nil
    {
      builder.noteOtherViews(["“chunks”"], read: "“speakers”", at: answer.value)
    }
    if areWords {
      TokenTurns(language: language).add(
        answer.list.children.compactMap { chunkWord($0) }, text: answer.value["text"]?.string,
        to: &builder)
      return
    }
    for chunk in answer.list.children where chunk.kind == .object {
      var draft = DraftTurn(
        role: chunk["speaker"]?.labelText,
        text: VendorText.trimmed(chunk["text"]?.string ?? ""), source: chunk)
      draft.start = clock.point(chunk["timestamp"]?[0])
      draft.end = clock.point(chunk["timestamp"]?[1])
      draft.language = chunk["language"]?.languageName ?? language
      builder.add(draft)
    }
  }

  /// Whether the chunks are single words rather than phrases.
  private var areWords: Bool {
    let share = ShapeShare(of: answer.list) { chunk in
      let text = VendorText.trimmed(chunk["text"]?.string ?? "")
      return !text.utf8.contains { WordAligner.isSpace($0) }
    }
    return share.seen >= 3 && share.fitting * 10 >= share.seen * 9
  }

  private func chunkWord(_ chunk: JSONValue) -> SpeechToken? {
    guard let text = chunk["text"]?.string, !text.isEmpty else { return nil }
    var token = SpeechToken(text)
    token.start = clock.time(chunk["timestamp"]?[0])
    token.end = clock.time(chunk["timestamp"]?[1])
    token.speaker = chunk["speaker"]?.labelText
    token.language = chunk["language"]?.languageName
    token.source = chunk
    return token
  }
}
