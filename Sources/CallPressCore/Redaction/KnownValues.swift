/// The values of variables and outcomes that the user names, and where they are written or said.
enum KnownValues {
  /// A value and where it stands in turns.
  struct Value {
    var key: [UInt8]
    /// The position among the turns, and the bytes of the text.
    var places: [(Int, Range<Int>)]
  }

  /// A value and how a record may write it.
  struct Scalar {
    var key: [UInt8]
    var spellings: [String]
  }

  /// Parts of names that are no names by themselves.
  private static let particles: Set<String> = [
    "ben", "bin", "bint", "bent", "abu", "abou", "ould", "der", "den", "von", "van", "dos", "del",
    "mrs", "miss", "mme", "mlle", "the", "and", "les", "des", "rue", "بن", "ابن", "بنت", "أبو",
    "ابو", "عبد",
  ]

  /// The texts to look for, whole and in parts, by the value that they belong to.
  private static func wanted(_ settings: RedactionSettings, in call: Call) -> [Scalar] {
    var scalars: [Scalar] = []
    var known: Set<[UInt8]> = []
    func add(_ text: String) {
      let text = String(text.drop { $0.isWhitespace })
      guard !text.isEmpty, text.utf8.count <= 4096, !text.hasPrefix("["),
        known.insert(Array(text.utf8)).inserted
      else { return }
      scalars.append(Scalar(key: Array(text.lowercased().utf8), spellings: [text] + parts(text)))
    }
    func add(_ value: JSONValue) {
      switch value.kind {
      case .string: add(value.string ?? "")
      case .number: add(value.numberText ?? "")
      case .array, .object: for child in value.children { add(child) }
      case .null, .boolean: return
      }
    }
    let names = Set(settings.variables.map { $0.lowercased() })
    for named in call.variables + call.outcomes where names.contains(named.name.lowercased()) {
      if let value = named.value { add(value) }
    }
    for text in settings.texts { add(text) }
    return scalars
  }

  /// The names in a name: "Amine Ben Salah" is called Amine, and Salah.
  private static func parts(_ text: String) -> [String] {
    let words = text.split { $0 == " " || $0 == "-" || $0 == "\u{A0}" }
    guard (2...5).contains(words.count), !text.contains(where: { $0.isNumber || $0 == "@" }) else {
      return []
    }
    return words.map(String.init).filter { word in
      word.count >= 3 && !particles.contains(word.lowercased())
    }
  }

  /// The values as a record may write them.
  static func scalars(_ settings: RedactionSettings, in call: Call) -> [Scalar] {
    wanted(settings, in: call)
  }

  /// Where the values are written or said in the turns.
  static func values(_ settings: RedactionSettings, in call: Call) -> [Value] {
    let scalars = wanted(settings, in: call)
    guard !scalars.isEmpty else { return [] }
    var named: [(owner: Int, value: NamedValue, isPart: Bool)] = []
    for (owner, scalar) in scalars.enumerated() {
      for (position, spelling) in scalar.spellings.enumerated() {
        guard let value = json(spelling) else { continue }
        named.append((owner, NamedValue(name: "value", value: value), position > 0))
      }
    }
    var values = scalars.map { Value(key: $0.key, places: []) }
    // A few turns at a time, since only so many places of a value are kept of each transcript.
    let turns = call.transcript.turns
    for start in stride(from: 0, to: turns.count, by: 40) {
      let slice = turns[start..<min(start + 40, turns.count)]
      let transcript = Transcript(
        state: .present,
        entries: slice.enumerated().map { position, turn in
          var turn = turn
          turn.number = position + 1
          return .turn(turn)
        }, speakers: call.transcript.speakers)
      let evidence = EvidenceJoin.evidence(
        for: transcript, variables: named.map(\.value), outcomes: [])
      for (item, wanted) in zip(evidence.variables, named) {
        for link in item.links where link.match != .question {
          if link.strength == .weak, wanted.isPart || link.match != .exact { continue }
          values[wanted.owner].places.append((start + link.turn - 1, link.range))
        }
      }
    }
    for position in values.indices {
      // A whole name before the parts of it.
      values[position].places.sort { left, right in
        (left.0, left.1.lowerBound, -left.1.count) < (right.0, right.1.lowerBound, -right.1.count)
      }
    }
    return values
  }

  private static func json(_ text: String) -> JSONValue? {
    var buffer = OutputBuffer(capacity: text.utf8.count + 8)
    JSONEscaping.append(text, to: &buffer)
    return try? JSONDocument(parsing: buffer.bytes()).root
  }
}
