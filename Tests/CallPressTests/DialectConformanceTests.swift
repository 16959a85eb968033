import CallPress
import CallPressCore
import Foundation
import TestSupport
import Testing

/// The sample transcripts of every dialect in `Tests/Fixtures/transcripts`.
///
/// `<dialect>-<ordinary|minimal|nasty>[-variant].json` is the sample, or a file of one of the
/// extensions in ``textExtensions`` for a dialect of text; the file beside it, of the
/// same name with `.txt`, says what must come of it: how many words on the first line, then
/// `speaker label<TAB>start-end in ms<TAB>text` for each turn and `(kind)<TAB>name<TAB>text` for
/// each event.
enum TranscriptFixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/transcripts")

  /// The names of the samples, without their extension, sorted.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }()

  /// The extensions of samples that are no JSON.
  static let textExtensions = ["srt", "vtt", "ttml", "md", "log"]

  /// The extensions of the samples that are no JSON, by name.
  static let texts: [String: String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var texts: [String: String] = [:]
    for file in files {
      for end in textExtensions where file.hasSuffix(".\(end)") {
        texts[String(file.dropLast(end.count + 1))] = end
      }
    }
    return texts
  }()

  /// The names of all samples, sorted.
  static let allNames = (names + texts.keys).sorted()

  static let kinds = ["ordinary", "minimal", "nasty"]

  /// The dialect that a sample is of.
  static func dialect(of name: String) -> String {
    for kind in kinds {
      if let range = name.range(of: "-\(kind)") { return String(name[..<range.lowerBound]) }
    }
    return name
  }

  /// Whether a sample is an object that has the speakers for members.
  static func isKeyedBySpeakers(_ name: String) -> Bool {
    dialect(of: name) == "keyed" && name != "keyed-ordinary"
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: "\(name).\(texts[name] ?? "json")")))
  }

  /// The one call that a document holds.
  static func call(
    _ bytes: [UInt8], _ name: String, options: ReadingOptions = ReadingOptions()
  ) throws -> Call {
    let calls = try CallPipeline(options: options).calls(
      in: SourceDocument(name: name, bytes: bytes))
    #expect(calls.count == 1, "\(name): \(calls.count) calls")
    return try #require(calls.first).get()
  }

  /// What was read, a line for each turn and event.
  static func lines(_ transcript: Transcript) -> [String] {
    func oneLine(_ text: String?) -> String {
      (text ?? "").replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        .replacing("\t", with: "\\t").replacing("\r", with: "\\r")
    }
    return transcript.entries.map { entry in
      switch entry {
      case .turn(let turn):
        let speaker = transcript.speaker(turn.speaker)
        let who = speaker.map { $0.kind == .unknown ? $0.name : $0.kind.rawValue } ?? ""
        let span = turn.span.map { span in
          "\(span.start.provenance.isEstimated ? "~" : "")\(span.start.milliseconds)-"
            + "\(span.end.provenance.isEstimated ? "~" : "")\(span.end.milliseconds)"
        }
        return "\(oneLine(who))\t\(span ?? "none")\t\(oneLine(turn.text))"
      case .event(let event):
        return "(\(event.kind.rawValue))\t\(oneLine(event.name))\t\(oneLine(event.text))"
      }
    }
  }
}

@Suite("Dialects")
struct DialectConformanceTests {
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil
  /// How long the samples are at most, in milliseconds: a unit taken for another shows.
  private static let longest: Int64 = 4_500_000

  @Test("each has an ordinary, a minimal and a nasty sample, and each sample a dialect")
  func samples() {
    var kinds: [String: Set<String>] = [:]
    for name in TranscriptFixtures.allNames {
      let dialect = TranscriptFixtures.dialect(of: name)
      #expect(Dialects.standard[dialect] != nil, "\(name)")
      for kind in TranscriptFixtures.kinds where name.contains("-\(kind)") {
        kinds[dialect, default: []].insert(kind)
      }
    }
    for dialect in Dialects.standard.dialects.map(\.id) {
      #expect(kinds[dialect]?.count == 3, "\(dialect): \(kinds[dialect, default: []].sorted())")
    }
  }

