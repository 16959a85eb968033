/// What was recognised of a record's transcript, and why.
public struct Recognition: Sendable {
  /// One dialect's answer.
  public struct Candidate: Hashable, Sendable {
    /// The dialect's identifier.
    public var dialect: String
    /// How sure it is, from 0 to 100.
    public var score: Int
    /// What it goes by, in a sentence.
    public var reason: String

    /// Makes a candidate.
    public init(dialect: String, score: Int, reason: String) {
      self.dialect = dialect
      self.score = score
      self.reason = reason
    }
  }

  /// The dialects that recognise the transcript, the surest first.
  public var candidates: [Candidate]
  /// The one that reads it; `nil` where there is nothing to read or none recognises it.
  public var chosen: String?
  /// Where in the document the transcript stands.
  public var pointer: JSONPointer?

  /// Makes a recognition.
  public init(candidates: [Candidate] = [], chosen: String? = nil, pointer: JSONPointer? = nil) {
    self.candidates = candidates
    self.chosen = chosen
    self.pointer = pointer
  }
}

extension CallReader {
  /// What is recognised in a call that was read: the dialects that know the transcript that it
  /// has, and how sure each of them is.
  public func recognition(of call: Call) -> Recognition {
    var recognition = recognition(
      of: call.record, isAPIRecord: call.isAPIRecord && call.innerFacts == nil
    ) {
      $0 == call.transcript.pointer
    }
    if recognition.pointer == call.transcript.pointer {
      recognition.chosen = call.transcript.dialect
    }
    return recognition
  }

  /// What is recognised in a call object, or in a transcript without a call; which of them it is
  /// is decided by its members.
  public func recognition(of record: JSONValue) -> Recognition {
    let shape = CallShape(record)
    return recognition(of: record, isAPIRecord: shape.isCertain || shape.isLikely) { _ in true }
  }

  private func recognition(
    of record: JSONValue, isAPIRecord: Bool, where isWanted: (JSONPointer) -> Bool
  ) -> Recognition {
    let finder = TranscriptFinder(dialects: dialects, options: options, asksAll: true)
    guard var findings = try? finder.findings(in: record, isAPIRecord: isAPIRecord) else {
      return Recognition()
    }
    if isAPIRecord, let text = finder.text(of: record) { findings.append(text) }
    guard
      let finding = findings.first(where: { isWanted($0.place.value.pointer) }) ?? findings.first
    else { return Recognition() }
    return Recognition(
      candidates: finding.candidates.map {
        .init(dialect: $0.dialect.id, score: $0.match.score, reason: $0.match.reason)
      },
      chosen: finding.candidates.first?.dialect.id, pointer: finding.place.value.pointer)
  }
}
