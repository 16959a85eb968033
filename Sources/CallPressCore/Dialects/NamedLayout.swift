/// Finds what matters by the names of ``MemberNames``.
///
/// The elements of a list look alike, so what a name means is worked out once and then found
/// again by its place and bytes.
struct NamedLayout: TurnLayout {
  private(set) var columns: [TimeColumn] = []
  private var turnMembers = MemberMemo(lookUp: MemberNames.turnMember)
  private var wordMembers = MemberMemo(lookUp: MemberNames.wordMember)
  private var columnsByPath: [String: Int] = [:]
  private var roles: [String: Role] = [:]
  private var ranks: [Int] = []

  // MARK: Turns

  mutating func turn(_ element: JSONValue) -> TurnFields {
    var fields = TurnFields()
    var labels = Labels()
    ranks.removeAll(keepingCapacity: true)
    ranks.append(contentsOf: repeatElement(Int.max, count: MemberNames.Meaning.allCases.count))
    var ordinal = 0
    for member in element.children {
      for entry in turnMembers.entries(of: member, at: ordinal) {
        take(member, entry, into: &fields, &labels)
      }
      ordinal += 1
    }
    fields.role = labels.knownLabel ?? labels.label
    fields.roleKind = labels.role
    return fields
  }

  /// The labels found so far; smaller ranks win, and a label that names a role wins over others.
  private struct Labels {
    var rank = Int.max
    var label: String?
    var knownRank = Int.max
    var knownLabel: String?
    var role = Role.unknown
  }

  private mutating func isBetter(_ entry: MemberNames.Entry) -> Bool {
    guard entry.rank < ranks[entry.meaning.rawValue] else { return false }
    ranks[entry.meaning.rawValue] = entry.rank
    return true
  }

  private mutating func take(
    _ member: JSONValue, _ entry: MemberNames.Entry, into fields: inout TurnFields,
    _ labels: inout Labels
  ) {
    guard !member.isNull else { return }
    let kind = member.kind
    switch entry.meaning {
    case .role: takeRole(member, entry, &labels)
    case .start, .end, .duration, .span: takeTime(member, entry, into: &fields)
    case .text:
      guard kind == .string || kind == .array && member.spokenText != nil,
        isBetter(entry)
      else { return }
      fields.text = member
    case .words:
      guard kind == .array, !member.isEmpty, Self.areWords(member), isBetter(entry) else {
        return
      }
      fields.words = member
    case .confidence: if isBetter(entry) { fields.confidence = member }
    case .identifier: if isBetter(entry) { fields.identifier = member }
    case .language: if isBetter(entry) { fields.language = member }
    case .sentiment: if isBetter(entry) { fields.sentiment = member }
    case .planned: if isBetter(entry) { fields.planned = member }
    case .interrupted: if isBetter(entry) { fields.interrupted = member }
    case .isFinal: if isBetter(entry) { fields.isFinal = member }
    case .isPartial: if isBetter(entry) { fields.isPartial = member }
    case .name: if kind == .string, isBetter(entry) { fields.name = member }
    case .callID: if isBetter(entry) { fields.callID = member }
    case .arguments: if isBetter(entry) { fields.arguments = member }
    case .result: if isBetter(entry) { fields.result = member }
    case .isError: if isBetter(entry) { fields.isError = member }
    }
  }

  private mutating func takeRole(
    _ member: JSONValue, _ entry: MemberNames.Entry, _ labels: inout Labels
  ) {
    guard member.kind != .boolean, let label = member.labelText, !label.isEmpty else { return }
    // `from` may also be a time.
    if entry.rank == MemberNames.fromRank, RawTime(member) != .unreadable { return }
    let role = role(of: label)
    if role != .unknown {
      guard entry.rank < labels.knownRank else { return }
      (labels.knownRank, labels.knownLabel, labels.role) = (entry.rank, label, role)
    } else if entry.rank < labels.rank, entry.rank != MemberNames.typeRank {
      (labels.rank, labels.label) = (entry.rank, label)
    }
  }

  private mutating func role(of label: String) -> Role {
    if let known = roles[label] { return known }
    let role = Role.classify(label)
    if roles.count < 256 { roles[label] = role }
    return role
  }

  private mutating func takeTime(
    _ member: JSONValue, _ entry: MemberNames.Entry, into fields: inout TurnFields,
    isWord: Bool = false
  ) {
    let name = member.key ?? ""
    switch member.kind {
    case .number, .string:
      guard entry.meaning != .span else { return }
      // `from`, `to` and `at` also stand for other things than times.
      if member.kind == .string, ["from", "to", "at"].contains(name.lowercased()),
        RawTime(member) == .unreadable
      {
        return
      }
      fields.times.append(
        field(member, name, entry.meaning, entry.unit, rank: entry.rank, isWord: isWord))
    case .array:
      // A pair such as [0.0, 3.2]; its end may be null.
      var position = 0
      for time in member.children where position < 2 {
        if time.kind == .number || time.kind == .string {
          fields.times.append(
            field(
              time, "\(name).\(position)", position == 0 ? .start : .end, entry.unit,
              rank: entry.rank, isWord: isWord))
        }
        position += 1
      }
    case .object:
      if RawTime(member) != .unreadable {
        fields.times.append(
          field(member, name, entry.meaning, nil, rank: entry.rank, isWord: isWord))
        return
      }
      for time in member.children {
        for inner in MemberNames.turnMember(time.key ?? "")
        where inner.meaning == .start || inner.meaning == .end {
          guard time.kind == .number || time.kind == .string else { continue }
          fields.times.append(
            field(
              time, "\(name).\(time.key ?? "")", inner.meaning, inner.unit,
              rank: 100 * (entry.rank + 1) + inner.rank, isWord: isWord))
        }
      }
    case .null, .boolean: return
    }
  }

