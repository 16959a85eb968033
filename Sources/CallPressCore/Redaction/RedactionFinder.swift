/// Finds what the texts of a record hold by themselves, and numbers it as it goes.
///
/// A class, because the record's rewriting calls it through a function that cannot change what it
/// captures.
final class RedactionFinder {
  private(set) var replacements: RedactionReplacements
  private let settings: RedactionSettings
  private let allowed: Set<[UInt8]>

  init(
    settings: RedactionSettings, replacements: RedactionReplacements, allowed: Set<[UInt8]>
  ) {
    self.settings = settings
    self.replacements = replacements
    self.allowed = allowed
  }

  /// The changes in one text.
  ///
  /// - Parameter hint: The name of the member that holds it.
  func edits(
    _ text: String, _ hint: String, _ kind: RecordLeaves.Kind
  ) -> [RecordRedaction.Edit] {
    var edits: [RecordRedaction.Edit] = []
    let bytes = Array(text.utf8)
    // Amounts and times; nothing that is looked for has a fraction.
    if kind == .number, !bytes.allSatisfy({ $0 &- 0x30 < 10 }) { return [] }
    if !settings.types.isEmpty, Self.mayHoldValue(bytes, hint) {
      for (range, type, key) in detected(text, bytes, hint, kind)
      where settings.types.contains(type) && !allowed.contains(key) {
        edits.append(.init(range: range, text: replacements.text(type, key)))
      }
    }
    for pattern in settings.patterns {
      for range in pattern.ranges(in: bytes)
      where !edits.contains(where: { $0.range.overlaps(range) }) {
        let key = Array(bytes[range])
        edits.append(
          .init(range: range, text: replacements.text(.custom, key, name: pattern.name)))
      }
    }
    return edits
  }

  /// A quick look: most texts have neither digits nor an address in them.
  private static func mayHoldValue(_ bytes: [UInt8], _ hint: String) -> Bool {
    bytes.count >= 3
      && (bytes.contains { $0 &- 0x30 < 10 || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: ":") }
        || bytes.contains(0x20))
  }

  private func detected(
    _ text: String, _ bytes: [UInt8], _ hint: String, _ kind: RecordLeaves.Kind
  ) -> [(Range<Int>, RedactionType, [UInt8])] {
    var detector = RedactionDetector()
    if bytes.contains(0x0A) { return lines(text, bytes, &detector) }
    let question = Self.question(hint)
    let isMachines = Self.isMachines(bytes, hint)
    let found = detector.detect([
      RedactionDetector.Turn(speaker: 0, text: question),
      RedactionDetector.Turn(speaker: 1, text: text),
    ])
    let asks = detector.asks(0)
    return found.compactMap { value in
      guard value.turn == 1 else { return nil }
      let isBare = kind != .string || isMachines
      if isBare, !asks, !Self.isSureAlone(value, bytes) { return nil }
      return (value.range, value.type, value.key)
    }
  }

  /// Lines of a conversation: who speaks is what stands before the colon.
  private func lines(
    _ text: String, _ bytes: [UInt8], _ detector: inout RedactionDetector
  ) -> [(Range<Int>, RedactionType, [UInt8])] {
    var starts: [Int] = []
    var turns: [RedactionDetector.Turn] = []
    var speakers: [[UInt8]: Int] = [:]
    var start = 0
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      let label = line.prefix(40).firstIndex(of: UInt8(ascii: ":")).map { Array(line[..<$0]) } ?? []
      let speaker = speakers[label] ?? speakers.count
      speakers[label] = speaker
      starts.append(start)
      turns.append(
        RedactionDetector.Turn(speaker: speaker, text: String(decoding: line, as: UTF8.self)))
      start = end + 1
    }
    return detector.detect(turns).map { value in
      let base = starts[value.turn]
      return (
        value.range.lowerBound + base..<value.range.upperBound + base, value.type, value.key
      )
    }
  }

  /// The name of a member as a question for its value.
  private static func question(_ hint: String) -> String {
    let words = NameWords.apart(hint)
    let parts = words.lowercased().split(separator: " ")
    let callers: Set<Substring> = ["caller", "callee", "ani", "dnis", "msisdn", "recipient"]
    let isCaller =
      parts.last == "from" || parts.last == "to" || parts.contains { callers.contains($0) }
    return isCaller ? words + " phone number" : words
  }

  /// Identifiers, addresses of pages, times: texts that no person says.
  private static func isMachines(_ bytes: [UInt8], _ hint: String) -> Bool {
    let name = hint.lowercased()
    if ["url", "uri", "uuid", "sid", "hash", "token"].contains(where: { name.hasSuffix($0) }) {
      return true
    }
    if name == "id" || name.hasSuffix("_id") || hint.hasSuffix("Id") || name.hasSuffix("_at") {
      return true
    }
    guard bytes.count >= 16, !bytes.contains(0x20) else { return false }
    return bytes.contains { ($0 | 0x20) &- 0x61 < 26 } && !bytes.contains(UInt8(ascii: "@"))
  }

  /// Whether a value is one whatever holds it.
  private static func isSureAlone(_ value: RedactionDetector.Found, _ bytes: [UInt8]) -> Bool {
    switch value.type {
    case .emailAddress, .ipAddress, .iban: true
    case .cardNumber: value.key.count >= 15 && isApart(value.range, bytes)
    case .emiratesID, .frenchNIR: isApart(value.range, bytes)
    case .phoneNumber: bytes[value.range].first == UInt8(ascii: "+")
    default: false
    }
  }

  private static func isApart(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    func isWord(_ byte: UInt8) -> Bool {
      byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-")
    }
    return (range.lowerBound == 0 || !isWord(bytes[range.lowerBound - 1]))
      && (range.upperBound == bytes.count || !isWord(bytes[range.upperBound]))
  }
}
