/// A time whose unit is known.
enum ResolvedTime: Hashable, Sendable {
  /// Milliseconds from the start of the call.
  case relative(Int64)
  /// Milliseconds since 1970.
  case absolute(Int64)

  var isAbsolute: Bool {
    if case .absolute = self { true } else { false }
  }

  /// Milliseconds from the start of the call, where it counts from there.
  var relative: Int64? {
    if case .relative(let milliseconds) = self { milliseconds } else { nil }
  }

  /// Milliseconds from the start of the call, for instants by what they count from.
  func onCall(_ zero: Int64) -> Int64 {
    switch self {
    case .relative(let milliseconds): milliseconds
    case .absolute(let milliseconds):
      MediaTime(milliseconds: milliseconds).distance(from: MediaTime(milliseconds: zero))
    }
  }
}

/// What all the times of a list mean, found by looking at all of them before reading any.
struct TimeSurvey {
  /// What to say about it.
  private(set) var diagnostics: [Diagnostic] = []
  /// What instants count from, in milliseconds since 1970.
  private(set) var zero: Int64 = 0
  /// What the times count from, where that is not the start of the call.
  private(set) var zeroPoint: ZeroPoint?
  /// Whether there are times on the wall clock among the starts and ends.
  private(set) var hasInstants = false
  /// Whether there are any among those of words.
  private(set) var hasInstantsInWords = false

  private struct Column {
    var range = TimeRange()
    var instants = 0
    var scale: TimeScale?
  }

  private var columns: [Column] = []
  private var clocks: [Int64] = []
  private var zoneless: (count: Int, first: JSONValue)?
  private var unreadable: (count: Int, first: JSONValue)?
  private var dayClock: DayClock?

  /// Takes a time in.
  mutating func insert(_ field: TimeField, _ layout: [TimeColumn]) {
    while columns.count < layout.count { columns.append(Column()) }
    switch RawTime(field.value) {
    case .number(let number): columns[field.column].range.insert(number)
    case .clock(let milliseconds):
      if layout[field.column].meaning == .start, !layout[field.column].isWord {
        clocks.append(milliseconds)
      }
    case .instant(_, let hasZone):
      columns[field.column].instants += 1
      if !hasZone { zoneless = ((zoneless?.count ?? 0) + 1, zoneless?.first ?? field.value) }
    case .missing: break
    case .unreadable:
      unreadable = ((unreadable?.count ?? 0) + 1, unreadable?.first ?? field.value)
    }
  }

  /// Decides what the numbers of each column mean.
  ///
  /// - Parameters:
  ///   - layout: The columns.
  ///   - unit: The unit of all numbers, where somebody says it.
  ///   - isRelative: Whether somebody says that no number counts from 1970.
  ///   - context: What is known of the call.
  ///   - turns: How many turns there are.
  mutating func decide(
    _ layout: [TimeColumn], unit: TimeUnit?, isRelative: Bool, context: ReadingContext, turns: Int
  ) {
    while columns.count < layout.count { columns.append(Column()) }
    // Times that count from the call and whose names say no unit must have the same.
    var family = TimeRange()
    var members: [Int] = []
    for (index, column) in layout.enumerated() where columns[index].range.count > 0 {
      guard column.meaning != .duration else { continue }
      var scale = TimeScale.decide(
        columns[index].range, unit: unit ?? column.unit, callDuration: context.callDuration,
        turns: turns)
      if isRelative, scale.isAbsolute {
        scale = TimeScale(unit: unit ?? column.unit ?? .seconds, isAbsolute: false)
      }
      columns[index].scale = scale
      if !scale.isAbsolute, unit == nil, column.unit == nil {
        family.merge(columns[index].range)
        members.append(index)
      }
    }
    var familyUnit: TimeUnit?
    if !members.isEmpty {
      let scale = TimeScale.decide(
        family, unit: nil, callDuration: context.callDuration, turns: turns)
      for index in members { columns[index].scale = scale }
      familyUnit = scale.unit
      note(scale)
    }
    for (index, column) in layout.enumerated()
    where column.meaning == .duration && columns[index].range.count > 0 {
      let own = unit ?? column.unit ?? familyUnit
      columns[index].scale = TimeScale(
        unit: own ?? Self.unit(ofDurations: columns[index].range, context.callDuration),
        isAbsolute: false)
    }
    for (index, column) in layout.enumerated() where column.meaning != .duration {
      guard columns[index].instants > 0 || columns[index].scale?.isAbsolute == true else {
        continue
      }
      hasInstants = true
      if column.isWord { hasInstantsInWords = true }
    }
    dayClock = DayClock(clocks, context: context)
    noteOddities()
  }

