/// Finds what is to be redacted in the turns of a call: by shape and check digits, by what people
/// call it, and by what the other side asked just before.
struct RedactionDetector {
  /// One turn, as far as detection needs it.
  struct Turn {
    /// Who speaks; the same number for the same person.
    var speaker: Int
    var text: String
  }

  /// A value, or the part of one that stands in a turn.
  struct Found: Hashable {
    /// The position of the turn.
    var turn: Int
    /// Where in its text, in UTF-8 bytes.
    var range: Range<Int>
    var type: RedactionType
    /// The same for the parts of one value.
    var value: Int
    /// The digits and letters of the whole value.
    var key: [UInt8]
  }

  private var turns: [DetectedTurn] = []
  private var found: [Found] = []
  private var taken = TakenBytes(lengths: [])

  init() {}

  /// Finds the values in a conversation, in order.
  mutating func detect(_ turns: [Turn]) -> [Found] {
    var folded = FoldedText(seed: SpokenLexicon.seed)
    self.turns = turns.map { turn in
      let text = RedactionText(turn.text, using: &folded)
      return DetectedTurn(
        speaker: turn.speaker, text: text, mentions: RedactionTopics.shared.mentions(in: text),
        runs: [])
    }
    found = []
    taken = TakenBytes(lengths: self.turns.map(\.text.source.count))
    findAddresses()
    for birth in BirthDateFinder.dates(in: self.turns) {
      take(birth.turn, self.turns[birth.turn].text.sourceRange(birth.tokens), .birthDate)
    }
    for position in self.turns.indices {
      self.turns[position].runs = DigitReader.runs(in: self.turns[position].text, turn: position)
    }
    placeRuns()
    placeSecurityCodes()
    repeatValues()
    return found.sorted { ($0.turn, $0.range.lowerBound) < ($1.turn, $1.range.lowerBound) }
  }

  /// Whether a turn of the last conversation asks for something by its name.
  func asks(_ turn: Int) -> Bool {
    turns.indices.contains(turn) && turns[turn].question?.weight == .sure
      && turns[turn].question?.kind != .other
  }

  private mutating func findAddresses() {
    var previous: Int?
    for position in turns.indices {
      let turn = turns[position]
      if position > 0, turns[position - 1].speaker != turn.speaker { previous = position - 1 }
      for address in AddressFinder.addresses(in: turn.text, turn.mentions) {
        take(position, address.range, address.type)
      }
      for tokens in IBANFinder.numbers(in: turn.text) {
        take(position, turn.text.sourceRange(tokens), .iban)
      }
      for tokens in PasswordFinder.passwords(in: turn.text) {
        take(position, turn.text.sourceRange(tokens), .password)
      }
      if let previous, PasswordFinder.asks(turns[previous].text),
        let tokens = PasswordFinder.answer(in: turn.text)
      {
        take(position, turn.text.sourceRange(tokens), .password)
      }
    }
  }

