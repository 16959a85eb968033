/// The names that sources give to the members of turns and words: the one place that lists them.
///
/// Names are compared in lower case without `_`, `-`, spaces and dots, so that `start_time`,
/// `startTime` and `StartTime` are one. A name in front of others in its list is preferred where
/// an object has several.
enum MemberNames {
  /// What a member of a turn means.
  enum Meaning: Int, Hashable, Sendable, CaseIterable {
    case role, text, words, confidence, identifier, language, sentiment, planned, interrupted
    case isFinal, isPartial, name, callID, arguments, result, isError
    case start, end, duration
    /// An object or a pair with a start and an end in it.
    case span
  }

  /// A meaning, how much it is preferred (0 most), and the unit that the name says.
  struct Entry: Hashable, Sendable {
    var meaning: Meaning
    var rank: Int
    var unit: TimeUnit?
  }

  /// Members that hold the list of turns, likeliest first.
  static let containers = [
    "turns", "messages", "utterances", "segments", "entries", "sentences", "lines", "items",
    "transcript", "transcripts", "transcriptobject", "transcriptsegments", "transcriptjson",
    "conversation", "conversations", "dialogue", "dialog", "chathistory", "history", "monologues",
    "phrases", "chunks", "results", "result", "data", "response", "participants", "channels",
    "calltranscripts", "exchanges", "log", "records", "body", "call", "artifact",
  ]

  /// How likely a member of this name holds the turns, 0 most; `nil` for other names.
  static func containerRank(_ name: String) -> Int? {
    name.utf8.count <= 64 ? containerRanks[normalForm(name)] : nil
  }

  private static let containerRanks = Dictionary(
    zip(containers, containers.indices), uniquingKeysWith: { first, _ in first })

  private static let roles = [
    "role", "speakerrole", "participantrole", "participanttype", "speakertype", "sender",
    "sendertype", "speaker", "speakername", "speakerlabel", "user", "source", "author", "from",
    "who", "party", "speakerid", "participant", "participantid", "userid", "actor", "agent",
    "name", "channellabel", "channel", "mediachannel", "channeltag", "speakertag", "voice", "type",
  ]

  /// The rank of `from` among the names of roles; it is also a name of times.
  static let fromRank = roles.firstIndex(of: "from")
  /// The rank of `type`, which names a role only where its value is one.
  static let typeRank = roles.firstIndex(of: "type")

  private static let lists: [(Meaning, [String])] = [
    (.role, roles),
    (
      .text,
      [
        "text", "content", "message", "transcript", "utterance", "sentence", "body", "said",
        "speech", "display", "displaytext", "value", "line", "phrase", "transcription", "msg",
        "caption", "payload",
      ]
    ),
    (.words, ["words", "tokens", "terms", "wordtimestamps", "wordtimings", "items", "elements"]),
    (.confidence, ["confidence", "transcriptconfidence", "asrconfidence", "probability"]),
    (.identifier, ["id", "itemid", "messageid", "utteranceid", "turnid", "segmentid", "uuid"]),
    (.language, ["language", "languagecode", "lang", "locale"]),
    (.sentiment, ["sentiment"]),
    (.planned, ["originalmessage", "originaltext", "plannedtext"]),
    (.interrupted, ["interrupted", "isinterrupted", "wasinterrupted"]),
    (.isFinal, ["isfinal", "final", "finished"]),
    (.isPartial, ["ispartial", "partial", "interim", "isinterim"]),
    (.name, ["name", "toolname", "functionname", "function", "tool"]),
    (.callID, ["toolcallid", "callid", "invocationid", "requestid"]),
    (.arguments, ["arguments", "args", "parameters", "params", "input"]),
    (.result, ["result", "output", "resultvalue", "digit", "digits"]),
    (.isError, ["iserror", "error"]),
  ]

  private static let times: [(Meaning, [String])] = [
    (
      .start,
      [
        "secondsfromstart", "timeincall", "start", "starttime", "startoffset", "beginoffset",
        "begin", "begintime", "starttimestamp", "startat", "offset", "from", "startposition",
        "startedspeakingat", "time", "timestamp", "ts", "t", "at", "startedat", "createdat",
        "created", "datetime", "date", "spokenat", "receivedat", "sentat", "loggedat",
      ]
    ),
    (
      .end,
      [
        "end", "endtime", "endoffset", "finish", "finishtime", "stop", "stoptime", "endtimestamp",
        "endat", "to", "endposition", "until", "endts", "stoppedspeakingat", "endedat",
        "finishedat",
      ]
    ),
    (.duration, ["duration", "dur", "length", "elapsed", "audioduration"]),
    (.span, ["timespan", "span", "offsets", "timestamps", "timerange", "interval", "metrics"]),
  ]

