/// All the phrases to look for, as a tree over their tokens: a text is searched for all of them at
/// once, in time that does not grow with their number.
struct PhraseIndex {
  /// One place where a phrase stands.
  struct Match {
    /// The position of the text among the texts.
    var text: Int
    /// In the original text's UTF-8 bytes.
    var range: Range<Int>
    /// How many letters of particles at the beginning of ``range`` are no part of the phrase.
    var prefixLetters: Int
  }

  /// One phrase; values that fold alike share one.
  struct Phrase {
    fileprivate(set) var matches: [Match] = []
    /// Whether there are more than were kept.
    fileprivate(set) var isTruncated = false
    /// Whether the agent said it.
    fileprivate(set) var saidByAgent = false
    /// Whether the search for it was given up.
    fileprivate(set) var isAbandoned = false
    /// Whether it is so short that it must stand between spaces.
    fileprivate var isShort: Bool
    /// What of it lies behind the tree's last level, in the pool.
    fileprivate var tail: Range<Int>?
    fileprivate var lastText = -1
    fileprivate var lastToken = -1
  }

  private struct Node {
    /// The phrase that ends here.
    var phrase: Int32 = -1
    /// Whether a number may follow.
    var takesNumbers = false
    /// Whether the forms with particles lead here.
    var hasPrefixedForms = false
  }

  private struct Edge {
    var hash: UInt64
    var from: Int32
    var to: Int32
    var keyStart: Int32
    var keyLength: Int32
    var prefixLetters: UInt8
  }

  /// How many tokens deep the tree is; the rest of a longer phrase is compared byte by byte.
  private static let depth = 64
  /// How many bytes of such rests are compared before the search for them is given up.
  private static let tailBudget = 1 << 26

  private(set) var phrases: [Phrase] = []
  private let seed: UInt64
  private var nodes = [Node()]
  private var edges: [Edge] = []
  private var pool: [UInt8] = []
  /// Positions in `edges` plus one, by hash; zero is free.
  private var slots = [Int32](repeating: 0, count: 64)
  /// One bit for each of the hashes with which a phrase may begin.
  private var beginnings = [UInt64](repeating: 0, count: 256)
  /// The phrases that go on behind a node of the last level.
  private var long: [Int32: [Int32]] = [:]
  private var tailWork = 0
  private var numbers = NumberReader()
  private var stack: [(node: Int32, next: Int)] = []

  init(seed: UInt64) {
    self.seed = seed
  }

  // MARK: Building

  /// Adds a phrase.
  ///
  /// - Returns: The numbers of the phrases that stand for it, several where a number in it can be
  ///   read in several ways; none where there is nothing to look for.
  mutating func add(_ text: FoldedView, isJSONNumber: Bool = false) -> [Int] {
    guard text.tokens.contains(where: { $0.kind != .mark }) else { return [] }
    var at = 0
    // A telephone number is the same with and without its plus sign.
    if text.tokens.count > 1, text.firstByte(0) == UInt8(ascii: "+"),
      text.tokens[1].kind == .digits, !text.tokens[1].hasSpace
    {
      at = 1
    }
    let first = at
    let isShort = Self.isShort(text, from: first)
    var frontier: [Int32] = [0]
    var level = 0
    while at < text.tokens.count, level < Self.depth {
      let token = text.tokens[at]
      let hasSpace = token.hasSpace && at > first
      var children: [Int32] = []
      if token.kind == .digits {
        if isJSONNumber { numbers.readJSON(text, at: at) } else { numbers.read(text, at: at) }
        let last = numbers.readings.map(\.lastToken).max() ?? at
        for reading in numbers.readings where reading.lastToken == last {
          let key = numbers.keys[reading.key]
          for node in frontier {
            nodes[Int(node)].takesNumbers = true
            children.append(child(of: node, key, hasSpace))
          }
        }
        at = last + 1
      } else {
        let key = text.bytes[token.range]
        for node in frontier {
          let next = child(of: node, key, hasSpace)
          if node == 0, token.kind == .otherWord, !nodes[Int(next)].hasPrefixedForms {
            nodes[Int(next)].hasPrefixedForms = true
            for form in ArabicPrefix.forms(of: key) {
              insert(
                from: 0, to: next, form.word, false, prefixLetters: UInt8(form.letters))
            }
          }
          children.append(next)
        }
        at += 1
      }
      frontier = Array(children.prefix(4))
      level += 1
    }
    return finish(text, at: at, frontier, isShort: isShort)
  }

