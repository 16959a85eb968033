/// Calls whose transcript is one text with a line for each thing said, `bot:` or `human:` in front.
///
/// An object with such a `transcript`, alone or in `response.calls`. There are no times. The bot's
/// words come in pieces, a line each, and stay as they are; a line without a label goes on with
/// the one before it. What stands in parentheses behind `human:` was put in by the platform and is
/// no speech.
public struct SynthflowDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "synthflow" }
  /// One line for people.
  public var summary: String { "a call whose transcript is a text of bot: and human: lines" }

  /// Makes the dialect.
  public init() {}

  private static let labels = ["bot", "human"]
  private static let companions: [StaticString] = [
    "executed_actions", "end_call_reason", "call_id", "model_id", "start_time", "duration",
    "phone_number_to", "phone_number_from", "call_status", "status",
  ]

  /// How sure the dialect is: most lines of the text have one of the two labels.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let holder = source.json.flatMap(Self.holder), let text = holder["transcript"]?.string
    else { return .none }
    var (known, seen) = (0, 0)
    for line in text.split(whereSeparator: \.isNewline).prefix(400) {
      seen += 1
      if Self.label(of: line) != nil { known += 1 }
    }
    guard known > 0, known * 2 >= seen, Self.companions.contains(where: { holder[$0] != nil })
    else { return .none }
    return DialectMatch(
      score: 76 + 16 * known / seen,
      reason: "\(known) of \(seen) lines of the transcript seen begin with bot: or human:")
  }

  /// Reads the lines.
  ///
  /// - Throws: `unrecognized-dialect` where there is no such text.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let value = source.json.flatMap(Self.holder)?["transcript"], let text = value.string
    else { throw .notThisShape("call with a text as its transcript") }
    let location = builder.location(of: value)
    var open: (label: String, text: String)?
    func close() {
      guard let (label, text) = open else { return }
      open = nil
      let trimmed = Self.trimmed(text)
      if label == "human", trimmed.hasPrefix("("), trimmed.hasSuffix(")") {
        builder.add(
          Event(
            kind: .injectedContext, text: String(trimmed.dropFirst().dropLast()), location: location
          ))
        return
      }
      var draft = DraftTurn(role: label, text: trimmed)
      draft.location = location
      builder.add(draft)
    }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if let label = Self.label(of: line) {
        close()
        let begin = line.utf8.firstIndex(of: UInt8(ascii: ":")).map { line.utf8.index(after: $0) }
        open = (label, String(line[(begin ?? line.startIndex)...]))
      } else if open != nil {
        open?.text += "\n" + line
      } else if !Self.trimmed(String(line)).isEmpty {
        open = ("", String(line))
      }
    }
    close()
  }

  /// The label of a line, `nil` where it has none of the two.
  private static func label(of line: Substring) -> String? {
    let head = line.utf8.drop { $0 <= 0x20 }.prefix(8)
    for label in labels where head.count > label.utf8.count {
      let matches = zip(head, label.utf8).allSatisfy { ($0 | 0x20) == $1 }
      let rest = head.dropFirst(label.utf8.count)
      if matches, rest.first == UInt8(ascii: ":") { return label }
    }
    return nil
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    return text.withUTF8 { String(decoding: WordAligner.trimmed($0), as: UTF8.self) }
  }

  /// The call: the value itself or the only one it wraps.
  private static func holder(of value: JSONValue) -> JSONValue? {
    guard value.kind == .object else { return nil }
    if value["transcript"]?.kind == .string { return value }
    guard let inner = value["response"] ?? value["data"] ?? value["call"] else { return nil }
    if inner["transcript"]?.kind == .string { return inner }
    guard let calls = inner["calls"], calls.children.count == 1 else { return nil }
    return calls[0].flatMap { $0["transcript"]?.kind == .string ? $0 : nil }
  }
}
