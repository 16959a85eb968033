/// A caption as a viewer sees it, whatever file it is from.
public struct ShownCaption: Hashable, Sendable {
  /// When it appears, in milliseconds.
  public var start: Int64
  /// When it disappears.
  public var end: Int64
  /// Its lines, names and dashes of speakers counted in.
  public var lines: [String]
  /// Who speaks, where that is told by the file or its text.
  public var speaker: String?
  /// The line of the file at which it begins, from 1.
  public var place: Int

  /// Makes a caption.
  public init(start: Int64, end: Int64, lines: [String], speaker: String? = nil, place: Int = 0) {
    self.start = start
    self.end = end
    self.lines = lines
    self.speaker = speaker
    self.place = place
  }

  /// The columns of its lines, and one for each place between them.
  public var columns: Int {
    lines.reduce(0) { $0 + DisplayWidth.columns(of: $1) } + max(lines.count - 1, 0)
  }
}

/// How well captions keep to the rules of a profile, and one number for it.
///
/// The score is 100 × (0.6 × the share of text in captions that keep every hard rule + 0.4 × the
/// quality of the breaks). The hard rules are the number of lines, their width, the shortest and
/// the longest time, the reading speed and the gap to the next caption. The quality of the breaks
/// is 0.4 × that of line ends + 0.4 × that of caption ends + 0.1 × the share of captions of two
/// lines that balance + 0.1 × the share of lines that are not a single short word.
public struct CaptionScore: Sendable {
  /// A rule of the profile.
  public enum Rule: String, CaseIterable, Hashable, Sendable {
    /// No caption has more lines than allowed.
    case lines
    /// No line is wider than allowed.
    case width
    /// No caption is shorter than allowed.
    case minimum = "minimum-duration"
    /// No caption is longer than allowed.
    case maximum = "maximum-duration"
    /// No caption has to be read faster than allowed.
    case speed = "reading-speed"
    /// No caption is followed by another too soon, and none begins before the one before has ended.
    case gap
  }

  /// A caption that breaks a rule.
  public struct Offence: Hashable, Sendable {
    /// The caption's position, from 1.
    public var caption: Int
    /// The line of the file at which it begins.
    public var place: Int
    /// The rule.
    public var rule: Rule
    /// What was measured: lines, columns, milliseconds, columns a second.
    public var value: Int64
    /// What is allowed.
    public var limit: Int64
  }

  /// How much of what keeps to one rule.
  public struct Share: Hashable, Sendable {
    /// How many captions do.
    public var captions = 0
    /// How many columns of text they have.
    public var columns = 0
  }

  /// How many captions there are.
  public private(set) var captions = 0
  /// How many columns of text they have.
  public private(set) var columns = 0
  /// What keeps to each rule.
  public private(set) var kept: [Rule: Share] = [:]
  /// What keeps to every rule.
  public private(set) var keptAll = Share()
  /// Who breaks a rule how far, the worst first.
  public private(set) var offences: [Offence] = []
  /// The quality of the ends of lines inside of captions, from 0 to 1; 1 where there are none.
  public private(set) var lineEnds = 1.0
  /// The quality of the ends of captions, from 0 to 1.
  public private(set) var captionEnds = 1.0
  /// The share of captions of two lines of which neither is less than half of the other.
  public private(set) var balance = 1.0
  /// The share of lines that are more than one short word of a longer sentence.
  public private(set) var wholeness = 1.0

  /// The share of text that keeps to every hard rule, from 0 to 1.
  public var hard: Double { columns == 0 ? 1 : Double(keptAll.columns) / Double(columns) }
  /// The quality of the breaks, from 0 to 1.
  public var breaks: Double {
    0.4 * lineEnds + 0.4 * captionEnds + 0.1 * balance + 0.1 * wholeness
  }
  /// The score, from 0 to 100.
  public var total: Double { 100 * (0.6 * hard + 0.4 * breaks) }

  /// Judges captions in the order of their file.
  public init(_ list: [ShownCaption], settings: CaptionSettings) {
    captions = list.count
    for rule in Rule.allCases { kept[rule] = Share() }
    for index in list.indices {
      judge(list[index], list[..<index].last, index + 1, settings)
    }
    offences.sort { ($0.severity, $1.caption) > ($1.severity, $0.caption) }
    judgeBreaks(list, settings)
  }