  private mutating func finish(
    _ text: FoldedView, at: Int, _ frontier: [Int32], isShort: Bool
  ) -> [Int] {
    var tail: Range<Int>?
    if at < text.tokens.count, let last = text.tokens.last {
      let start = pool.count
      pool.append(contentsOf: text.bytes[Int(text.tokens[at - 1].end)..<Int(last.end)])
      tail = start..<pool.count
    }
    var found: [Int] = []
    for node in frontier {
      if tail == nil, nodes[Int(node)].phrase >= 0 {
        found.append(Int(nodes[Int(node)].phrase))
        continue
      }
      found.append(phrases.count)
      if tail == nil {
        nodes[Int(node)].phrase = Int32(phrases.count)
      } else {
        long[node, default: []].append(Int32(phrases.count))
      }
      phrases.append(Phrase(isShort: isShort, tail: tail))
    }
    return found
  }

  /// One character, or a number of one or two digits.
  private static func isShort(_ text: FoldedView, from first: Int) -> Bool {
    guard first == text.tokens.count - 1 else { return false }
    let token = text.tokens[first]
    if token.kind == .digits { return token.length <= 2 }
    let lead = text.firstByte(first)
    return token.length == (lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1)
  }

  private mutating func child(
    of node: Int32, _ key: some Collection<UInt8>, _ hasSpace: Bool
  ) -> Int32 {
    var probe = Probe(
      hash: edgeHash(node, FoldedText.hash(key, seed: seed), hasSpace), mask: slots.count - 1)
    while let edge = next(&probe, from: node, key) {
      if edges[edge].prefixLetters == 0 { return edges[edge].to }
    }
    let new = Int32(nodes.count)
    nodes.append(Node())
    insert(from: node, to: new, key, hasSpace, prefixLetters: 0)
    return new
  }

  private mutating func insert(
    from node: Int32, to child: Int32, _ key: some Collection<UInt8>, _ hasSpace: Bool,
    prefixLetters: UInt8
  ) {
    if (edges.count + 1) * 2 > slots.count { grow() }
    let tokenHash = FoldedText.hash(key, seed: seed)
    let edge = Edge(
      hash: edgeHash(node, tokenHash, hasSpace), from: node, to: child,
      keyStart: Int32(pool.count), keyLength: Int32(key.count), prefixLetters: prefixLetters)
    pool.append(contentsOf: key)
    if node == 0 { beginnings[Int(tokenHash >> 6 & 255)] |= 1 << (tokenHash & 63) }
    edges.append(edge)
    place(edges.count - 1)
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for edge in edges.indices { place(edge) }
  }

