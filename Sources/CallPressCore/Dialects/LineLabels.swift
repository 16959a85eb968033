/// Decides which of the things in front of colons are labels of speakers.
///
/// A label is the name of a part in a call, in English, French or Arabic; or it is short, and
/// comes again, or stands in front of every line there is. `Note: …` and `Il est 10:30 : parfait`
/// are neither.
struct LineLabels {
  /// The most words of a label that is not known.
  private static let wordLimit = 3
  /// The most characters of a label that is not known.
  private static let characterLimit = 24

  /// How a candidate counts.
  enum Standing {
    /// It names a part in a call.
    case known
    /// It is short enough, and becomes one when it comes again.
    case possible
    /// It cannot be one.
    case none
  }

  private var standings: [String: Standing] = [:]
  private var counts: [String: Int] = [:]
  private var marked: Set<String> = []
  private var hasKnown = false
  private var isEveryLine = true
  private var lineCount = 0

  /// Takes a line into account that is not blank; `nil` for one without a candidate.
  mutating func survey(_ label: String?, _ head: LineHead) {
    lineCount += 1
    guard let label else {
      isEveryLine = false
      return
    }
    let standing = standing(of: label)
    switch standing {
    case .known: hasKnown = true
    case .possible where head.isLabelSpaced:
      counts[label, default: 0] += 1
      if head.isLabelMarked || head.start != .missing { marked.insert(label) }
    case .possible, .none: isEveryLine = false
    }
  }

  /// Whether a candidate is a label, once all lines have been taken into account.
  func isLabel(_ label: String, _ head: LineHead) -> Bool {
    switch standings[label] ?? .none {
    case .known: true
    case .none: false
    case .possible:
      head.isLabelSpaced
        && (counts[label, default: 0] > 1 || marked.contains(label)
          || (isEveryLine && !hasKnown && lineCount > 1))
    }
  }

  private mutating func standing(of label: String) -> Standing {
    if let known = standings[label] { return known }
    let standing = Self.standing(label)
    standings[label] = standing
    return standing
  }

  /// How a candidate counts by itself.
  static func standing(_ label: String) -> Standing {
    let form = Role.normalForm(label)
    if remarks.contains(form) { return .none }
    if !ambiguous.contains(form), Role.classify(label) != .unknown { return .known }
    // `Agent (Maya)` is an agent's label as well.
    if let open = label.firstIndex(of: "("), label.last == ")",
      case .speaker = Role.classify(String(label[..<open]))
    {
      return .known
    }
    if form.contains(where: \.isNumber), form.contains(where: \.isLetter), form.utf8.count > 2,
      Role.isDiarizationLabel(form)
    {
      return .known
    }
    let words = label.split(whereSeparator: \.isWhitespace)
    guard words.count <= wordLimit, label.count <= characterLimit,
      label.contains(where: \.isLetter) || form.utf8.count <= 2,
      label.first?.isLetter == true || label.first?.isNumber == true
    else { return .none }
    return .possible
  }

  /// What stands in front of a colon in running text more often than as a label.
  private static let remarks: Set<String> = Set(
    """
    note notes nb n.b. ps p.s. remark remarks remarque remarques attention important warning \
    avertissement exemple example e.g. i.e. http https mailto tel url www email e_mail mail adresse \
    address date heure time total montant amount prix price objet subject re résumé summary sujet \
    question réponse answer conclusion option ملاحظة ملاحظات مثال تنبيه مهم السؤال الجواب العنوان \
    التاريخ الوقت المبلغ
    """.split(separator: " ").map { Role.normalForm(String($0)) })

  /// Names of parts that are everyday words as well: these must come again.
  private static let ambiguous: Set<String> = Set(
    """
    contact lead instruction instructions prompt internal external machine model function transfer \
    sms event marker specialist responsable tiers événement مهم rep
    """.split(separator: " ").map { Role.normalForm(String($0)) })
}
