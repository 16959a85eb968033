/// Reads what is spelled or said digit by digit, and looks it up while reading: only what leads on
/// to something that is looked for is followed.
struct SpelledReader: ~Copyable {
  /// Something that is looked for, spelled in full.
  struct Found: BitwiseCopyable {
    var key: Int32
    var kind: SpelledTree.Kind
    var start: Int
    var end: Int
    var isSure: Bool
  }

  /// How far a walk has come.
  struct State: BitwiseCopyable {
    var node: Int32
    var at: Int
    /// Behind the last token that was read and not passed over.
    var end = 0
    /// How many groups of digits, letters, whole words and named characters were read.
    var groups: Int16 = 0
    var letters: Int16 = 0
    var words: Int16 = 0
    var symbols: Int16 = 0
    /// Whether the first groups could be the hour and the minutes.
    var isLikeTime = true
    /// Whether anything stood in for a character, rather than the character itself.
    var isSpoken = false
    var lastLetter: UInt8 = 0
  }

  /// The most steps of one walk.
  private static let longestWalk = 600

  private var matches = Scratch<Found>()
  private var stack = Scratch<State>()
  private var cardinal = SpokenCardinal()

  /// What was found last, lent until the next search.
  var found: Lent<Found> { Lent(matches.base, 0..<matches.count) }

  /// Looks from one token on.
  mutating func read(_ view: SpokenView, _ tree: SpelledTree, at start: Int) {
    matches.removeAll()
    stack.removeAll()
    stack.append(State(node: 0, at: start))
    var steps = 0
    while !stack.isEmpty {
      let state = stack[stack.count - 1]
      stack.removeLast()
      steps += 1
      if steps > Self.longestWalk { return }
      if state.at == state.end, tree.hasEnd(state.node) { end(state, view, tree, start) }
      guard state.at < view.count else { continue }
      step(state, view, tree)
    }
  }

  // MARK: The end

  private mutating func end(
    _ state: State, _ view: SpokenView, _ tree: SpelledTree, _ start: Int
  ) {
    tree.forEachEnd(state.node) { end in
      var isSure = true
      switch end.kind {
      case .digits:
        guard state.groups >= 2, state.letters == 0, state.words == 0, state.symbols == 0,
          state.isSpoken || state.groups >= 3, !goesOn(view, state.at, letters: false)
        else { return }
        isSure = !(state.groups == 2 && state.isLikeTime)
      case .code:
        guard state.words == 0, state.letters + state.groups >= 3, state.letters > 0,
          !goesOn(view, state.at, letters: true)
        else { return }
      case .name:
        guard state.words == 0, state.groups == 0, state.letters >= 3, state.symbols == 0,
          !goesOn(view, state.at, letters: true)
        else { return }
      case .email:
        guard state.symbols > 0, state.isSpoken, !addressGoesOn(view, state.at) else { return }
      }
      matches.append(
        Found(key: end.key, kind: end.kind, start: start, end: state.at, isSure: isSure))
    }
  }

  /// Whether more digits or letters follow.
  private func goesOn(_ view: SpokenView, _ start: Int, letters: Bool) -> Bool {
    var at = start
    if view.isMark(at, UInt8(ascii: "-")) || view.isMark(at, UInt8(ascii: ",")) { at += 1 }
    if view.isNumeric(at) {
      // "Un" and "une" are articles, "one" is a pronoun.
      if at > start, view.lexeme(at, .unit)?.value == 1 { return false }
      return !(view.has(at, .unit) && view.has(at, .article))
    }
    if view.has(at, .oh), !view.isKind(at, .mark), view.isNumeric(at + 1) { return true }
    return letters && at == start && view.isLetter(at) && !view.isWord(at, "i")
      && !view.isWord(at, "a") && !view.isWord(at, "y") && !view.has(at, .and)
  }

  private func addressGoesOn(_ view: SpokenView, _ at: Int) -> Bool {
    if view.isTightMark(at, UInt8(ascii: ".")) || view.isTightMark(at, UInt8(ascii: "-")) {
      return true
    }
    guard let symbol = view.lexeme(at, .symbol), !view.isKind(at, .mark) else { return false }
    return symbol.value == 46 && view.isKind(at + 1, .word)
  }