  /// Whether an array that might be words is not a list of something else.
  private static func areWords(_ list: JSONValue) -> Bool {
    guard let first = list.children.first(where: { !$0.isNull }) else { return false }
    if first.kind == .string { return true }
    return first.kind == .object
      && first.children.contains { member in
        MemberNames.wordMember(member.key ?? "").contains { $0.meaning == .text }
      }
  }

  // MARK: Words

  mutating func word(_ element: JSONValue) -> WordFields {
    var fields = WordFields()
    var textRank = Int.max
    var ordinal = 0
    for member in element.children {
      for entry in wordMembers.entries(of: member, at: ordinal) {
        switch entry.meaning {
        case .text
        where entry.rank < textRank && (member.kind == .string || member.kind == .number):
          (textRank, fields.text) = (entry.rank, member)
        case .start, .end, .duration: takeWordTime(member, entry, into: &fields)
        case .span where member.kind == .object || member.kind == .array:
          var turn = TurnFields()
          takeTime(member, entry, into: &turn, isWord: true)
          for time in turn.times { put(time, into: &fields) }
        case .confidence: fields.confidence = member
        case .role: fields.role = fields.role ?? member
        default: break
        }
      }
      ordinal += 1
    }
    return fields
  }

  private mutating func takeWordTime(
    _ member: JSONValue, _ entry: MemberNames.Entry, into fields: inout WordFields
  ) {
    switch member.kind {
    case .number, .string:
      // In a statement of its own: the columns may grow.
      let time = field(member, nil, entry.meaning, entry.unit, rank: entry.rank, isWord: true)
      put(time, into: &fields)
    case .object, .array:
      var turn = TurnFields()
      takeTime(member, entry, into: &turn, isWord: true)
      for time in turn.times { put(time, into: &fields) }
    case .null, .boolean: return
    }
  }

  private func put(_ time: TimeField, into fields: inout WordFields) {
    func better(_ old: TimeField?) -> TimeField {
      old.map { $0.rank <= time.rank ? $0 : time } ?? time
    }
    switch columns[time.column].meaning {
    case .start: fields.start = better(fields.start)
    case .end: fields.end = better(fields.end)
    case .duration: fields.duration = better(fields.duration)
    default: break
    }
  }

  // MARK: Columns

  private mutating func field(
    _ value: JSONValue, _ path: String?, _ meaning: MemberNames.Meaning, _ unit: TimeUnit?,
    rank: Int, isWord: Bool = false
  ) -> TimeField {
    let column: Int
    // Only the plain times of words are many; the rest may be looked up.
    if isWord, path == nil, let memo = wordMembers.column(of: meaning) {
      column = memo
    } else {
      // In normal form there are only so many names, however many ways there are to write them.
      let name = MemberNames.normalForm(path ?? value.key ?? "")
      let key = "\(isWord ? "w" : "t").\(meaning).\(name)"
      column = columnsByPath[key] ?? columns.count
      if column == columns.count {
        columns.append(TimeColumn(meaning: meaning, unit: unit, isWord: isWord))
        columnsByPath[key] = column
      }
      if isWord, path == nil { wordMembers.setColumn(column, of: meaning) }
    }
    return TimeField(column: column, rank: rank, value: value)
  }
}

/// Remembers what members mean by their place in the object and the bytes of their names.
struct MemberMemo {
  private struct Slot {
    var tape: JSONTape?
    var name: Range<Int>
    var known: Int
  }

  private struct Known {
    var entries: [MemberNames.Entry]
    var column = -1
    var columnMeaning = MemberNames.Meaning.start
  }

  private let lookUp: (String) -> [MemberNames.Entry]
  private var slots: [Slot] = []
  private var known: [Known] = []
  private var knownByName: [String: Int] = [:]
  private var current = 0

  init(lookUp: @escaping (String) -> [MemberNames.Entry]) {
    self.lookUp = lookUp
  }

  /// What a member may mean.
  mutating func entries(of member: JSONValue, at ordinal: Int) -> [MemberNames.Entry] {
    guard let name = member.keyRange else { return [] }
    if ordinal < slots.count, slots[ordinal].tape === member.tape, !member.hasKeyEscapes,
      Self.areEqual(slots[ordinal].name, name, member.tape)
    {
      current = slots[ordinal].known
      return known[current].entries
    }
    let key = member.key ?? ""
    if let index = knownByName[key] {
      current = index
    } else {
      // A document of many different names must not make this grow without bound.
      if known.count > 4096 {
        known = []
        knownByName = [:]
        slots = []
      }
      current = known.count
      known.append(Known(entries: lookUp(key)))
      knownByName[key] = current
    }
    if ordinal < 32, !member.hasKeyEscapes {
      let slot = Slot(tape: member.tape, name: name, known: current)
      if ordinal < slots.count {
        slots[ordinal] = slot
      } else if ordinal == slots.count {
        slots.append(slot)
      }
    }
    return known[current].entries
  }

  /// The column of the member asked for last, where it is known.
  func column(of meaning: MemberNames.Meaning) -> Int? {
    let member = known[current]
    return member.column >= 0 && member.columnMeaning == meaning ? member.column : nil
  }

  /// Remembers the column of the member asked for last.
  mutating func setColumn(_ column: Int, of meaning: MemberNames.Meaning) {
    known[current].column = column
    known[current].columnMeaning = meaning
  }

  private static func areEqual(_ left: Range<Int>, _ right: Range<Int>, _ tape: JSONTape) -> Bool {
    guard left.count == right.count else { return false }
    return tape.bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<left.count
      where bytes[left.lowerBound + offset] != bytes[right.lowerBound + offset] {
        return false
      }
      return true
    }
  }
}
