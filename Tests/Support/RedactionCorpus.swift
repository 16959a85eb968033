public import CallPressCore

/// Snippets of calls with the values in them that a person would redact, and the numbers that a
/// person would keep.
///
/// A line of JSON each: the turns with `A:` or `U:` before them, the values by type with their
/// parts as turn and words, and what is to stay. All values are made up, with right check digits.
/// Every third snippet is held out: it is reported apart, so that nothing is fitted to it.
public struct RedactionCorpus: Sendable {
  /// Words of a turn.
  public struct Part: Sendable {
    /// The number of the turn.
    public var turn: Int
    /// The words in it.
    public var words: String
  }

  /// One snippet.
  public struct Snippet: Sendable {
    /// What the file calls it.
    public var id: String
    /// The language that the file's name says.
    public var language: String
    /// How the values are there: digit, context, spoken, split; keep where there are none.
    public var kind: String
    /// Whether it is reported apart.
    public var isHeldOut: Bool
    /// What was said.
    public var turns: [(isAgent: Bool, text: String)]
    /// What is to be redacted.
    public var values: [(type: String, parts: [Part])]
    /// What is to stay.
    public var kept: [Part]
  }

  /// The snippets so far, in order.
  public private(set) var snippets: [Snippet] = []

  /// A corpus without snippets.
  public init() {}

  /// Adds the snippets of one file.
  ///
  /// - Parameter language: What the file's name says of its language.
  public mutating func add(_ file: [UInt8], language: String) throws {
    for line in file.split(separator: 0x0A) {
      let root = try JSONDocument(parsing: Array(line)).root
      let turns = (root["turns"].map { Array($0.children) } ?? []).map { turn in
        let text = turn.string ?? ""
        return (isAgent: text.hasPrefix("A: "), text: String(text.dropFirst(3)))
      }
      let values = (root["values"].map { Array($0.children) } ?? []).map { value in
        (type: value["type"]?.string ?? "", parts: Self.parts(value["parts"]))
      }
      snippets.append(
        Snippet(
          id: root["id"]?.string ?? "", language: language, kind: root["kind"]?.string ?? "",
          isHeldOut: snippets.count % 3 == 2, turns: turns, values: values,
          kept: Self.parts(root["keep"])))
    }
  }

  private static func parts(_ list: JSONValue?) -> [Part] {
    (list.map { Array($0.children) } ?? []).map { part in
      Part(turn: part[0]?.numberText.flatMap { Int($0) } ?? 0, words: part[1]?.string ?? "")
    }
  }
}

extension RedactionCorpus.Snippet {
  /// The ways in which a record can hold a snippet.
  public enum Shape: String, CaseIterable, Sendable {
    /// Turns with texts and words.
    case turns
    /// The same as JSON in a text.
    case embedded
    /// Turns of words without texts.
    case words
    /// The plain text alone.
    case lines
  }

  /// A call of the API's that holds the snippet, with every copy of the words that there can be.
  public func record(_ shape: Shape = .turns) -> String {
    var time = 0
    var list: [String] = []
    for turn in turns {
      var words: [String] = []
      for word in turn.text.split(separator: " ") {
        words.append(
          """
          {"word": \(Self.quoted(word + " ")), "start": \(Self.seconds(time)), \
          "end": \(Self.seconds(time + 30))}
          """)
        time += 35
      }
      time += 50
      let role = "\"role\": \"\(turn.isAgent ? "agent" : "user")\""
      let text = shape == .words ? "" : ", \"content\": \(Self.quoted(turn.text))"
      list.append("{\(role)\(text), \"words\": [\(words.joined(separator: ", "))]}")
    }
    let object = "[\(list.joined(separator: ",\n"))]"
    let lines = turns.map { ($0.isAgent ? "Agent: " : "User: ") + $0.text }
      .joined(separator: "\n")
    let structured =
      switch shape {
      case .turns, .words: object
      case .embedded: Self.quoted(object)
      case .lines: "null"
      }
    return """
      {"id": "call-\(id)", "call_from": "+21620111222", "call_status": "completed",
       "transcript": \(Self.quoted(lines)),
       "transcript_object": \(structured), "other_turns": \(object),
       "agent_dynamic_variables": {"plan": "gold"},
       "agent_post_call_outcomes": {"summary": \(Self.quoted("Said: " + (turns.last?.text ?? "")))}}
      """
  }

