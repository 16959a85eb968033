/// Rewrites a record so that what was found in the turns, and what its own texts hold, is not in
/// it; every other byte stays.
struct RecordRedaction {
  /// A change inside of the text of a leaf.
  struct Edit {
    var range: Range<Int>
    var text: String
  }

  /// What a text by itself holds.
  typealias Finder = (_ text: String, _ hint: String, _ kind: RecordLeaves.Kind) -> [Edit]

  private let needles: RedactionNeedles
  /// The texts of turns with what changes in them.
  private let turns: [String: [Edit]]
  /// Texts that are the source of the turns: only what was found in turns changes in them.
  private let transcript: JSONPointer?
  /// The words of the turns.
  private let spoken: Set<UInt64>
  private let find: Finder
  /// How many leaves changed.
  private(set) var edits = 0

  init(
    needles: RedactionNeedles, turns: [String: [Edit]], transcript: JSONPointer?,
    spoken: Set<UInt64>, find: @escaping Finder
  ) {
    self.needles = needles
    self.turns = turns
    self.transcript = transcript
    self.spoken = spoken
    self.find = find
  }

  /// The record without the values, `nil` where it would be no different.
  mutating func rewritten(_ record: JSONValue) -> [UInt8]? {
    let leaves = RecordLeaves(record).leaves
    var changes: [Int: [Edit]] = [:]
    var replaced: [Int: String] = [:]
    let source = transcriptLeaf(in: record)
    var columns: [Int: [Int]] = [:]
    for (position, leaf) in leaves.enumerated() {
      if let embedded = leaf.embedded {
        if let inner = rewritten(embedded.root) {
          replaced[position] = String(decoding: inner, as: UTF8.self)
        }
        continue
      }
      if leaf.kind == .string, let known = turns[leaf.text] {
        if !known.isEmpty { changes[position] = known }
        continue
      }
      if leaf.kind != .key { columns[leaf.column, default: []].append(position) }
      if leaf.kind == .key { changes[position] = nonEmpty(find(leaf.text, "", .key)) }
    }
    for column in columns.keys.sorted() {
      change(columns[column] ?? [], leaves, source, &changes)
    }
    edits += changes.count + replaced.count
    guard !changes.isEmpty || !replaced.isEmpty else { return nil }
    return assembled(record, leaves, changes, replaced)
  }

  private func nonEmpty(_ edits: [Edit]) -> [Edit]? { edits.isEmpty ? nil : edits }

  /// Where the text stands that the whole transcript was read from.
  private func transcriptLeaf(in record: JSONValue) -> Range<Int>? {
    guard let transcript else { return record.kind == .string ? record.byteRange : nil }
    var value = record
    for token in transcript.tokens.dropFirst(record.pointer.tokens.count) {
      guard let next = value.member(named: token) ?? Int(token).flatMap({ value[$0] }) else {
        return record.kind == .string ? record.byteRange : nil
      }
      value = next
    }
    return value.kind == .string ? value.byteRange : nil
  }

  // MARK: One column

  private func change(
    _ positions: [Int], _ leaves: [RecordLeaves.Leaf], _ source: Range<Int>?,
    _ changes: inout [Int: [Edit]]
  ) {
    var folded = FoldedText(seed: SpokenLexicon.seed)
    var words: [RedactionNeedles.Word] = []
    var group: Int?
    for position in positions {
      let leaf = leaves[position]
      append(
        leaf.text, Int32(truncatingIfNeeded: position), isFirst: leaf.group != group,
        isSource: leaf.range == source, &folded, &words)
      group = leaf.group
    }
    var at = 0
    var open: (leaf: Int, bytes: [UInt8]) = (-1, [])
    while at < words.count {
      guard let needle = needles.match(words, at: at) else {
        at += 1
        continue
      }
      cut(words, at..<at + needle.words.count, needle.replacement, leaves, &open, &changes)
      at += needle.words.count
    }
    let common = words.count { spoken.contains($0.hash) }
    let isCopy = positions.count > 1 && common * 10 >= words.count * 6
    guard !isCopy else { return }
    for position in positions where leaves[position].range != source {
      let leaf = leaves[position]
      let known = changes[position] ?? []
      let more = Self.apart(find(leaf.text, leaf.hint, leaf.kind), from: known)
      if !more.isEmpty {
        changes[position] = (known + more).sorted { $0.range.lowerBound < $1.range.lowerBound }
      }
    }
  }

  /// The edits that overlap none of the others; both are in order.
  private static func apart(_ edits: [Edit], from known: [Edit]) -> [Edit] {
    guard !known.isEmpty else { return edits }
    var at = 0
    return edits.sorted { $0.range.lowerBound < $1.range.lowerBound }.filter { edit in
      while at < known.count, known[at].range.upperBound <= edit.range.lowerBound { at += 1 }
      return at == known.count || known[at].range.lowerBound >= edit.range.upperBound
    }
  }