  // MARK: One step

  private mutating func step(_ state: State, _ view: SpokenView, _ tree: SpelledTree) {
    let at = state.at
    let token = view.tokens[at]
    switch token.kind {
    case .mark:
      let byte = view.text.firstByte(at)
      if let node = tree.child(of: state.node, byte), byte != UInt8(ascii: ",") {
        var next = state
        next.node = node
        next.at = at + 1
        next.end = next.at
        next.symbols += 1
        stack.append(next)
      }
      let isSeparator =
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
      // One mark between two groups, none before the first.
      if isSeparator, state.node != 0, at > 0, !view.isKind(at - 1, .mark) {
        skip(state, to: at + 1)
      }
      return
    case .digits:
      literal(state, view, tree, isGroup: true)
      return
    case .otherWord, .word: break
    }
    if state.node != 0 {
      if view.has(at, .filler) { skip(state, to: at + 1) }
      // "L comme Léa", "L as in Lima".
      if state.lastLetter != 0, view.has(at, .like) {
        var word = at + 1
        if view.isWord(word, "in") { word += 1 }
        if word < view.count, view.text.firstByte(word) == state.lastLetter {
          var next = state
          next.at = word + 1
          next.end = next.at
          stack.append(next)
        }
      }
    }
    repeats(state, view, tree)
    if view.isNumeric(at) { numbers(state, view, tree) }
    if view.has(at, .oh), let node = tree.child(of: state.node, 0x30) {
      push(state, node, at + 1, group: 0)
    }
    symbol(state, view, tree)
    if view.isWord(at, "i"), view.isWord(at + 1, "grec"),
      let node = tree.child(of: state.node, UInt8(ascii: "y"))
    {
      pushLetters(state, node, at + 2, count: 1, last: UInt8(ascii: "y"))
    }
    if let letter = view.lexeme(at, .letter) { namedLetter(state, view, tree, letter.value) }
    literal(state, view, tree, isGroup: false)
  }

  /// "Dash", "trait d'union", "tiret bas" and the like.
  private mutating func symbol(_ state: State, _ view: SpokenView, _ tree: SpelledTree) {
    let at = state.at
    guard let symbol = view.lexeme(at, .symbol)?.value else { return }
    let isDash = symbol == Int32(UInt8(ascii: "-"))
    if isDash, view.isWord(at + 1, "bas") {
      if let node = tree.child(of: state.node, UInt8(ascii: "_")) {
        pushSymbol(state, node, at + 2)
      }
    } else if let node = tree.child(of: state.node, UInt8(truncatingIfNeeded: symbol)) {
      let end = view.isWord(at, "trait") ? at + 4 : at + 1
      if end <= view.count { pushSymbol(state, node, end) }
    } else if isDash, state.node != 0 {
      // A dash that a code is said with and written without.
      skip(state, to: at + 1)
    }
  }

  private mutating func skip(_ state: State, to at: Int) {
    var next = state
    next.at = at
    stack.append(next)
  }

  private mutating func pushSymbol(_ state: State, _ node: Int32, _ at: Int) {
    var next = state
    next.node = node
    next.at = at
    next.end = at
    next.symbols += 1
    next.isSpoken = true
    next.lastLetter = 0
    stack.append(next)
  }

  private mutating func pushLetters(
    _ state: State, _ node: Int32, _ at: Int, count: Int, last: UInt8
  ) {
    var next = state
    next.node = node
    next.at = at
    next.end = at
    next.letters += Int16(count)
    next.isSpoken = true
    next.lastLetter = last
    stack.append(next)
  }

  private mutating func push(_ state: State, _ node: Int32, _ at: Int, group value: Int64) {
    var next = state
    next.node = node
    next.at = at
    next.end = at
    next.groups += 1
    next.isSpoken = true
    next.lastLetter = 0
    if state.groups == 0 { next.isLikeTime = value <= 24 && value >= 1 }
    if state.groups == 1 { next.isLikeTime = next.isLikeTime && value < 60 && value >= 10 }
    stack.append(next)
  }