  /// A text as a JSON string.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func seconds(_ hundredths: Int) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}

/// How much of what should be redacted was, and how much of what was redacted should be.
public struct RedactionScore {
  /// The counts of a kind of values.
  public struct Count {
    /// Values that should be redacted.
    public var values = 0
    /// Values that were, all of their words.
    public var redacted = 0
    /// Redactions.
    public var found = 0
    /// Redactions of something that should be redacted.
    public var right = 0
    /// Numbers that should stay.
    public var toKeep = 0
    /// Numbers that stayed.
    public var kept = 0

    /// The part of the values that were redacted; 1 without any.
    public var recall: Double { values == 0 ? 1 : Double(redacted) / Double(values) }
    /// The part of the redactions that are right; 1 without any.
    public var precision: Double { found == 0 ? 1 : Double(right) / Double(found) }
    /// The part of what should stay that did; 1 without any.
    public var keeping: Double { toKeep == 0 ? 1 : Double(kept) / Double(toKeep) }
  }

  /// The counts by what they count: `all`, a language, a kind as `kind spoken`, a type.
  public private(set) var counts: [String: Count] = [:]
  /// What went wrong, a line each.
  public private(set) var mistakes: [String] = []

  /// A score of nothing.
  public init() {}

  /// The counts of a name.
  public subscript(name: String) -> Count { counts[name] ?? Count() }

  /// Adds what was redacted in a snippet.
  public mutating func add(_ snippet: RedactionCorpus.Snippet, _ items: [RedactionItem]) {
    let turns = snippet.turns.map { Array($0.text.utf8) }
    var used: Set<Int> = []
    for value in snippet.values {
      var isRedacted = true
      for part in value.parts {
        guard let range = Self.place(part.words, in: turns[part.turn - 1]) else { continue }
        for (position, item) in items.enumerated()
        where item.turn == part.turn && item.range.overlaps(range) { used.insert(position) }
        let bytes = turns[part.turn - 1]
        let isCovered = range.allSatisfy { at in
          Self.isMark(bytes[at])
            || items.contains { $0.turn == part.turn && $0.range.contains(at) }
        }
        if !isCovered { isRedacted = false }
      }
      for name in ["all", snippet.language, "kind \(snippet.kind)", "type \(value.type)"] {
        counts[name, default: Count()].values += 1
        if isRedacted { counts[name, default: Count()].redacted += 1 }
      }
      if !isRedacted { mistakes.append("missed\t\(snippet.id)\t\(value.type)") }
    }
    for (position, item) in items.enumerated() {
      for name in ["all", snippet.language] {
        counts[name, default: Count()].found += 1
        if used.contains(position) { counts[name, default: Count()].right += 1 }
      }
      if !used.contains(position) {
        mistakes.append("wrong\t\(snippet.id)\t\(item.type.rawValue)\tturn \(item.turn)")
      }
    }
    for part in snippet.kept {
      guard let range = Self.place(part.words, in: turns[part.turn - 1]) else { continue }
      let isKept = !items.contains { $0.turn == part.turn && $0.range.overlaps(range) }
      for name in ["all", snippet.language] {
        counts[name, default: Count()].toKeep += 1
        if isKept { counts[name, default: Count()].kept += 1 }
      }
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte <= 0x2F || (0x3A...0x40).contains(byte)
  }

  private static func place(_ words: String, in text: [UInt8]) -> Range<Int>? {
    let wanted = Array(words.utf8)
    guard !wanted.isEmpty, wanted.count <= text.count else { return nil }
    for start in 0...(text.count - wanted.count)
    where text[start..<start + wanted.count].elementsEqual(wanted) {
      return start..<start + wanted.count
    }
    return nil
  }
}