  private mutating func judge(
    _ caption: ShownCaption, _ before: ShownCaption?, _ number: Int, _ settings: CaptionSettings
  ) {
    var text = caption.lines.joined(separator: "\n")
    let script = text.withUTF8 { CaptionScript(of: $0) }
    let limits = CueLimits(settings, script: script)
    let width = caption.lines.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    let size = caption.columns
    let length = caption.end - caption.start
    columns += size
    var isGood = true
    func check(_ rule: Rule, _ value: Int64, _ limit: Int64, _ isKept: Bool) {
      if isKept {
        kept[rule]?.captions += 1
        kept[rule]?.columns += size
      } else {
        isGood = false
        offences.append(
          Offence(
            caption: number, place: caption.place, rule: rule, value: value, limit: limit))
      }
    }
    check(
      .lines, Int64(caption.lines.count), Int64(limits.lines), caption.lines.count <= limits.lines)
    check(.width, Int64(width), Int64(limits.width), width <= limits.width)
    check(.minimum, length, limits.minimumDuration, length >= limits.minimumDuration)
    check(.maximum, length, limits.maximumDuration, length <= limits.maximumDuration)
    // A hundredth of a second does not make a caption unreadable.
    let speed = 256_000 / max(limits.fastest, 1)
    check(
      .speed, length > 0 ? Int64(size) * 1000 / length : 1000, speed,
      limits.readingTime(size) <= length + 10)
    let gap = before.map { caption.start - $0.end } ?? limits.gap
    check(.gap, gap, limits.gap, gap >= limits.gap)
    if isGood {
      keptAll.captions += 1
      keptAll.columns += size
    }
  }

  private mutating func judgeBreaks(_ list: [ShownCaption], _ settings: CaptionSettings) {
    let judge = BreakJudge(language: WordLanguage(tag: settings.language), list)
    var lines = Mean()
    var captions = Mean()
    var pairs = Mean()
    var whole = Mean()
    for index in list.indices {
      let caption = list[index]
      for (line, next) in zip(caption.lines, caption.lines.dropFirst()) {
        lines.add(judge.quality(line, next))
      }
      if index + 1 < list.count, let last = caption.lines.last,
        let next = list[index + 1].lines.first
      {
        captions.add(judge.quality(last, next))
      }
      let widths = caption.lines.map { DisplayWidth.columns(of: $0) }
      if let least = widths.min(), let most = widths.max(), widths.count > 1 {
        pairs.add(least * 2 >= most ? 1 : 0)
        for width in widths { whole.add(width >= 7 ? 1 : 0) }
      } else if let line = caption.lines.first {
        whole.add(widths.first ?? 0 >= 7 || judge.endsSentence(line) ? 1 : 0)
      }
    }
    lineEnds = lines.value
    captionEnds = captions.value
    balance = pairs.value
    wholeness = whole.value
  }

  private struct Mean {
    private var sum = 0.0
    private var count = 0

    mutating func add(_ value: Double) {
      sum += value
      count += 1
    }

    var value: Double { count == 0 ? 1 : sum / Double(count) }
  }
}

extension CaptionScore.Offence {
  /// How far it is off, in thousandths of what is allowed.
  var severity: Int64 {
    let distance = value > limit ? value - limit : limit - value
    return distance.multipliedReportingOverflow(by: 1000).partialValue / max(limit, 1)
  }
}

/// Says how well two lines part.
struct BreakJudge {
  private let words = FunctionWords.standard
  private let language: Int

  init(language: WordLanguage?, _ list: [ShownCaption]) {
    var tally = WordTallies()
    let words = words
    for caption in list.prefix(2000) {
      for line in caption.lines {
        for word in line.utf8.split(separator: 0x20) {
          tally.count(Array(word).withUnsafeBufferPointer { words.roles(of: $0) })
        }
      }
    }
    self.language = language?.rawValue ?? tally.best(with: WordTallies())
  }

  /// From 0 for a break behind an article to 1 for the end of a sentence.
  func quality(_ line: String, _ next: String) -> Double {
    guard let left = traits(line, last: true), let right = traits(next, last: false) else {
      return 1
    }
    if left.closing == .title { return 0 }
    if left.closing != .none { return 1 }
    switch left.left.role(in: roleLanguage(line)) {
    case .determiner, .title: return 0
    case .preposition, .conjunction, .pronoun: return 0.1
    case .auxiliary: return 0.3
    case .none: break
    }
    if left.endsInDigit, right.beginsWithDigit { return 0 }
    switch right.right.role(in: roleLanguage(next)) {
    case .conjunction, .preposition: return 1
    default: return 0.85
    }
  }

  /// Whether a line ends with the end of a sentence.
  func endsSentence(_ line: String) -> Bool {
    traits(line, last: true)?.closing == .sentence
  }

  private func roleLanguage(_ line: String) -> Int {
    TextDirection.of(line) == .rtl ? WordLanguage.arabic.rawValue : language
  }

  private func traits(_ line: String, last: Bool) -> AtomTraits? {
    var line = line
    return line.withUTF8 { bytes in
      var atoms = Scratch<Atom>()
      AtomScanner.scan(bytes, limit: 10_000, into: &atoms)
      guard !atoms.isEmpty else { return nil }
      return AtomTraits(atoms[last ? atoms.count - 1 : 0], in: bytes, words: words)
    }
  }
}
