import CallPressCore

/// What `check` tells of one file.
struct CheckReport {
  private let name: String
  private let file: CaptionFile
  private let score: CaptionScore
  private let worst: Int
  /// How many findings of one kind are listed for people.
  private static let repetitions = 5

  /// Reads and judges a file.
  init(
    _ document: SourceDocument, name: String, settings: CaptionSettings, worst: Int
  ) throws(CallPressError) {
    self.name = name
    self.worst = worst
    file = try CaptionFile(document.bytes)
    score = CaptionScore(file.captions, settings: settings)
  }

  /// Whether readers may drop or misread something.
  var hasErrors: Bool { file.findings.contains(where: \.isError) }

  /// For people.
  var text: String {
    let errors = file.findings.count(where: \.isError)
    var text =
      "\(TerminalText.oneLine(name)): \(file.kind.rawValue), \(score.captions) captions, "
      + "\(errors) errors, \(file.findings.count - errors) warnings, "
      + "score \(Self.tenths(score.total))\n"
    var seen: [String: Int] = [:]
    for finding in file.findings {
      seen[finding.code, default: 0] += 1
      guard seen[finding.code, default: 0] <= Self.repetitions else { continue }
      text +=
        "  \(finding.line):\(finding.column): \(finding.isError ? "error" : "warning"): "
        + "\(finding.message) [\(finding.code)]\n"
    }
    for (code, count) in seen.sorted(by: { $0.key < $1.key }) where count > Self.repetitions {
      text += "  … and \(count - Self.repetitions) more [\(code)]\n"
    }
    for rule in CaptionScore.Rule.allCases {
      guard let share = score.kept[rule], share.captions < score.captions else { continue }
      text +=
        "  \(rule.rawValue): kept by \(share.captions) of \(score.captions) captions, "
        + "\(Self.share(share.columns, of: score.columns)) of the text\n"
    }
    text +=
      "  all rules: \(Self.tenths(score.hard * 100)) % of the text; breaks: "
      + "\(Self.tenths(score.breaks * 100)) %\n"
    for offence in score.offences.prefix(worst) {
      text +=
        "  caption \(offence.caption), line \(offence.place): \(offence.rule.rawValue) "
        + "\(offence.value), allowed \(offence.limit)\n"
    }
    return text
  }

  /// For programs.
  var element: ReportValue {
    .object([
      "source": .text(name), "format": .text(file.kind.rawValue),
      "captions": .count(score.captions), "score": .text(Self.tenths(score.total)),
      "valid": .flag(!hasErrors),
      "findings": .list(
        file.findings.map { finding in
          .object([
            "code": .text(finding.code), "severity": .text(finding.isError ? "error" : "warning"),
            "line": .count(finding.line), "column": .count(finding.column),
            "message": .text(finding.message),
          ])
        }),
      "rules": .object(
        Dictionary(
          uniqueKeysWithValues: CaptionScore.Rule.allCases.map { rule in
            (
              rule.rawValue,
              .object([
                "captions": .count(score.kept[rule]?.captions ?? 0),
                "columns": .count(score.kept[rule]?.columns ?? 0),
              ])
            )
          })),
      "columns": .count(score.columns),
      "hard": .text(Self.tenths(score.hard * 100)),
      "breaks": .object([
        "all": .text(Self.tenths(score.breaks * 100)),
        "line_ends": .text(Self.tenths(score.lineEnds * 100)),
        "caption_ends": .text(Self.tenths(score.captionEnds * 100)),
        "balance": .text(Self.tenths(score.balance * 100)),
        "wholeness": .text(Self.tenths(score.wholeness * 100)),
      ]),
      "formula": .text("100 * (0.6 * hard + 0.4 * breaks)"),
      "worst": .list(
        score.offences.prefix(worst).map { offence in
          .object([
            "caption": .count(offence.caption), "line": .count(offence.place),
            "rule": .text(offence.rule.rawValue), "value": .number(offence.value),
            "limit": .number(offence.limit),
          ])
        }),
    ])
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func share(_ part: Int, of whole: Int) -> String {
    "\(tenths(whole == 0 ? 100 : Double(part) * 100 / Double(whole))) %"
  }
}
