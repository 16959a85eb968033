/// Joins the runs of one number that somebody says in several turns while the other side only
/// says "yes" or repeats it.
struct RunChains {
  private let turns: [DetectedTurn]
  /// For each turn the runs that are part of a chain already, from the start.
  private var used: [Int]
  private var position = 0
  private var run = 0

  /// The most tokens between a number's end and the end of its turn, and before its start.
  private static let margin = 5
  /// The most tokens of a turn that only encourages.
  private static let backchannel = 12

  init(_ turns: [DetectedTurn]) {
    self.turns = turns
    used = turns.map { _ in 0 }
  }

  /// The next number, with its continuations in later turns.
  mutating func next() -> DigitRun? {
    while position < turns.count {
      let runs = turns[position].runs
      if run < used[position] { run = used[position] }
      guard run < runs.count else {
        position += 1
        run = 0
        continue
      }
      let isLast = run == runs.count - 1
      var chain = runs[run]
      run += 1
      if isLast { extend(&chain, from: position) }
      return chain
    }
    return nil
  }

  private mutating func extend(_ chain: inout DigitRun, from start: Int) {
    var current = start
    while chain.digitCount <= 40, let tail = chain.atoms.last,
      endsTurn(current, Int(tail.end)), let next = continuation(of: current, chain)
    {
      guard let run = turns[next].runs.first, used[next] == 0, let head = run.atoms.first,
        opensTurn(next, Int(head.first))
      else { return }
      chain.append(run)
      used[next] = 1
      guard turns[next].runs.count == 1 else { return }
      current = next
    }
  }

  /// Whether nothing of weight follows in the turn.
  private func endsTurn(_ turn: Int, _ end: Int) -> Bool {
    let text = turns[turn].text
    guard text.count - end <= Self.margin + 3 else { return false }
    let words = (end..<text.count).count { text.text.tokens[$0].kind != .mark }
    return words <= Self.margin && !turns[turn].mentions.contains { $0.first >= end }
  }

  private func opensTurn(_ turn: Int, _ first: Int) -> Bool {
    let text = turns[turn].text
    guard first <= Self.margin + 4 else { return false }
    let words = (0..<first).count {
      text.text.tokens[$0].kind != .mark && !text.cells[$0].isConnector
    }
    return words <= Self.margin
      && !turns[turn].mentions.contains {
        $0.end <= first && $0.topic.kind != .lastDigits && $0.topic.weight == .sure
      }
  }

  /// The next turn of the same person, behind nothing but encouragement.
  private func continuation(of turn: Int, _ chain: DigitRun) -> Int? {
    let speaker = turns[turn].speaker
    for next in turns.indices.dropFirst(turn + 1).prefix(3) {
      if turns[next].speaker == speaker { return next }
      guard encourages(turns[next], chain) else { return nil }
    }
    return nil
  }

  /// Whether a turn asks for nothing new, and says no digits but those that were said.
  private func encourages(_ turn: DetectedTurn, _ chain: DigitRun) -> Bool {
    guard turn.text.count <= Self.backchannel + 8 else { return false }
    let words = turn.text.text.tokens.count { $0.kind == .word || $0.kind == .otherWord }
    guard words <= Self.backchannel + turn.runs.reduce(0, { $0 + $1.atoms.count }) else {
      return false
    }
    let asksAnew = turn.mentions.contains { mention in
      guard mention.topic.weight == .sure, mention.topic.kind != .lastDigits else { return false }
      return words > 4 || mention.topic.kind != .type(.phoneNumber)
    }
    guard !asksAnew else { return false }
    return turn.runs.allSatisfy { run in
      run.digitCount <= 2
        || run.digitCount <= chain.digitCount
          && chain.material.suffix(run.digitCount).elementsEqual(run.material)
    }
  }
}