  private static let units: [(String, TimeUnit)] = [
    ("inmilliseconds", .milliseconds), ("milliseconds", .milliseconds),
    ("millisecond", .milliseconds),
    ("millis", .milliseconds), ("msec", .milliseconds), ("ms", .milliseconds),
    ("inmicroseconds", .microseconds), ("microseconds", .microseconds), ("micros", .microseconds),
    ("usec", .microseconds), ("us", .microseconds), ("inticks", .ticks), ("ticks", .ticks),
    ("nanoseconds", .nanoseconds), ("nanos", .nanoseconds), ("ns", .nanoseconds),
    ("inseconds", .seconds), ("seconds", .seconds), ("second", .seconds), ("secs", .seconds),
    ("sec", .seconds),
  ]

  private static let wordTexts = [
    "punctuatedword", "word", "text", "value", "content", "term", "token", "w",
  ]

  private static let turnTable: [String: [Entry]] = {
    var table: [String: [Entry]] = [:]
    for (meaning, names) in lists + times {
      for (rank, name) in names.enumerated() {
        table[name, default: []].append(Entry(meaning: meaning, rank: rank, unit: nil))
      }
    }
    table["secondsfromstart"] = [Entry(meaning: .start, rank: 0, unit: .seconds)]
    return table
  }()

  private static let wordTable: [String: [Entry]] = {
    var table: [String: [Entry]] = [:]
    for (rank, name) in wordTexts.enumerated() {
      table[name, default: []].append(Entry(meaning: .text, rank: rank, unit: nil))
    }
    let wanted: [Meaning] = [.confidence, .role, .start, .end, .duration, .span]
    for (meaning, names) in lists + times where wanted.contains(meaning) {
      for (rank, name) in names.enumerated() where meaning != .role || name.hasPrefix("speaker") {
        table[name, default: []].append(Entry(meaning: meaning, rank: rank, unit: nil))
      }
    }
    return table
  }()

  /// A name as names are compared.
  static func normalForm(_ name: String) -> String {
    var bytes: [UInt8] = []
    for byte in name.utf8 where byte != 0x5F && byte != 0x2D && byte != 0x20 && byte != 0x2E {
      bytes.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What a member of a turn may mean, the most usual first; empty for names of no meaning here.
  static func turnMember(_ name: String) -> [Entry] { lookUp(name, in: turnTable) }

  /// What a member of a word may mean.
  static func wordMember(_ name: String) -> [Entry] { lookUp(name, in: wordTable) }

  private static func lookUp(_ name: String, in table: [String: [Entry]]) -> [Entry] {
    guard name.utf8.count <= 64 else { return [] }
    let form = normalForm(name)
    if let entries = table[form] { return entries }
    for (suffix, unit) in units where form.hasSuffix(suffix) {
      return timed(String(form.dropLast(suffix.count)), unit, in: table)
    }
    // `start_s`: a lone letter is a unit only behind a separator.
    if name.hasSuffix("_s") || name.hasSuffix("-s") {
      return timed(String(form.dropLast()), .seconds, in: table)
    }
    return []
  }

  private static func timed(
    _ form: String, _ unit: TimeUnit, in table: [String: [Entry]]
  ) -> [Entry] {
    (table[form] ?? []).compactMap { entry in
      guard [.start, .end, .duration].contains(entry.meaning) else { return nil }
      return Entry(meaning: entry.meaning, rank: entry.rank, unit: unit)
    }
  }

  /// Whether a member says when its object begins or ends.
  static func isTime(_ member: JSONValue) -> Bool {
    guard let name = member.key, member.kind == .number || member.kind == .string else {
      return false
    }
    return mayBeTime(name)
  }

  /// Whether a name is that of a start or an end.
  static func mayBeTime(_ name: String) -> Bool {
    turnMember(name).contains { $0.meaning == .start || $0.meaning == .end }
  }
}
