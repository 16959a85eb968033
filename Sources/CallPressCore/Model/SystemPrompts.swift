extension Call {
  /// What stands where instructions to the agent were left out of the record.
  public static let withheldPrompt = "[system prompt withheld]"

  /// The call without instructions to the agent: neither as events nor anywhere in the record.
  ///
  /// A prompt is its maker's secret, and the record repeats it wherever the platform put it. Its
  /// entry's texts, and every other text that holds it, read ``withheldPrompt`` afterwards. A call
  /// without such instructions comes back as it is; otherwise a diagnostic says what was done.
  public func withholdingSystemPrompts() -> Call {
    let prompts = transcript.events.filter { $0.kind == .systemPrompt }
    guard !prompts.isEmpty else { return self }
    var call = self
    call.transcript.entries.removeAll {
      if case .event(let event) = $0 { event.kind == .systemPrompt } else { false }
    }
    let filter = PromptFilter(
      entries: Set(prompts.compactMap { $0.location?.pointer }),
      texts: prompts.compactMap(\.text))
    if let record = filter.rewritten(record) {
      call.record = record
      if innerFacts != nil { call.innerFacts = record["call"] }
    }
    call.variables = variables.map(filter.rewritten)
    call.outcomes = outcomes.map(filter.rewritten)
    call.diagnostics.append(
      Diagnostic(
        "system-prompt-withheld", .info,
        "\(prompts.count) instruction(s) to the agent left out; --include-system keeps them",
        at: prompts.first?.location))
    return call
  }
}

/// Rewrites JSON so that instructions to the agent are not in it.
private struct PromptFilter {
  /// Where the entries stand that hold the instructions.
  let entries: Set<JSONPointer>
  /// The instructions that are long enough to be told from ordinary words.
  let texts: PromptIndex

  /// Members of an entry that say what it is rather than what it says.
  private static let keptMembers: Set<String> = [
    "role", "type", "kind", "id", "name", "object", "status", "created_at", "createdAt",
    "timestamp", "time", "speaker",
  ]

  init(entries: Set<JSONPointer>, texts: [String]) {
    self.entries = entries
    self.texts = PromptIndex(texts.filter { $0.utf8.count >= 16 })
  }

  /// The same record without the instructions, `nil` where it would be no different.
  func rewritten(_ record: JSONValue) -> JSONValue? {
    var output = OutputBuffer(capacity: record.rawBytes.count)
    let pointer = record.pointer
    guard write(record, at: pointer, inside: entries.contains(pointer), to: &output) else {
      return nil
    }
    return try? JSONDocument(parsing: output.bytes()).root
  }

  /// The same named value without the instructions.
  func rewritten(_ named: NamedValue) -> NamedValue {
    guard let value = named.value, let rewritten = rewritten(value) else { return named }
    var copy = named
    copy.value = rewritten
    return copy
  }

  /// Copies a value; says whether anything in it had to change.
  private func write(
    _ value: JSONValue, at pointer: JSONPointer, inside: Bool, to output: inout OutputBuffer
  ) -> Bool {
    switch value.kind {
    case .null, .boolean, .number:
      output.append(value.rawBytes)
      return false
    case .string: return writeString(value, at: pointer, inside: inside, to: &output)
    case .array, .object:
      let isObject = value.kind == .object
      var changed = false
      output.append(isObject ? "{" : "[")
      for (position, child) in value.children.enumerated() {
        if position > 0 { output.append(",") }
        let token = child.key ?? String(position)
        if let range = child.keyRange {
          output.append("\"")
          output.append(child.tape.bytes[range])
          output.append("\":")
        }
        let place = pointer.appending(token)
        let within =
          (inside && !(isObject && Self.keptMembers.contains(token))) || entries.contains(place)
        if write(child, at: place, inside: within, to: &output) { changed = true }
      }
      output.append(isObject ? "}" : "]")
      return changed
    }
  }

  private func writeString(
    _ value: JSONValue, at pointer: JSONPointer, inside: Bool, to output: inout OutputBuffer
  ) -> Bool {
    let text = value.string ?? ""
    if let first = text.utf8.first(where: { $0 > 0x20 }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
      let embedded = try? JSONDocument(embeddedIn: value).root,
      embedded.kind == .object || embedded.kind == .array
    {
      var inner = OutputBuffer(capacity: text.utf8.count)
      if write(embedded, at: pointer, inside: inside, to: &inner) {
        JSONEscaping.append(inner.string(), to: &output)
        return true
      }
    } else if inside, !text.isEmpty {
      // A transcript of plain lines is one text with more in it than the instructions.
      let isWholeEntry = entries.contains(pointer)
      let kept = isWholeEntry ? withoutPrompts(text) : nil
      JSONEscaping.append(kept ?? Call.withheldPrompt, to: &output)
      return true
    }
    if let kept = withoutPrompts(text) {
      JSONEscaping.append(kept, to: &output)
      return true
    }
    output.append(value.rawBytes)
    return false
  }

  /// The text with the instructions cut out, `nil` where it holds none.
  private func withoutPrompts(_ text: String) -> String? {
    guard !texts.isEmpty else { return nil }
    var text = text
    return text.withUTF8 { bytes -> String? in
      var kept: [UInt8] = []
      var copied = 0
      var at = 0
      while at + PromptIndex.keyLength <= bytes.count {
        let length = texts.longestMatch(in: bytes, at: at)
        if length > 0 {
          kept.append(contentsOf: bytes[copied..<at])
          kept.append(contentsOf: Call.withheldPrompt.utf8)
          at += length
          copied = at
        } else {
          at += 1
        }
      }
      guard copied > 0 else { return nil }
      kept.append(contentsOf: bytes[copied...])
      return String(decoding: kept, as: UTF8.self)
    }
  }
}

/// Finds any of many texts in one pass: by their first bytes, then by the whole.
private struct PromptIndex {
  static let keyLength = 8
  private var texts: [UInt64: [[UInt8]]] = [:]
  private var isFirstByte = [Bool](repeating: false, count: 256)

  init(_ texts: some Sequence<String>) {
    for text in Set(texts) where text.utf8.count >= Self.keyLength {
      let bytes = Array(text.utf8)
      self.texts[Self.key(bytes.prefix(Self.keyLength)), default: []].append(bytes)
      isFirstByte[Int(bytes[0])] = true
    }
    for key in self.texts.keys { self.texts[key]?.sort { $0.count > $1.count } }
  }

  var isEmpty: Bool { texts.isEmpty }

  func longestMatch(in bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    guard isFirstByte[Int(bytes[place])],
      let candidates = texts[Self.key(bytes[place..<place + Self.keyLength])]
    else { return 0 }
    let rest = bytes[place...]
    return candidates.first { rest.starts(with: $0) }?.count ?? 0
  }

  private static func key(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
