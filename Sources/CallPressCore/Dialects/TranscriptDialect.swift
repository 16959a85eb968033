/// A transcript as it was found: JSON of some shape, or lines of text.
public enum TranscriptSource: Sendable {
  /// A JSON value, already unwrapped from strings that hold JSON.
  case json(JSONValue)
  /// A text, and the value of the record that holds it, where it came from one.
  case text(String, origin: JSONValue?)
}

/// How sure a dialect is that a transcript is its own.
public struct DialectMatch: Sendable {
  /// From 0, not at all, to 100, beyond doubt.
  public var score: Int
  /// What it goes by, in a sentence for `inspect`.
  public var reason: String

  /// Makes a match.
  public init(score: Int, reason: String) {
    self.score = min(max(score, 0), 100)
    self.reason = reason
  }

  /// Not this dialect.
  public static let none = DialectMatch(score: 0, reason: "")
}

/// A shape of transcripts.
///
/// One file conforms; one line registers it. A dialect is recognised by structure, over the whole
/// array, never by a vendor's name, and knows nothing of the formats that will be written.
public protocol TranscriptDialect: Sendable {
  /// What `--dialect` takes, in lower case.
  var id: String { get }
  /// One line for people.
  var summary: String { get }
  /// The highest score that ``match(_:)`` ever gives; 97 where the dialect says nothing else.
  ///
  /// One that cannot be surer than another already is need not be asked.
  var highestScore: Int { get }

  /// How sure the dialect is that the transcript is its own.
  func match(_ source: TranscriptSource) -> DialectMatch

  /// Reads the transcript into a builder.
  func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError)
}

extension TranscriptDialect {
  /// 97: as sure as a structure can make anybody.
  public var highestScore: Int { 97 }
}

/// The dialects there are, likeliest first.
public struct DialectRegistry: Sendable {
  /// One dialect's answer.
  public struct Candidate: Sendable {
    /// The dialect.
    public var dialect: any TranscriptDialect
    /// How sure it is.
    public var match: DialectMatch
  }

  /// The dialects in order of likelihood, which decides ties.
  public var dialects: [any TranscriptDialect] {
    didSet { facts = Facts(dialects) }
  }

  /// What is asked of the dialects for every call.
  private struct Facts: Sendable {
    /// The highest score of each.
    var highestScores: [Int]
    /// The user's own description of a shape.
    var mapping: MappingDialect?

    init(_ dialects: [any TranscriptDialect]) {
      highestScores = dialects.map { $0.highestScore }
      mapping = dialects.lazy.compactMap { $0 as? MappingDialect }.first
    }
  }

  private var facts: Facts

  /// Makes a registry.
  public init(_ dialects: [any TranscriptDialect]) {
    self.dialects = dialects
    facts = Facts(dialects)
  }

  /// The user's own description of a shape, where there is one.
  var mapping: MappingDialect? { facts.mapping }

  /// The dialect with an identifier.
  public subscript(id: String) -> (any TranscriptDialect)? {
    dialects.first { $0.id == id }
  }

  /// All that recognise a transcript, the surest first.
  public func candidates(for source: TranscriptSource) -> [Candidate] {
    candidates(for: source) { _, _ in true }
  }

  /// The surest of those that recognise a transcript, and those that were asked before it was
  /// certain that nobody is surer.
  func leadingCandidates(for source: TranscriptSource) -> [Candidate] {
    candidates(for: source) { $0 > $1 }
  }

  /// Asks those dialects that are wanted, given their highest score and the highest so far.
  private func candidates(
    for source: TranscriptSource, where isWanted: (Int, Int) -> Bool
  ) -> [Candidate] {
    var matches: [(position: Int, candidate: Candidate)] = []
    var highest = 0
    for position in dialects.indices where isWanted(facts.highestScores[position], highest) {
      let match = dialects[position].match(source)
      guard match.score > 0 else { continue }
      highest = max(highest, match.score)
      matches.append((position, Candidate(dialect: dialects[position], match: match)))
    }
    guard matches.count > 1 else { return matches.map(\.candidate) }
    return matches.sorted {
      ($1.candidate.match.score, $0.position) < ($0.candidate.match.score, $1.position)
    }.map(\.candidate)
  }
}