  @Test("a sample is known as itself, and as nothing else", arguments: TranscriptFixtures.allNames)
  func recognised(name: String) throws {
    let call = try TranscriptFixtures.call(TranscriptFixtures.bytes(name), name)
    let expected = TranscriptFixtures.dialect(of: name)
    #expect(call.transcript.dialect == expected)
    let candidates = CallReader(dialects: Dialects.standard).recognition(of: call).candidates
    let first = try #require(candidates.first)
    #expect(first.dialect == expected)
    #expect(!first.reason.isEmpty)
    if candidates.count > 1 {
      #expect(
        candidates[1].score <= first.score - 10,
        "\(candidates.map { "\($0.dialect) \($0.score)" })")
    }
  }

  @Test("what is said comes out as it went in", arguments: TranscriptFixtures.allNames)
  func expected(name: String) throws {
    let call = try TranscriptFixtures.call(TranscriptFixtures.bytes(name), name)
    let turns = call.transcript.turns
    let words = turns.reduce(0) { $0 + $1.words.count }
    var lines = ["\(words) words"] + TranscriptFixtures.lines(call.transcript)
    let codes = Set(call.diagnostics.map(\.code.rawValue)).sorted()
    if !codes.isEmpty { lines.append("notes: \(codes.joined(separator: ", "))") }
    let text = lines.map { $0 + "\n" }.joined()
    let url = TranscriptFixtures.folder.appending(path: "\(name).txt")
    if Self.isRecording {
      try Data(text.utf8).write(to: url)
      Issue.record("recorded \(name).txt: run again without RECORD_GOLDENS")
      return
    }
    let golden = try #require(try? String(contentsOf: url, encoding: .utf8))
    #expect(text == golden)
  }

  /// How many words a sample holds, counted without any dialect: the objects of one view that have
  /// a text of their own.
  private static let counts: [String: @Sendable (JSONValue) -> Int] = [
    "deepgram-ordinary": { count($0["results"]?["utterances"], "words") },
    "deepgram-ordinary-words": {
      count($0["results"]?["channels"]?[0]?["alternatives"], "words")
    },
    "whisper-ordinary": { count($0["words"]) },
    "whisper-ordinary-whisperx": { count($0["segments"], "words") },
    "assemblyai-ordinary": { count($0["utterances"], "words") },
    "assemblyai-ordinary-words": { count($0["words"]) },
    "elevenlabs-scribe-ordinary": {
      $0["words"]?.children.count { $0["type"]?.string != "spacing" } ?? -1
    },
    "aws-transcribe-ordinary": {
      $0["results"]?["items"]?.children.count { $0["type"]?.string == "pronunciation" } ?? -1
    },
    "contact-lens-ordinary": {
      $0["Transcript"]?.children.reduce(0) { sum, turn in
        sum + (turn["Items"]?.children.count { $0["Type"]?.string == "pronunciation" } ?? 0)
      } ?? -1
    },
    "google-speech-ordinary-diarized": {
      count($0["response"]?["results"]?[2]?["alternatives"], "words")
    },
    "revai-ordinary": {
      $0["monologues"]?.children.reduce(0) { sum, monologue in
        sum + (monologue["elements"]?.children.count { $0["type"]?.string == "text" } ?? 0)
      } ?? -1
    },
    "speechmatics-ordinary": {
      $0["results"]?.children.count { $0["type"]?.string != "punctuation" } ?? -1
    },
    "watson-ordinary": {
      $0["results"]?.children.reduce(0) { sum, result in
        sum + count(result["alternatives"]?[0]?["timestamps"])
      } ?? -1
    },
  ]

  private static func count(_ list: JSONValue?) -> Int { list?.children.count ?? -1 }

  private static func count(_ list: JSONValue?, _ member: StaticString) -> Int {
    list?.children.reduce(0) { $0 + count($1[member]) } ?? -1
  }

  @Test("as many words come out as went in", arguments: counts.keys.sorted())
  func wordCounts(name: String) throws {
    let document = try JSONDocument(parsing: TranscriptFixtures.bytes(name))
    let count = try #require(Self.counts[name])
    let call = try TranscriptFixtures.call(TranscriptFixtures.bytes(name), name)
    #expect(call.transcript.turns.reduce(0) { $0 + $1.words.count } == count(document.root))
  }

  @Test("times lie in the call and words in their turns", arguments: TranscriptFixtures.allNames)
  func times(name: String) throws {
    let call = try TranscriptFixtures.call(TranscriptFixtures.bytes(name), name)
    for turn in call.transcript.turns {
      guard let span = turn.span else { continue }
      #expect(span.start.milliseconds >= 0 && span.end.milliseconds <= Self.longest)
      var place = 0
      for word in turn.words {
        if let range = word.range {
          #expect(range.lowerBound >= place)
          place = range.upperBound
        }
        guard let own = word.span else { continue }
        #expect(own.start.milliseconds >= 0 && own.end.milliseconds <= Self.longest)
      }
    }
    for case .some(let confidence) in call.transcript.turns.map(\.confidence) {
      #expect((0...1).contains(confidence))
    }
  }

  @Test("a wrong dialect by force reads lawfully or says what is missing")
  func forced() throws {
    for name in TranscriptFixtures.allNames {
      let bytes = try TranscriptFixtures.bytes(name)
      for dialect in Dialects.standard.dialects.map(\.id) {
        var options = ReadingOptions()
        options.dialect = dialect
        do throws(CallPressError) {
          for result in try CallPipeline(options: options).calls(
            in: SourceDocument(name: name, bytes: bytes))
          {
            let call = try result.get()
            let read = call.transcript.dialect
            #expect(read == nil || read == dialect, "\(name) as \(dialect)")
          }
        } catch {
          #expect(!error.message.isEmpty, "\(name) as \(dialect)")
          #expect(error.code.category == .data, "\(name) as \(dialect): \(error)")
          #expect(dialect != TranscriptFixtures.dialect(of: name), "\(name): \(error)")
        }
      }
    }
  }

  // MARK: Laws

  private func read(_ json: String, _ name: String) throws -> [String] {
    let call = try TranscriptFixtures.call(Array(json.utf8), name)
    let lines = TranscriptFixtures.lines(call.transcript)
    // In a call's place nothing is just nothing.
    let isNothing = lines.isEmpty && call.isAPIRecord && call.transcript.dialect == nil
    #expect(
      isNothing || call.transcript.dialect == TranscriptFixtures.dialect(of: name),
      "\(json.prefix(300))")
    return lines
  }

  @Test("members in another order, unknown ones among them", arguments: TranscriptFixtures.names)
  func otherMembers(name: String) throws {
    // Names of members that are speakers, and their order, are what was said.
    guard !TranscriptFixtures.isKeyedBySpeakers(name) else { return }
    let document = try JSONDocument(parsing: TranscriptFixtures.bytes(name))
    let expected = try read(String(decoding: document.root.rawBytes, as: UTF8.self), name)
    for seed in 1...6 {
      var rewriting = Rewriting(seed: UInt64(seed))
      rewriting.addsUnknownMembers = seed > 2 && rewriting.mayAddMembers(to: name)
      #expect(try read(rewriting.text(document.root), name) == expected)
    }
  }

  @Test("without what may be null", arguments: TranscriptFixtures.names)
  func nulls(name: String) throws {
    let document = try JSONDocument(parsing: TranscriptFixtures.bytes(name))
    let expected = try read(String(decoding: document.root.rawBytes, as: UTF8.self), name)
    for optional in Rewriting.optionalMembers {
      // What our own JSON is held together by.
      if optional == "id", TranscriptFixtures.dialect(of: name) == "callpress" { continue }
      var rewriting = Rewriting(seed: nil)
      rewriting.nulled = optional
      let text = rewriting.text(document.root)
      guard rewriting.changes > 0 else { continue }
      #expect(try read(text, name) == expected, "without \(optional)")
    }
  }

  @Test("in the envelopes that are known", arguments: TranscriptFixtures.names)
  func envelopes(name: String) throws {
    let root = try JSONDocument(parsing: TranscriptFixtures.bytes(name)).root
    let json = String(decoding: root.rawBytes, as: UTF8.self)
    let expected = try read(json, name)
    var encoded = OutputBuffer()
    JSONEscaping.append(json, to: &encoded)
    let string = String(decoding: encoded.bytes(), as: UTF8.self)
    var envelopes = [
      #"{"id":"c-1","call_sid":"s-1","transcript_object":\#(json)}"#,
      #"{"status":"success","data":{"id":"c-1","call_sid":"s-1","transcript_object":\#(json)}}"#,
      #"{"id":"c-1","call_sid":"s-1","transcript_object":\#(string)}"#,
    ]
    if root.kind == .object {
      envelopes += [
        #"{"data":\#(json)}"#, #"{"event":"transcription.completed","payload":\#(json)}"#,
        "[\(json)]",
      ]
      // What the API's own envelope delivers is a call, unless it looks like something else.
      if !TranscriptFixtures.isKeyedBySpeakers(name) {
        envelopes.append(#"{"status":"success","data":\#(json)}"#)
      }
    }
    for envelope in envelopes {
      #expect(try read(envelope, name) == expected, "\(envelope.prefix(80))")
    }
  }

  @Test("text in a call's place", arguments: TranscriptFixtures.texts.keys.sorted())
  func textsInCalls(name: String) throws {
    let text = String(decoding: try TranscriptFixtures.bytes(name), as: UTF8.self)
    let expected = try read(text, name)
    var encoded = OutputBuffer()
    JSONEscaping.append(text, to: &encoded)
    let string = String(decoding: encoded.bytes(), as: UTF8.self)
    for member in ["transcript_object", "transcript"] {
      let json = #"{"id":"c-1","call_sid":"s-1","\#(member)":\#(string)}"#
      #expect(try read(json, name) == expected, "\(member)")
    }
  }

  @Test("several in a list are as many transcripts", arguments: TranscriptFixtures.names)
  func lists(name: String) throws {
    let root = try JSONDocument(parsing: TranscriptFixtures.bytes(name)).root
    guard root.kind == .object else { return }
    // Lists of turns of no known make are the parts of one call as well.
    guard !["turns", "keyed"].contains(TranscriptFixtures.dialect(of: name)) else { return }
    let json = String(decoding: root.rawBytes, as: UTF8.self)
    let expected = try read(json, name)
    let calls = try CallPipeline().calls(
      in: SourceDocument(name: name, bytes: Array("[\(json),\(json)]".utf8)))
    #expect(calls.count == 2)
    for call in calls {
      #expect(TranscriptFixtures.lines(try call.get().transcript) == expected)
    }
  }
}