  private mutating func place(_ edge: Int) {
    var slot = Int(truncatingIfNeeded: edges[edge].hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(edge + 1)
  }

  // MARK: Looking up

  private struct Probe {
    var hash: UInt64
    var mask: Int
    var slot: Int

    init(hash: UInt64, mask: Int) {
      self.hash = hash
      self.mask = mask
      slot = Int(truncatingIfNeeded: hash) & mask
    }
  }

  @inline(__always)
  private func edgeHash(_ node: Int32, _ token: UInt64, _ hasSpace: Bool) -> UInt64 {
    if node == 0 { return token }
    return FoldedText.mix(token &+ UInt64(UInt32(bitPattern: node)) << 1 &+ (hasSpace ? 1 : 0))
  }

  /// The next edge with a key, `nil` after the last.
  private func next(
    _ probe: inout Probe, from node: Int32, _ key: some Collection<UInt8>
  ) -> Int? {
    while slots[probe.slot] != 0 {
      let position = Int(slots[probe.slot]) - 1
      probe.slot = (probe.slot + 1) & probe.mask
      let edge = edges[position]
      guard edge.hash == probe.hash, edge.from == node, Int(edge.keyLength) == key.count else {
        continue
      }
      let start = Int(edge.keyStart)
      if pool[start..<start + key.count].elementsEqual(key) { return position }
    }
    return nil
  }

  // MARK: Searching

  /// Looks for all the phrases in a text.
  mutating func search(_ text: FoldedView, number: Int, isAgent: Bool, matchLimit: Int) {
    guard !edges.isEmpty else { return }
    for first in text.tokens.indices {
      let token = text.tokens[first]
      if token.kind == .digits {
        guard nodes[0].takesNumbers else { continue }
        numbers.read(text, at: first)
        for reading in numbers.readings {
          let key = numbers.keys[reading.key]
          var probe = Probe(hash: FoldedText.hash(key, seed: seed), mask: slots.count - 1)
          while let edge = next(&probe, from: 0, key) {
            stack.append((edges[edge].to, reading.lastToken + 1))
          }
        }
        walk(text, number, first, 0, isAgent, matchLimit)
      } else if beginnings[Int(token.hash >> 6 & 255)] & 1 << (token.hash & 63) != 0 {
        var probe = Probe(hash: token.hash, mask: slots.count - 1)
        while let edge = next(&probe, from: 0, text.bytes[token.range]) {
          stack.append((edges[edge].to, first + 1))
          walk(text, number, first, Int(edges[edge].prefixLetters), isAgent, matchLimit)
        }
      }
    }
  }

  /// Follows the text from the nodes on the stack down the tree.
  private mutating func walk(
    _ text: FoldedView, _ number: Int, _ first: Int, _ prefixLetters: Int, _ isAgent: Bool,
    _ matchLimit: Int
  ) {
    while let (node, at) = stack.popLast() {
      let phrase = nodes[Int(node)].phrase
      if phrase >= 0 {
        report(Int(phrase), text, number, first, at - 1, prefixLetters, isAgent, matchLimit)
      }
      if !long.isEmpty, let candidates = long[node] {
        for phrase in candidates {
          guard let last = tail(of: Int(phrase), in: text, behind: at - 1) else { continue }
          report(Int(phrase), text, number, first, last, prefixLetters, isAgent, matchLimit)
        }
      }
      guard at < text.tokens.count else { continue }
      let token = text.tokens[at]
      if token.kind == .digits {
        guard nodes[Int(node)].takesNumbers else { continue }
        numbers.read(text, at: at)
        for reading in numbers.readings {
          let key = numbers.keys[reading.key]
          var probe = Probe(
            hash: edgeHash(node, FoldedText.hash(key, seed: seed), token.hasSpace),
            mask: slots.count - 1)
          while let edge = next(&probe, from: node, key) {
            stack.append((edges[edge].to, reading.lastToken + 1))
          }
        }
      } else {
        var probe = Probe(
          hash: edgeHash(node, token.hash, token.hasSpace), mask: slots.count - 1)
        while let edge = next(&probe, from: node, text.bytes[token.range]) {
          stack.append((edges[edge].to, at + 1))
        }
      }
    }
  }

  /// The last token of a long phrase whose first tokens end at a place, where the rest follows.
  private mutating func tail(of phrase: Int, in text: FoldedView, behind token: Int) -> Int? {
    guard let tail = phrases[phrase].tail, !phrases[phrase].isAbandoned else { return nil }
    let start = Int(text.tokens[token].end)
    guard let end = text.tokens.last?.end, start + tail.count <= Int(end) else { return nil }
    guard tailWork < Self.tailBudget else {
      phrases[phrase].isAbandoned = true
      return nil
    }
    tailWork += tail.count
    guard text.bytes[start..<start + tail.count].elementsEqual(pool[tail]) else { return nil }
    // The end must be the end of a token: look for it from the first that can be.
    var low = token
    var high = text.tokens.count - 1
    while low < high {
      let middle = (low + high) / 2
      if Int(text.tokens[middle].end) < start + tail.count {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return Int(text.tokens[low].end) == start + tail.count ? low : nil
  }

  private mutating func report(
    _ phrase: Int, _ text: FoldedView, _ number: Int, _ first: Int, _ last: Int,
    _ prefixLetters: Int, _ isAgent: Bool, _ matchLimit: Int
  ) {
    let isFull = phrases[phrase].matches.count >= matchLimit
    if isFull, phrases[phrase].isTruncated, phrases[phrase].saidByAgent || !isAgent { return }
    if phrases[phrase].lastText == number, phrases[phrase].lastToken >= first { return }
    guard NumberReader.standsApart(text, first, last) else { return }
    if phrases[phrase].isShort, !Self.standsBetweenSpaces(text, first, last) { return }
    phrases[phrase].lastText = number
    phrases[phrase].lastToken = last
    if isAgent { phrases[phrase].saidByAgent = true }
    guard !isFull else {
      phrases[phrase].isTruncated = true
      return
    }
    phrases[phrase].matches.append(
      Match(
        text: number,
        range: Int(text.tokens[first].sourceStart)..<Int(text.tokens[last].sourceEnd),
        prefixLetters: prefixLetters))
  }

  /// Whether there is white space, or the text's end, on both sides, beyond quotes, brackets,
  /// signs of currency and the like.
  private static func standsBetweenSpaces(_ text: FoldedView, _ first: Int, _ last: Int) -> Bool {
    var at = first
    while at > 0, !text.tokens[at].hasSpace {
      at -= 1
      guard text.tokens[at].kind == .mark, text.firstByte(at) != UInt8(ascii: "-") else {
        return false
      }
    }
    at = last + 1
    while at < text.tokens.count, !text.tokens[at].hasSpace {
      guard text.tokens[at].kind == .mark, text.firstByte(at) != UInt8(ascii: "-") else {
        return false
      }
      at += 1
    }
    return true
  }
}