  /// Says what instants count from.
  mutating func setZero(
    earliest: Int64, latest: Int64, context: ReadingContext, isEarliest: Bool
  ) {
    if isEarliest {
      zero = earliest
      zeroPoint = .earliestEntry(Instant(millisecondsSince1970: earliest))
      return
    }
    let finder = ZeroFinder(earliest: earliest, latest: latest, context: context)
    zero = finder.zero
    zeroPoint = finder.point
    if let diagnostic = finder.diagnostic { diagnostics.append(diagnostic) }
  }

  /// What a time means; `nil` where there is none that could be read.
  func resolve(_ field: TimeField) -> ResolvedTime? {
    switch RawTime(field.value) {
    case .number(let number):
      guard let scale = columns[field.column].scale,
        let milliseconds = number.milliseconds(in: scale.unit)
      else { return nil }
      guard scale.isAbsolute else { return .relative(milliseconds) }
      // Zero stands for a time that was never set.
      return milliseconds == 0 ? nil : .absolute(milliseconds)
    case .clock(let milliseconds): return .relative(dayClock?.time(milliseconds) ?? milliseconds)
    case .instant(let milliseconds, _): return .absolute(milliseconds)
    case .missing, .unreadable: return nil
    }
  }

  // MARK: Durations

  private static func unit(
    ofDurations range: TimeRange, _ callDuration: MediaTime?
  ) -> TimeUnit {
    if let callDuration, callDuration.milliseconds > 0 {
      let scale = TimeScale.decide(range, unit: nil, callDuration: callDuration, turns: 1)
      if !scale.isAbsolute { return scale.unit }
    }
    if range.hasFraction { return .seconds }
    return range.largest > 86_400_000 ? .ticks : range.largest > 300 ? .milliseconds : .seconds
  }

  // MARK: What to say about it

  private mutating func note(_ scale: TimeScale) {
    switch scale.certainty {
    case .certain: break
    case .assumed:
      diagnostics.append(
        Diagnostic(
          "time-unit-assumed", .info,
          "nothing says what unit the times are; they were read as \(scale.unit.name); "
            + "--time-unit can force another"))
    case .nothingFits:
      diagnostics.append(
        Diagnostic(
          "time-unit-unclear", .warning,
          "the times do not fit the length of the call in any unit; they were read as "
            + "\(scale.unit.name); --time-unit can force another"))
    }
  }

  private mutating func noteOddities() {
    if let unreadable {
      diagnostics.append(
        Diagnostic(
          "unreadable-time", .warning,
          "\(unreadable.count) time(s) cannot be read as a time and were left out",
          at: unreadable.first.location))
    }
    if let zoneless {
      diagnostics.append(
        Diagnostic(
          "instant-without-zone", .warning,
          "\(zoneless.count) instant(s) name no time zone; they were taken as UTC",
          at: zoneless.first.location))
    }
    guard let dayClock else { return }
    zeroPoint = dayClock.zeroPoint
    if !dayClock.agreesWithRecord {
      diagnostics.append(
        Diagnostic(
          "clock-of-day", .warning,
          "the times are times of day and do not fit the start of the call by its record; they "
            + "count from the first of them"))
    }
  }
}