  /// Notes a value that is in one place.
  private mutating func take(_ turn: Int, _ range: Range<Int>, _ type: RedactionType) {
    guard !range.isEmpty, !isTaken(turn, range) else { return }
    taken.insert(turn, range)
    let key = turns[turn].text.source[range].filter { $0 > 0x20 }.map { byte in
      byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
    found.append(Found(turn: turn, range: range, type: type, value: found.count, key: key))
  }

  private func isTaken(_ turn: Int, _ range: Range<Int>) -> Bool {
    taken.contains(turn, range)
  }

  // MARK: Runs

  private mutating func placeRuns() {
    var chains = RunChains(turns)
    while let chain = chains.next() {
      // What is an address or a date already is no number.
      let run = withoutTaken(chain)
      guard !run.atoms.isEmpty, run.material.contains(where: { $0 &- 0x30 < 10 }) else { continue }
      let context = context(of: run)
      for part in RunPlacement.parts(of: run, context) {
        note(run, part, context)
      }
    }
  }

  /// Three digits by themselves behind a card's number in the same turn, no price and no time.
  private mutating func placeSecurityCodes() {
    let cards = Dictionary(grouping: found.filter { $0.type == .cardNumber }, by: \.turn)
    for position in cards.keys.sorted() {
      let ends = (cards[position] ?? []).map(\.range.upperBound).sorted()
      let turn = turns[position]
      var card = 0
      for run in turn.runs {
        guard run.digitCount == 3, let head = run.atoms.first, let tail = run.atoms.last,
          !run.atoms.contains(where: \.hasLetters),
          !turn.isQuantity(Int(head.first), Int(tail.end))
        else { continue }
        let range = turn.text.sourceRange(Int(head.first)..<Int(tail.end))
        while card + 1 < ends.count, ends[card + 1] <= range.lowerBound { card += 1 }
        let distance = range.lowerBound - ends[card]
        guard distance > 0, distance < 80, !isTaken(position, range),
          turn.topicsBefore(Int(head.first)).first?.kind != .other
        else { continue }
        take(position, range, .cardSecurityCode)
      }
    }
  }

  private func withoutTaken(_ run: DigitRun) -> DigitRun {
    let isFree = run.atoms.map { atom in
      !isTaken(Int(atom.turn), sourceRange(atom))
    }
    guard isFree.contains(false) else { return run }
    var rest = DigitRun()
    for (position, atom) in run.atoms.enumerated() where isFree[position] {
      rest.append(atom, run.digits(atom))
    }
    return rest
  }

  private func sourceRange(_ atom: DigitAtom) -> Range<Int> {
    turns[Int(atom.turn)].text.sourceRange(Int(atom.first)..<Int(atom.end))
  }

  /// Notes the parts of a value, one for each turn it stands in.
  private mutating func note(_ run: DigitRun, _ part: RunPlacement.Part, _ context: RunContext) {
    let value = found.count
    let key = Array(run.digits(part.atoms))
    var at = part.atoms.lowerBound
    while at < part.atoms.upperBound {
      let turn = run.atoms[at].turn
      var end = at
      while end + 1 < part.atoms.upperBound, run.atoms[end + 1].turn == turn { end += 1 }
      var first = Int(run.atoms[at].first)
      let position = Int(turn)
      if at == part.atoms.lowerBound { first = withSign(position, first) }
      let range = turns[position].text.sourceRange(first..<Int(run.atoms[end].end))
      if !isTaken(position, range) {
        taken.insert(position, range)
        found.append(Found(turn: position, range: range, type: part.type, value: value, key: key))
      }
      at = end + 1
    }
  }

  /// With the plus or the bracket before it.
  private func withSign(_ turn: Int, _ first: Int) -> Int {
    let text = turns[turn].text
    var first = first
    if text.isMark(first - 1, UInt8(ascii: "(")), !text.hasSpace(first) { first -= 1 }
    if text.isMark(first - 1, UInt8(ascii: "+")) || text.isWord(first - 1, "plus")
      || text.isWord(first - 1, "زايد") || text.isWord(first - 1, "زائد")
    {
      first -= 1
    }
    return first
  }

  // MARK: Context

  private func context(of run: DigitRun) -> RunContext {
    var context = RunContext()
    guard let head = run.atoms.first, let tail = run.atoms.last else { return context }
    let position = Int(head.turn)
    let turn = turns[position]
    let first = Int(head.first)
    context.hasPlus = withSign(position, first) < first && !turn.text.isMark(first - 1, 0x28)
    context.isLastDigits = turn.speaksOfLastDigits(before: first)
    context.isQuantity = turns[Int(tail.turn)].isQuantity(first, Int(tail.end))
    let before = turn.topicsBefore(first)
    let asked = question(before: position)
    if before.first?.weight == .sure {
      context.topics = before
    } else if let asked, asked.topics.first?.weight == .sure {
      context.topics = asked.topics
      context.isAsked = true
      context.isLastDigits = context.isLastDigits || asked.isLastDigits
    } else if let after = turns[Int(tail.turn)].topicAfter(Int(tail.end)) {
      context.topics = [after]
    } else if !before.isEmpty {
      context.topics = before
    } else if let asked {
      context.topics = asked.topics
      context.isAsked = true
      context.isLastDigits = context.isLastDigits || asked.isLastDigits
    }
    return context
  }

  /// What was asked for before a turn, the nearest first.
  private func question(
    before position: Int
  ) -> (topics: [RedactionTopic], isLastDigits: Bool)? {
    let speaker = turns[position].speaker
    var others = 0
    var wasAnswered = false
    for earlier in stride(from: position - 1, through: max(0, position - 6), by: -1) {
      let turn = turns[earlier]
      if turn.speaker == speaker {
        if let topic = turn.question, topic.weight == .sure, turn.runs.isEmpty {
          return (turn.questions, turn.asksForLastDigits)
        }
        if turn.runs.contains(where: { $0.digitCount >= 3 }) { wasAnswered = true }
        continue
      }
      others += 1
      if let topic = turn.question {
        if wasAnswered, !Self.mayBeAskedTwice(topic) { return nil }
        return (turn.questions, turn.asksForLastDigits)
      }
      guard others < 3 else { return nil }
    }
    return nil
  }

  /// Whether numbers of a kind are so long that a second answer can only be another of them.
  private static func mayBeAskedTwice(_ topic: RedactionTopic) -> Bool {
    switch topic.kind {
    case .type(let type):
      [.cardNumber, .iban, .phoneNumber, .emiratesID, .saudiID, .frenchNIR, .tunisianCIN].contains(
        type)
    case .other: true
    default: false
    }
  }

  // MARK: The same value again

  /// Finds what repeats a value, or a part of it, in other turns.
  private mutating func repeatValues() {
    var whole: [[UInt8]: Found] = [:]
    for value in found where value.key.count >= 5 && whole[value.key] == nil {
      whole[value.key] = value
    }
    var spans: [Int: ClosedRange<Int>] = [:]
    for part in found {
      let span = spans[part.value] ?? part.turn...part.turn
      spans[part.value] = min(span.lowerBound, part.turn)...max(span.upperBound, part.turn)
    }
    // Of a turn with very many values the first ones: nobody repeats more than a few.
    let near = Dictionary(grouping: found.filter { $0.key.count >= 3 }, by: \.turn)
      .mapValues { $0.prefix(32) }
    for position in turns.indices {
      for run in turns[position].runs {
        guard let head = run.atoms.first, let tail = run.atoms.last else { continue }
        let range = turns[position].text.sourceRange(Int(head.first)..<Int(tail.end))
        guard !isTaken(position, range) else { continue }
        if let value = whole[run.material] {
          repeated(value, position, range)
          continue
        }
        guard (2...40).contains(run.digitCount),
          !turns[position].speaksOfLastDigits(before: Int(head.first))
        else { continue }
        for other in max(0, position - 4)...min(turns.count - 1, position + 3) {
          guard
            let value = near[other]?.first(where: { value in
              value.type != .birthDate && value.type != .emailAddress
                && (value.key == run.material
                  || value.key.count >= 8
                    && turns[other].speaker != turns[position].speaker
                    && value.key.contains(run.material)
                    && spans[value.value].map {
                      $0.lowerBound <= position && position <= $0.upperBound + 1
                    }
                      ?? false)
            })
          else { continue }
          repeated(value, position, range)
          break
        }
      }
    }
  }

  private mutating func repeated(_ value: Found, _ turn: Int, _ range: Range<Int>) {
    taken.insert(turn, range)
    found.append(
      Found(turn: turn, range: range, type: value.type, value: value.value, key: value.key))
  }
}

extension [UInt8] {
  /// Whether some bytes stand one behind the other in these.
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    guard !part.isEmpty, part.count <= count else { return false }
    return (0...(count - part.count)).contains { self[$0..<$0 + part.count].elementsEqual(part) }
  }
}