/// Writes a document with the same meaning in other words.
private struct Rewriting {
  /// Members that no reading may depend on.
  static let optionalMembers = [
    "confidence", "id", "model_info", "request_id", "created", "summary", "avg_logprob",
    "no_speech_prob", "temperature", "compression_ratio", "seek", "logprob", "speaker_confidence",
    "sentiment", "sentiment_score", "itn", "maskedITN", "loudness", "LoudnessScores",
    "Sentiment", "Confidence", "IssuesDetected", "accountId", "AccountId", "usage",
  ]

  var random: SeededRandom?
  var addsUnknownMembers = false
  var nulled: String?
  var changes = 0

  init(seed: UInt64?) {
    random = seed.map { SeededRandom(seed: $0) }
  }

  /// Objects keyed by position or by speaker would have another member mean another turn.
  func mayAddMembers(to name: String) -> Bool { !name.hasPrefix("keyed") }

  mutating func text(_ value: JSONValue) -> String {
    switch value.kind {
    case .array: return "[" + value.children.map { text($0) }.joined(separator: ",") + "]"
    case .object:
      var members: [String] = []
      for member in value.children {
        if let nulled, member.key == nulled {
          changes += 1
          members.append("\(name(member)):null")
        } else {
          members.append("\(name(member)):\(text(member))")
        }
      }
      if var random {
        members.shuffle(using: &random)
        if addsUnknownMembers {
          members.insert(
            random.pick([
              #""x_note_7":"nothing""#, #""x_list_7":[1,{"q":"z"},null]"#, #""x_flag_7":false"#,
              #""x_map_7":{"a":{"b":[]}}"#,
            ]), at: random.below(members.count + 1))
        }
        self.random = random
      }
      return "{" + members.joined(separator: ",") + "}"
    default: return String(decoding: value.rawBytes, as: UTF8.self)
    }
  }

  private func name(_ member: JSONValue) -> String {
    var output = OutputBuffer()
    JSONEscaping.append(member.key ?? "", to: &output)
    return String(decoding: output.bytes(), as: UTF8.self)
  }
}
