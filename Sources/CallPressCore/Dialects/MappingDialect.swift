/// A shape that a user describes in a file, so that it needs no code.
///
/// The file is one JSON object:
///
/// ```json
/// {
///   "turns": "/conversation/lines",
///   "role": "who",
///   "text": "what.said",
///   "start": "t.0",
///   "end": "t.1",
///   "duration": "length",
///   "words": { "list": "w", "text": "x", "start": "s", "end": "e", "duration": "d" },
///   "unit": "ms",
///   "zero": "call-start",
///   "roles": { "A": "agent", "B": "customer" },
///   "names": { "A": "Lina" }
/// }
/// ```
///
/// - `turns` says where the list of turns is, counted from the transcript; where nothing is there,
///   from the whole document. Without it the transcript is the list. Lists in the list are laid out
///   one behind the other; of an object each member is a turn, or a list of turns, of the speaker
///   that its name says.
/// - `role`, `text`, `start`, `end`, `duration` and `confidence` say where these are in a turn. A
///   list of texts, or of objects with a `text`, is joined. `words` says where the words of a turn
///   are and what stands where in a word; `list` alone is needed for words that are strings.
/// - A place is a JSON Pointer (it begins with a slash), or names with dots between them; a number
///   is a position in an array.
/// - `unit` is `s`, `ms`, `us`, `ticks` or `ns`. Without it the sizes of all times decide. Clocks,
///   durations and ISO 8601 instants are known by their form.
/// - `zero` says what numbers count from: `call-start`; `started-at` for numbers since 1970, less
///   the start of the call by its record; `earliest` for the same, less the earliest of them.
/// - `roles` gives labels a part: `agent`, `customer`, `third-party`, `system`, any other label
///   that CallPress knows, or `unknown`. `names` gives labels or speakers a name to show.
/// - `comment` is for people.
public struct MappingDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "mapping" }
  /// One line for people.
  public var summary: String { "the shape that a mapping file describes" }

  /// The name of the file, for messages.
  public let name: String
  let mapping: Mapping

  /// Reads a mapping file.
  ///
  /// - Parameters:
  ///   - bytes: The file as UTF-8.
  ///   - name: What to call the file in messages.
  /// - Throws: `invalid-mapping` with the place in the file: JSON that is malformed, members that
  ///   are unknown, values of the wrong type, no place for the text.
  public init(parsing bytes: [UInt8], name: String) throws(CallPressError) {
    self.name = name
    do {
      mapping = try Mapping(parsing: bytes)
    } catch {
      throw CallPressError(
        .invalidMapping, "the mapping file cannot be used: \(error.message)", at: error.location,
        cause: error
      ).named(name)
    }
  }

  /// 100: nobody knows the shape better than the user.
  public var highestScore: Int { 100 }

  /// How sure the dialect is: beyond doubt where the list is there and turns in it have a text.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard case .json(let value) = source, let list = list(in: value) else { return .none }
    var layout = MappedLayout(mapping)
    let elements = elements(of: list).elements
    let sample = elements.count <= Sample.size ? elements[...] : elements.prefix(Sample.size)
    let spoken = sample.reduce(0) { count, element in
      guard element.value.kind == .object || element.value.kind == .array else { return count }
      let fields = layout.turn(element.value)
      return count + (fields.text != nil || fields.words != nil ? 1 : 0)
    }
    guard spoken > 0 else { return .none }
    return DialectMatch(
      score: 100, reason: "\(spoken) of \(sample.count) entries seen are as \(name) describes them")
  }

  /// Reads the turns that the mapping describes.
  ///
  /// - Throws: `unrecognized-dialect` where the list is not there.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard case .json(let value) = source, let list = list(in: value) else {
      throw CallPressError(
        .unrecognizedDialect,
        "there is no list of turns at “\(mapping.turns)”, where \(name) says it is")
    }
    builder.speakers.roles.merge(mapping.roles) { _, new in new }
    builder.speakers.names.merge(mapping.names)
    let (elements, isMerged) = elements(of: list)
    if isMerged { builder.noteMerging(at: list) }
    var reading = TurnListReading(
      MappedLayout(mapping), context: builder.context, unit: mapping.unit, zero: mapping.zero)
    reading.read(elements, into: &builder)
  }

  private func list(in value: JSONValue) -> JSONValue? {
    let found = mapping.turns.value(in: value) ?? mapping.turns.value(in: value.documentRoot)
    guard let found, found.kind == .array || found.kind == .object, !found.isEmpty else {
      return nil
    }
    return found
  }

  private func elements(of list: JSONValue) -> (elements: [TurnElement], isMerged: Bool) {
    var elements: [TurnElement] = []
    guard list.kind == .object else {
      var lists = 0
      for element in list.children {
        // A list in the list is the turns of one voice, unless the places lead into it.
        if element.kind == .array, mapping.text.value(in: element) == nil {
          lists += 1
          elements += element.children.map { TurnElement(value: $0, label: nil) }
        } else {
          elements.append(TurnElement(value: element, label: nil))
        }
      }
      return (elements, lists > 1)
    }
    if mapping.text.value(in: list) != nil {
      return ([TurnElement(value: list, label: nil)], false)
    }
    var lists = 0
    for member in list.children {
      if member.kind == .array { lists += 1 }
      let turns = member.kind == .array ? Array(member.children) : [member]
      elements += turns.map { TurnElement(value: $0, label: member.key) }
    }
    return (elements, lists > 1)
  }
}

/// Finds what matters where a mapping says it is.
struct MappedLayout: TurnLayout {
  let columns: [TimeColumn] = [
    TimeColumn(meaning: .start), TimeColumn(meaning: .end), TimeColumn(meaning: .duration),
    TimeColumn(meaning: .start, isWord: true), TimeColumn(meaning: .end, isWord: true),
    TimeColumn(meaning: .duration, isWord: true),
  ]
  private let mapping: Mapping

  init(_ mapping: Mapping) {
    self.mapping = mapping
  }

  mutating func turn(_ element: JSONValue) -> TurnFields {
    var fields = TurnFields()
    fields.role = mapping.role?.value(in: element)?.labelText
    if let text = mapping.text.value(in: element), !text.isNull { fields.text = text }
    fields.confidence = mapping.confidence?.value(in: element)
    if let words = mapping.words?.list.value(in: element), words.kind == .array {
      fields.words = words
    }
    for (column, path) in [mapping.start, mapping.end, mapping.duration].enumerated() {
      if let field = field(path, element, column) { fields.times.append(field) }
    }
    return fields
  }

  mutating func word(_ element: JSONValue) -> WordFields {
    guard let words = mapping.words else { return WordFields() }
    return WordFields(
      text: words.text?.value(in: element), start: field(words.start, element, 3),
      end: field(words.end, element, 4), duration: field(words.duration, element, 5),
      confidence: nil, role: nil)
  }

  private func field(_ path: MemberPath?, _ element: JSONValue, _ column: Int) -> TimeField? {
    guard let value = path?.value(in: element), !value.isNull else { return nil }
    return TimeField(column: column, rank: 0, value: value)
  }
}
