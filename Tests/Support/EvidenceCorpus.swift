public import CallPressCore

/// Short dialogues with values, and where each was said as a person would judge it.
///
/// A line of JSON each: the values by name, the turns with `A:` or `U:` before them, and the links
/// that should be found as name, turn, words and method. Every third dialogue is held out: it is
/// reported apart, so that nothing is fitted to it.
public struct EvidenceCorpus {
  /// A link, expected or found.
  public struct Link: Hashable {
    /// The value's name.
    public var value: String
    /// The number of the turn.
    public var turn: Int
    /// The words in it.
    public var quote: String
    /// How they were found.
    public var method: String
    /// Whether the words alone prove it.
    public var isStrong = true
  }

  /// One dialogue.
  public struct Dialogue {
    /// What the file calls it.
    public var id: String
    /// The language that the file's name says.
    public var language: String
    /// Whether it is reported apart.
    public var isHeldOut: Bool
    /// The values to look for.
    public var values: [NamedValue]
    /// What was said.
    public var turns: [(isAgent: Bool, text: String)]
    /// The links that a person would make.
    public var expected: [Link]

    /// The dialogue as a transcript.
    public var transcript: Transcript {
      Transcript(
        state: .present,
        entries: turns.enumerated().map { position, turn in
          .turn(
            Turn(
              number: position + 1, speaker: turn.isAgent ? "agent" : "customer", text: turn.text))
        },
        speakers: [
          Speaker(id: "agent", kind: .agent, label: "agent", name: "Agent"),
          Speaker(id: "customer", kind: .customer, label: "user", name: "Customer"),
        ])
    }

    /// The links that the join finds.
    public var found: [Link] {
      let evidence = EvidenceJoin.evidence(for: transcript, variables: [], outcomes: values)
      return zip(values, evidence.outcomes).flatMap { value, item in
        item.links.map { link in
          Link(
            value: value.name, turn: link.turn,
            quote: String(
              decoding: Array(turns[link.turn - 1].text.utf8)[link.range], as: UTF8.self),
            method: link.match.rawValue, isStrong: link.strength == .strong)
        }
      }
    }
  }

  /// The dialogues so far, in order.
  public private(set) var dialogues: [Dialogue] = []

  /// A corpus without dialogues.
  public init() {}

  /// Adds the dialogues of one file.
  ///
  /// - Parameter language: What the file's name says of its language.
  public mutating func add(_ file: [UInt8], language: String) throws {
    for line in file.split(separator: 0x0A) {
      let root = try JSONDocument(parsing: Array(line)).root
      let turns = (root["turns"].map { Array($0.children) } ?? []).map { turn in
        let text = turn.string ?? ""
        return (isAgent: text.hasPrefix("A: "), text: String(text.dropFirst(3)))
      }
      dialogues.append(
        Dialogue(
          id: root["id"]?.string ?? "", language: language,
          isHeldOut: dialogues.count % 3 == 2,
          values: (root["values"].map { Array($0.children) } ?? []).map {
            NamedValue(name: $0.key ?? "", value: $0)
          },
          turns: turns,
          expected: (root["links"].map { Array($0.children) } ?? []).map { link in
            let parts = Array(link.children)
            return Link(
              value: parts[0].string ?? "", turn: Int(parts[1].numberText ?? "") ?? 0,
              quote: parts[2].string ?? "", method: parts[3].string ?? "")
          }))
    }
  }
}

/// How many of the links that should be found were, and how many of those found should be.
public struct EvidenceScore {
  /// The counts of one method in one language, or of several together.
  public struct Count {
    /// Links that should be found.
    public var expected = 0
    /// Strong links found.
    public var strong = 0
    /// Strong links that should be found.
    public var strongRight = 0
    /// Weak links found.
    public var weak = 0
    /// Weak links that should be found.
    public var weakRight = 0

    /// The part of the strong links that are right; 1 without any.
    public var precision: Double { strong == 0 ? 1 : Double(strongRight) / Double(strong) }
    /// The part of the expected links that were found, strong or weak; 1 without any.
    public var recall: Double {
      expected == 0 ? 1 : Double(strongRight + weakRight) / Double(expected)
    }

    static func + (left: Count, right: Count) -> Count {
      Count(
        expected: left.expected + right.expected, strong: left.strong + right.strong,
        strongRight: left.strongRight + right.strongRight, weak: left.weak + right.weak,
        weakRight: left.weakRight + right.weakRight)
    }
  }

  /// By method, then by language.
  public private(set) var counts: [String: [String: Count]] = [:]
  /// What was missed and what should not have been found, one line each.
  public private(set) var mistakes: [String] = []

  /// Scores the dialogues.
  public init(_ dialogues: [EvidenceCorpus.Dialogue]) {
    for dialogue in dialogues {
      let found = dialogue.found
      func isSame(_ left: EvidenceCorpus.Link, _ right: EvidenceCorpus.Link) -> Bool {
        left.value == right.value && left.turn == right.turn && left.quote == right.quote
          && left.method == right.method
      }
      for link in dialogue.expected {
        counts[link.method, default: [:]][dialogue.language, default: Count()].expected += 1
        if !found.contains(where: { isSame($0, link) }) {
          mistakes.append("\(dialogue.id) missed \(link.method) \(link.value): \(link.quote)")
        }
      }
      for link in found {
        let isRight = dialogue.expected.contains { isSame($0, link) }
        var count = counts[link.method]?[dialogue.language] ?? Count()
        if link.isStrong {
          count.strong += 1
          if isRight { count.strongRight += 1 }
        } else {
          count.weak += 1
          if isRight { count.weakRight += 1 }
        }
        counts[link.method, default: [:]][dialogue.language] = count
        if !isRight {
          let strength = link.isStrong ? "strong" : "weak"
          mistakes.append(
            "\(dialogue.id) wrong \(strength) \(link.method) \(link.value): \(link.quote)")
        }
      }
    }
  }

  /// The methods that were expected or found, in order.
  public var methods: [String] { counts.keys.sorted() }

  /// The counts of one method, or of all, in one language, or in all.
  public func count(method: String? = nil, language: String? = nil) -> Count {
    var sum = Count()
    for (name, languages) in counts where method == nil || method == name {
      for (code, count) in languages where language == nil || language == code { sum = sum + count }
    }
    return sum
  }
}