  /// The token's own characters.
  private mutating func literal(
    _ state: State, _ view: SpokenView, _ tree: SpelledTree, isGroup: Bool
  ) {
    let token = view.tokens[state.at]
    let isLetter = !isGroup && view.isLetter(state.at)
    guard token.length <= SpelledTree.longest,
      let node = tree.walk(state.node, view.text.bytes[token.range])
    else { return }
    var next = state
    next.node = node
    next.at = state.at + 1
    next.end = next.at
    next.lastLetter = 0
    if isGroup {
      next.groups += 1
      next.isLikeTime = false
    } else if isLetter {
      next.letters += 1
      next.isSpoken = true
      next.lastLetter = view.text.firstByte(state.at)
    } else {
      next.words += 1
    }
    stack.append(next)
  }

  /// "Double five", "triple zéro", "deux L".
  private mutating func repeats(_ state: State, _ view: SpokenView, _ tree: SpelledTree) {
    let at = state.at
    var count = 0
    if let times = view.lexeme(at, .times) {
      count = Int(times.value)
    } else if let unit = view.lexeme(at, .unit), unit.value == 2, view.isLetter(at + 1) {
      count = 2
    }
    guard count > 0, at + 1 < view.count else { return }
    if view.isLetter(at + 1), !(view.isWord(at + 1, "o") && state.letters == 0) {
      let bytes = view.text.bytes[view.tokens[at + 1].range]
      if let node = tree.walk(state.node, (0..<count).lazy.flatMap { _ in bytes }) {
        pushLetters(state, node, at + 2, count: count, last: view.text.firstByte(at + 1))
      }
      if count == 2, view.isWord(at + 1, "v") || view.isWord(at + 1, "u"),
        let node = tree.child(of: state.node, UInt8(ascii: "w"))
      {
        pushLetters(state, node, at + 2, count: 1, last: UInt8(ascii: "w"))
      }
    }
    var digit: UInt8?
    if let unit = view.lexeme(at + 1, .unit) {
      digit = 0x30 + UInt8(unit.value)
    } else if view.has(at + 1, .oh) {
      digit = 0x30
    } else if let value = view.digits(at + 1), view.tokens[at + 1].length == 1 {
      digit = 0x30 + UInt8(value)
    }
    if let digit, let node = tree.walk(state.node, repeatElement(digit, count: count)) {
      push(state, node, at + 2, group: -1)
    }
  }

  /// Numbers in words, each as the digits that it is written with.
  private mutating func numbers(_ state: State, _ view: SpokenView, _ tree: SpelledTree) {
    var seen: UInt64 = 0
    for language in SpokenReader.languages {
      cardinal.read(view, at: state.at, language)
      for reading in cardinal.readings {
        let value = reading.micros / SpokenCardinal.one
        guard value < 1_000_000, value * SpokenCardinal.one == reading.micros, reading.words > 0
        else { continue }
        // Words of two languages may be the same number.
        let mark = UInt64(1) << UInt64((value &* 31 + Int64(reading.end)) & 63)
        if seen & mark != 0, language != .english,
          !stack.isEmpty, case let last = stack[stack.count - 1], last.at == reading.end,
          last.node == state.node
        {
          continue
        }
        seen |= mark
        var node: Int32? = state.node
        var divisor: Int64 = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0, let current = node {
          node = tree.child(of: current, 0x30 + UInt8(value / divisor % 10))
          divisor /= 10
        }
        guard let node else { continue }
        push(state, node, reading.end, group: value)
      }
    }
  }

  private mutating func namedLetter(
    _ state: State, _ view: SpokenView, _ tree: SpelledTree, _ value: Int32
  ) {
    guard let scalar = Unicode.Scalar(UInt32(value)), let bytes = UTF8.encode(scalar),
      let node = tree.walk(state.node, bytes)
    else { return }
    pushLetters(state, node, state.at + 1, count: 1, last: bytes.first ?? 0)
  }
}
