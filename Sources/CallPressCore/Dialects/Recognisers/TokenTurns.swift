/// One piece of a flat list of what was recognised: a word, a punctuation mark, a space, a sound.
struct SpeechToken {
  /// The piece as the source writes it.
  var text: String
  /// Whether it is a word, or something else with a time; punctuation and spaces are none.
  var isWord = true
  /// Whether it follows what is before it without a space and belongs to the same speaker.
  var attachesLeft = false
  /// Whether what is behind it follows without a space.
  var attachesRight = false
  /// When it begins.
  var start: MediaTime?
  /// When it ends.
  var end: MediaTime?
  /// How sure the recogniser was.
  var confidence: Double?
  /// The label of whoever says it.
  var speaker: String?
  /// The language it is in.
  var language: String?
  /// Whether the source begins a new segment with it.
  var beginsSegment = false
  /// The value it was read from.
  var source: JSONValue?

  init(_ text: String) {
    self.text = text
  }

  /// The word for a turn.
  var draft: DraftWord {
    DraftWord(text: text, start: start, end: end, confidence: confidence)
  }
}

/// Makes turns of a flat list of tokens: one for each run of the same speaker that no long pause
/// and no end of a segment interrupts.
struct TokenTurns {
  /// What stands between two words.
  enum Joining {
    /// Nothing: the tokens bring their own spaces.
    case asWritten
    /// A delimiter, but for punctuation.
    case with(String)
    /// As written where a token has a space of its own, else a space.
    case automatic
  }

  /// From how long a silence on, in milliseconds, a new turn begins.
  static let pause: Int64 = 2000

  /// What stands between two words.
  var joining = Joining.automatic
  /// Whether silences part turns.
  var breaksAtPauses = true
  /// The language of tokens that name none.
  var language: String?

  /// Adds the turns of a list of tokens.
  ///
  /// - Parameters:
  ///   - tokens: The tokens in the order of the text.
  ///   - text: The text of all the tokens as the source itself writes it; where there is none,
  ///     the tokens are joined.
  ///   - builder: Receives the turns.
  func add(_ tokens: [SpeechToken], text: String? = nil, to builder: inout TranscriptBuilder) {
    let runs = runs(of: tokens)
    var pieces = text.flatMap { VendorText.pieces(of: $0, tokens: tokens, runs: runs) }
    if pieces == nil, let text, !text.isEmpty {
      if runs.count == 1 { pieces = [VendorText.trimmed(text)] }
      if runs.isEmpty {
        var draft = DraftTurn(role: nil, text: VendorText.trimmed(text))
        draft.language = language
        builder.add(draft)
      }
    }
    let isSpaced = self.isSpaced(tokens)
    for (position, run) in runs.enumerated() {
      let tokens = tokens[run]
      let text = pieces?[position] ?? joined(tokens, isSpaced)
      let words = tokens.filter(\.isWord)
      var draft = DraftTurn(
        role: tokens.first { $0.speaker != nil }?.speaker, text: text,
        source: (words.first ?? tokens.first)?.source)
      draft.words = words.map(\.draft)
      draft.language = Self.language(of: words) ?? language
      builder.add(draft)
    }
  }

  // MARK: Runs

  private func runs(of tokens: [SpeechToken]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var first = 0
    var speaker: String?
    var end: MediaTime?
    var attaches = false
    for (index, token) in tokens.enumerated() {
      defer {
        attaches = token.attachesRight
        if let later = token.end ?? token.start { end = max(end ?? later, later) }
      }
      guard index > first else {
        speaker = token.speaker
        continue
      }
      let isBound = token.attachesLeft || attaches || !token.isWord && !token.beginsSegment
      let isOther = token.speaker != nil && token.speaker != speaker
      if !isBound, isOther || token.beginsSegment || isPause(from: end, to: token.start) {
        runs.append(first..<index)
        first = index
        speaker = token.speaker
        end = nil
      } else if speaker == nil {
        speaker = token.speaker
      }
    }
    if first < tokens.count { runs.append(first..<tokens.count) }
    return runs
  }

  private func isPause(from end: MediaTime?, to start: MediaTime?) -> Bool {
    guard breaksAtPauses, let end, let start else { return false }
    return start.distance(from: end) >= Self.pause
  }

  // MARK: Text

  private func isSpaced(_ tokens: [SpeechToken]) -> Bool {
    switch joining {
    case .asWritten: return true
    case .with: return false
    case .automatic:
      return tokens.contains { token in
        guard let first = token.text.utf8.first, let last = token.text.utf8.last else {
          return false
        }
        return WordAligner.isSpace(first) || WordAligner.isSpace(last)
      }
    }
  }

  private func joined(_ tokens: ArraySlice<SpeechToken>, _ isSpaced: Bool) -> String {
    var text = ""
    var delimiter = " "
    if case .with(let own) = joining { delimiter = own }
    var attaches = true
    for token in tokens {
      if isSpaced {
        text += token.text
      } else {
        if !attaches, !token.attachesLeft { text += delimiter }
        text += token.text
        attaches = token.attachesRight
      }
    }
    return VendorText.trimmed(text)
  }

  private static func language(of words: [SpeechToken]) -> String? {
    guard let first = words.first?.language else { return nil }
    return words.allSatisfy { $0.language == first } ? first : nil
  }
}
