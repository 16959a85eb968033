/// The speakers of one transcript, from the labels that its turns bear.
struct SpeakerTable: Sendable {
  private struct Row {
    var label: String?
    var normalForm: String
    var role: Role
    var speaker: Int?
  }

  /// Roles that labels have by the user's word, by normal form.
  var roles: [String: Role] = [:]
  /// Who bears a label by the source's own word, by normal form; each is a speaker alone.
  private var people: [String: (kind: Speaker.Kind, name: String?)] = [:]
  /// Names to show, as the user says.
  var names: SpeakerNames
  /// Names that the source gives to those who go by a part in the call, by label.
  var suggestedNames: [String: String] = [:]
  /// The speakers met so far, in order of first appearance.
  private(set) var speakers: [Speaker] = []
  private var rows: [Row] = []
  private var rowByLabel: [String?: Int] = [:]
  private var rowByNormalForm: [String: Int] = [:]
  private var speakerByID: [String: Int] = [:]
  /// How many people have an identifier with a number.
  private var sharing: [String: Int] = [:]
  private var recent = (-1, -1)
  private var unknownCount = 0
  private var thirdPartyCount = 0

  init(names: [String: String]) {
    self.names = SpeakerNames(names)
  }

  /// Says who bears a label.
  mutating func introduce(_ label: String, as kind: Speaker.Kind, name: String?) {
    let form = Role.normalForm(label)
    guard !form.isEmpty else { return }
    people[form] = (kind, name)
    if kind != .unknown { roles[form] = .speaker(kind) }
  }

  /// The row of a label; rows are numbered from 0 in the order in which labels come.
  mutating func row(for label: String?) -> Int {
    // Two voices taking turns are the rule.
    if recent.0 >= 0, rows[recent.0].label == label { return recent.0 }
    if recent.1 >= 0, rows[recent.1].label == label { return recent.1 }
    let row = rowByLabel[label] ?? addRow(label)
    recent = (row, recent.0)
    return row
  }

  private mutating func addRow(_ label: String?) -> Int {
    let usual = label.flatMap(Role.usual)
    let normalForm = usual == nil ? label.map(Role.normalForm) ?? "" : label ?? ""
    let row: Int
    if let same = rowByNormalForm[normalForm] {
      row = same
    } else {
      row = rows.count
      let role = roles[normalForm] ?? usual ?? label.map(Role.classify) ?? .unknown
      rows.append(Row(label: label, normalForm: normalForm, role: role))
      rowByNormalForm[normalForm] = row
    }
    rowByLabel[label] = row
    return row
  }

  /// The role of a row.
  func role(ofRow row: Int) -> Role { rows[row].role }

  /// The label of a row.
  func label(ofRow row: Int) -> String? { rows[row].label }

  /// The name of whoever bears a label by the source's own word.
  func introducedName(_ label: String) -> String? { people[Role.normalForm(label)]?.name }

  /// Whether some label is an agent's.
  var hasAgent: Bool { rows.contains { $0.role == .speaker(.agent) } }

  /// Makes every label that stands for instructions stand for the agent.
  mutating func readSystemAsAgent() {
    for row in rows.indices where rows[row].role == .system {
      rows[row].role = .speaker(.agent)
    }
  }

  /// Where in ``speakers`` the speaker of a row stands; made when first asked for.
  mutating func speaker(ofRow row: Int) -> Int {
    if let known = rows[row].speaker { return known }
    let position = makeSpeaker(rows[row])
    rows[row].speaker = position
    return position
  }

  private mutating func makeSpeaker(_ row: Row) -> Int {
    var kind = Speaker.Kind.unknown
    if case .speaker(let known) = row.role { kind = known }
    // A robot beside an agent is the machine on the other end of the line.
    if row.normalForm == "robot", kind == .agent,
      rows.contains(where: { $0.role == row.role && $0.normalForm != "robot" })
    {
      kind = .thirdParty
    }
    var id: String
    var name: String
    switch kind {
    case .agent: (id, name) = ("agent", "Agent")
    case .customer: (id, name) = ("customer", "Customer")
    case .thirdParty:
      thirdPartyCount += 1
      let isFirst = thirdPartyCount == 1
      id = isFirst ? "third-party" : "third-party-\(thirdPartyCount)"
      name = isFirst ? "Third party" : "Third party \(thirdPartyCount)"
    case .unknown:
      unknownCount += 1
      id = "speaker-\(unknownCount)"
      name = "Speaker \(unknownCount)"
      if let shown = Self.shownName(row) { name = shown }
    }
    let person = people[row.normalForm]
    if let known = speakerByID[id] {
      // Two people may play one part; labels alone never make two of one.
      guard person != nil else { return known }
      id = freeID(id)
      name += " \(id.split(separator: "-").last ?? "")"
    }
    let label = row.label ?? ""
    if let shown = person?.name.map({ MessageText.clean($0, limit: 60) }), !shown.isEmpty {
      name = shown
    }
    let chosen = names.name(id: id, label: label, kind: kind) ?? suggestedNames[label]
    if let chosen { name = chosen }
    speakerByID[id] = speakers.count
    speakers.append(Speaker(id: id, kind: kind, label: label, name: name))
    return speakers.count - 1
  }

  /// An identifier of the same part that nobody has yet.
  private mutating func freeID(_ base: String) -> String {
    let number = sharing[base, default: 1] + 1
    sharing[base] = number
    return "\(base)-\(number)"
  }

  /// A label that is fit to be shown as a name, on one line and not too long.
  private static func shownName(_ row: Row) -> String? {
    guard let label = row.label else { return nil }
    let isNumbered = row.normalForm.hasPrefix("speaker_") && label.contains(" ")
    if Role.isDiarizationLabel(row.normalForm), !isNumbered { return nil }
    let name = MessageText.clean(label, limit: 60)
    return name.isEmpty ? nil : name
  }
}
