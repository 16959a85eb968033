/// Where a mapping file says that things are.
struct Mapping: Sendable {
  /// Where words are, and what stands where in them.
  struct Words: Sendable {
    var list: MemberPath
    var text: MemberPath?
    var start: MemberPath?
    var end: MemberPath?
    var duration: MemberPath?
  }

  var turns = MemberPath()
  var role: MemberPath?
  var text = MemberPath()
  var start: MemberPath?
  var end: MemberPath?
  var duration: MemberPath?
  var confidence: MemberPath?
  var words: Words?
  var unit: TimeUnit?
  var zero = TurnListReading<MappedLayout>.Zero.automatic
  /// Roles by the normal form of labels.
  var roles: [String: Role] = [:]
  var names: [String: String] = [:]

  private static let members = [
    "turns", "role", "text", "start", "end", "duration", "confidence", "words", "unit", "zero",
    "roles", "names", "comment",
  ]
  private static let wordMembers = ["list", "text", "start", "end", "duration"]

  /// Reads a mapping file; errors carry the place in it.
  init(parsing bytes: [UInt8]) throws(CallPressError) {
    let root = try JSONDocument(parsing: bytes, limits: .init(depth: 16, bytes: 1 << 20)).root
    guard root.kind == .object else {
      throw Self.error("it must be a JSON object", at: root)
    }
    var hasText = false
    for member in root.children {
      switch member.key ?? "" {
      case "turns": turns = try Self.path(member)
      case "role": role = try Self.path(member)
      case "text":
        text = try Self.path(member)
        hasText = true
      case "start": start = try Self.path(member)
      case "end": end = try Self.path(member)
      case "duration": duration = try Self.path(member)
      case "confidence": confidence = try Self.path(member)
      case "words": words = try Self.words(member)
      case "unit": unit = try Self.choice(member, TimeUnit.allCases.map { ($0.rawValue, $0) })
      case "zero":
        let all = TurnListReading<MappedLayout>.Zero.allCases.filter { $0 != .automatic }
        zero = try Self.choice(member, all.map { ($0.rawValue, $0) })
      case "roles": roles = try Self.roles(member)
      case "names": names = try Self.texts(member)
      case "comment": break
      default: throw Self.unknown(member, Self.members)
      }
    }
    guard hasText || words != nil else {
      throw Self.error("it must say where the text of a turn is: add a member “text”", at: root)
    }
    if !hasText { text = MemberPath(missing: true) }
  }

  // MARK: Members

  private static func path(_ member: JSONValue) throws(CallPressError) -> MemberPath {
    guard let text = member.string else {
      throw error(
        "“\(member.key ?? "")” must be a text: a JSON Pointer, or names with dots between them",
        at: member)
    }
    guard let path = MemberPath(parsing: text) else {
      throw error("“\(member.key ?? "")” is no place: a name in it is empty", at: member)
    }
    return path
  }

  private static func words(_ member: JSONValue) throws(CallPressError) -> Words {
    if member.kind == .string { return Words(list: try path(member)) }
    guard member.kind == .object else {
      throw error(
        "“words” must be an object with a member “list”, or the place of the list", at: member)
    }
    var list: MemberPath?
    var words = Words(list: MemberPath())
    for part in member.children {
      switch part.key ?? "" {
      case "list": list = try path(part)
      case "text": words.text = try path(part)
      case "start": words.start = try path(part)
      case "end": words.end = try path(part)
      case "duration": words.duration = try path(part)
      default: throw unknown(part, wordMembers)
      }
    }
    guard let list else {
      throw error("“words” must say where the list is: add a member “list”", at: member)
    }
    words.list = list
    return words
  }

  private static func choice<Value>(
    _ member: JSONValue, _ choices: [(String, Value)]
  ) throws(CallPressError) -> Value {
    if let text = member.string, let choice = choices.first(where: { $0.0 == text }) {
      return choice.1
    }
    let known = choices.map(\.0).joined(separator: ", ")
    throw error("“\(member.key ?? "")” must be one of \(known)", at: member)
  }

  private static func texts(_ member: JSONValue) throws(CallPressError) -> [String: String] {
    guard member.kind == .object else {
      throw error("“\(member.key ?? "")” must be an object of texts", at: member)
    }
    var texts: [String: String] = [:]
    for part in member.children {
      guard let text = part.string else {
        throw error("each member of “\(member.key ?? "")” must be a text", at: part)
      }
      texts[part.key ?? ""] = text
    }
    return texts
  }

  private static func roles(_ member: JSONValue) throws(CallPressError) -> [String: Role] {
    _ = try texts(member)
    var roles: [String: Role] = [:]
    for part in member.children {
      let word = part.string ?? ""
      let role = Role.classify(word)
      guard role != .unknown || word == "unknown" else {
        throw error(
          "the role of a label must be agent, customer, third-party, system or unknown", at: part)
      }
      roles[Role.normalForm(part.key ?? "")] = role
    }
    return roles
  }

  // MARK: Errors

  private static func unknown(_ member: JSONValue, _ known: [String]) -> CallPressError {
    error(
      "“\(MessageText.clean(member.key ?? "", limit: 40))” is no member of a mapping; the members are "
        + known.joined(separator: ", "),
      at: member)
  }

  private static func error(_ message: String, at value: JSONValue) -> CallPressError {
    CallPressError(.invalidMapping, message, at: value.location)
  }
}

/// A place inside a turn: names and positions from the outside in.
struct MemberPath: Hashable, Sendable, CustomStringConvertible {
  private var tokens: [String] = []
  private var isNowhere = false

  /// The value itself.
  init() {}

  /// No place at all.
  init(missing: Bool) {
    isNowhere = missing
  }

  /// Reads a JSON Pointer, or names with dots between them; `nil` where a name is empty.
  init?(parsing text: String) {
    if text.isEmpty || text.utf8.first == UInt8(ascii: "/") {
      guard let pointer = JSONPointer(parsing: text) else { return nil }
      tokens = pointer.tokens
      return
    }
    tokens = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard tokens.allSatisfy({ !$0.isEmpty }) else { return nil }
  }

  /// What stands at the place in a value, `nil` where nothing does.
  func value(in value: JSONValue) -> JSONValue? {
    guard !isNowhere else { return nil }
    var value = value
    for token in tokens {
      let next =
        value.kind == .array ? Int(token).flatMap { value[$0] } : value.member(named: token)
      guard let next else { return nil }
      value = next
    }
    return value
  }

  /// The place as a JSON Pointer.
  var description: String { JSONPointer(tokens).description }
}

extension JSONValue {
  /// The outermost value of the document that this value stands in.
  var documentRoot: JSONValue { JSONValue(tape: tape, index: 0) }
}