  /// The words of a leaf; tags of markup in the source of a transcript are passed over.
  private func append(
    _ text: String, _ leaf: Int32, isFirst: Bool, isSource: Bool, _ folded: inout FoldedText,
    _ words: inout [RedactionNeedles.Word]
  ) {
    var text = text
    text.withUTF8 { bytes in
      folded.fold(bytes)
      var begins = isFirst
      var followsLabel = false
      var end = 0
      var at = 0
      let view = folded.view
      let tokens = view.tokens
      while at < tokens.count {
        let token = tokens[at]
        if token.kind == .mark {
          if isSource, view.firstByte(at) == UInt8(ascii: "<"),
            let close = Self.tagEnd(view, at)
          {
            at = close + 1
            followsLabel = true
            continue
          }
          let byte = view.firstByte(at)
          followsLabel =
            byte == UInt8(ascii: ":") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ")")
          at += 1
          continue
        }
        let start = Int(token.sourceStart)
        if bytes[end..<start].contains(0x0A) { begins = true }
        words.append(
          RedactionNeedles.Word(
            hash: token.hash, leaf: leaf, start: token.sourceStart, end: token.sourceEnd,
            begins: begins, followsLabel: followsLabel))
        begins = false
        followsLabel = false
        end = Int(token.sourceEnd)
        at += 1
      }
    }
  }

  private static func tagEnd(_ text: FoldedView, _ start: Int) -> Int? {
    for at in start + 1..<min(start + 64, text.tokens.count)
    where text.tokens[at].kind == .mark && text.firstByte(at) == UInt8(ascii: ">") {
      return at
    }
    return nil
  }

  /// Puts a replacement where its first word stands and takes the others out.
  private func cut(
    _ words: [RedactionNeedles.Word], _ range: Range<Int>, _ replacement: String,
    _ leaves: [RecordLeaves.Leaf], _ open: inout (leaf: Int, bytes: [UInt8]),
    _ changes: inout [Int: [Edit]]
  ) {
    var at = range.lowerBound
    while at < range.upperBound {
      let leaf = Int(words[at].leaf)
      var last = at
      while last + 1 < range.upperBound, words[last + 1].leaf == words[at].leaf { last += 1 }
      var start = Int(words[at].start)
      let end = Int(words[last].end)
      let isFirst = at == range.lowerBound
      if open.leaf != leaf { open = (leaf, Array(leaves[leaf].text.utf8)) }
      if isFirst { start = Self.withSign(open.bytes, start) }
      var text = isFirst ? replacement : ""
      var stop = end
      if !isFirst {
        // Nothing but marks is left of a word: they go with it, its spaces stay.
        let before = open.bytes[..<start].allSatisfy { Self.isMark($0) }
        let behind = open.bytes[end...].allSatisfy { Self.isMark($0) }
        if before, behind, last + 1 < range.upperBound {
          start = 0
          stop = open.bytes.count
          text = ""
        } else if before {
          start = 0
        }
      }
      let edit = Edit(range: start..<stop, text: text)
      // In the order of the text.
      if (changes[leaf]?.last?.range.upperBound ?? 0) <= edit.range.lowerBound {
        changes[leaf, default: []].append(edit)
      }
      at = last + 1
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte < 0x80 && !(byte &- 0x30 < 10) && !((byte | 0x20) &- 0x61 < 26)
  }

  private static func withSign(_ bytes: [UInt8], _ start: Int) -> Int {
    var start = start
    if start > 0, bytes[start - 1] == UInt8(ascii: "(") { start -= 1 }
    if start > 0, bytes[start - 1] == UInt8(ascii: "+") { start -= 1 }
    return start
  }

  // MARK: Writing

  private func assembled(
    _ record: JSONValue, _ leaves: [RecordLeaves.Leaf], _ changes: [Int: [Edit]],
    _ replaced: [Int: String]
  ) -> [UInt8] {
    let bytes = record.tape.bytes
    var output = OutputBuffer(capacity: record.byteRange.count + 256)
    var copied = record.byteRange.lowerBound
    for position in leaves.indices.sorted(by: {
      leaves[$0].range.lowerBound < leaves[$1].range.lowerBound
    }) {
      let leaf = leaves[position]
      let text: String
      if let whole = replaced[position] {
        text = whole
      } else if let edits = changes[position] {
        text = Self.applied(edits, to: leaf.text)
      } else {
        continue
      }
      output.append(bytes[copied..<leaf.range.lowerBound])
      if leaf.kind == .key {
        var inside = text
        inside.withUTF8 { JSONEscaping.append(inside: $0, to: &output) }
      } else {
        JSONEscaping.append(text, to: &output)
      }
      copied = leaf.range.upperBound
    }
    output.append(bytes[copied..<record.byteRange.upperBound])
    return output.bytes()
  }

  /// A text with its changes, which do not overlap.
  static func applied(_ edits: [Edit], to text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var copied = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where edit.range.lowerBound >= copied && edit.range.upperBound <= bytes.count {
      result.append(contentsOf: bytes[copied..<edit.range.lowerBound])
      result.append(contentsOf: edit.text.utf8)
      copied = edit.range.upperBound
    }
    result.append(contentsOf: bytes[copied...])
    return String(decoding: result, as: UTF8.self)
  }
}
