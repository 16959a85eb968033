/// What the numbers of one kind of member mean: their unit, and whether they count from 1970.
struct TimeScale: Hashable, Sendable {
  /// How sure that is.
  enum Certainty: Hashable, Sendable {
    /// The name, the user or the sizes say so.
    case certain
    /// Nothing speaks against seconds, but not much for them.
    case assumed
    /// No unit makes sense of the numbers; seconds are as good as any.
    case nothingFits
  }

  var unit: TimeUnit
  var isAbsolute: Bool
  var certainty = Certainty.certain

  /// From this many milliseconds on, the year 2001, numbers count from 1970.
  static let firstAbsolute: UInt64 = 1_000_000_000_000

  /// Decides by name first, by the sizes of all the numbers together second.
  ///
  /// - Parameters:
  ///   - range: The sizes of the numbers.
  ///   - known: The unit that the user or the name of the member says.
  ///   - callDuration: How long the call was.
  ///   - turns: How many turns there are.
  static func decide(
    _ range: TimeRange, unit known: TimeUnit?, callDuration: MediaTime?, turns: Int
  ) -> TimeScale {
    if let known {
      let first = firstAbsolute.multipliedSaturating(known.perMillisecond)
      let isAbsolute =
        known == .seconds
        ? range.isMostly(atLeast: firstAbsolute / 1000) : range.isMostly(atLeast: first)
      return TimeScale(unit: known, isAbsolute: isAbsolute)
    }
    let epochs: [(UInt64, TimeUnit)] = [
      (100_000_000_000_000_000, .nanoseconds), (100_000_000_000_000, .microseconds),
      (100_000_000_000, .milliseconds), (1_000_000_000, .seconds),
    ]
    // Instants of one call differ in their last digits only.
    for (first, unit) in epochs where range.isMostly(atLeast: first) && range.isClose {
      return TimeScale(unit: unit, isAbsolute: true)
    }
    if let callDuration, callDuration.milliseconds > 0 {
      return relative(range, within: callDuration)
    }
    if range.hasFraction { return TimeScale(unit: .seconds, isAbsolute: false) }
    // Nobody speaks for two minutes a turn on average.
    if range.largest > 120 * UInt64(max(turns, 1)) {
      let isBeyondADay = range.largest > 86_400_000
      return TimeScale(unit: isBeyondADay ? .ticks : .milliseconds, isAbsolute: false)
    }
    return TimeScale(unit: .seconds, isAbsolute: false, certainty: .assumed)
  }

  /// The coarsest unit in which the numbers fit into the call.
  private static func relative(_ range: TimeRange, within duration: MediaTime) -> TimeScale {
    let milliseconds = min(UInt64(clamping: duration.milliseconds), RawTime.limit)
    let limit = milliseconds * 6 / 5 + 2000
    let units: [TimeUnit] = [.seconds, .milliseconds, .microseconds, .ticks, .nanoseconds]
    // One wild number must not decide for all of them.
    for unit in units where range.isMostly(atMost: unit.count(inMilliseconds: limit)) {
      return TimeScale(unit: unit, isAbsolute: false)
    }
    for unit in units where range.largest <= unit.count(inMilliseconds: limit) {
      return TimeScale(unit: unit, isAbsolute: false)
    }
    return TimeScale(
      unit: .seconds, isAbsolute: false, certainty: range.hasFraction ? .assumed : .nothingFits)
  }
}

/// The sizes of many numbers, without the numbers.
struct TimeRange: Sendable {
  /// The largest, in whole units.
  private(set) var largest: UInt64 = 0
  /// The smallest but zero, in whole units.
  private(set) var smallest: UInt64 = .max
  /// Whether any has a fraction.
  private(set) var hasFraction = false
  /// How many there are.
  private(set) var count = 0
  /// How many have how many binary digits; empty until there is more than one size.
  private var sizes: [UInt32] = []

  /// Begins without any number.
  init() {}

  /// Begins with what is known of many numbers; the smallest but zero is 0 where all are zero.
  init(largest: UInt64, smallest: UInt64, hasFraction: Bool) {
    self.largest = largest
    self.smallest = smallest == 0 ? .max : smallest
    self.hasFraction = hasFraction
    count = 1
  }

  /// Takes a number in.
  mutating func insert(_ number: TimeNumber) {
    count += 1
    if number.hasFraction { hasFraction = true }
    guard !number.isNegative else { return }
    if number.whole > largest { largest = number.whole }
    if number.whole > 0, number.whole < smallest { smallest = number.whole }
    if sizes.isEmpty { sizes = Array(repeating: 0, count: 65) }
    sizes[64 - number.whole.leadingZeroBitCount] += 1
  }

  /// Takes in all the numbers of another range.
  mutating func merge(_ other: TimeRange) {
    largest = max(largest, other.largest)
    smallest = min(smallest, other.smallest)
    hasFraction = hasFraction || other.hasFraction
    count += other.count
    if sizes.isEmpty {
      sizes = other.sizes
    } else {
      for (index, size) in other.sizes.enumerated() { sizes[index] += size }
    }
  }

  /// Whether all the numbers but zeros, or nine in ten, are no smaller than this.
  func isMostly(atLeast bound: UInt64) -> Bool {
    guard count > 0, largest >= bound else { return false }
    if smallest >= bound { return true }
    guard !sizes.isEmpty else { return false }
    // A size counts as a whole, by its upper end: near the bound this errs on the generous side.
    let first = 64 - bound.leadingZeroBitCount
    let above = sizes[first...].reduce(0) { $0 + Int($1) }
    let some = sizes.dropFirst().reduce(0) { $0 + Int($1) }
    return above * 10 >= some * 9
  }

  /// Whether nine numbers in ten, but for zeros, are about the same.
  var isClose: Bool {
    guard !sizes.isEmpty else { return largest / 2 <= smallest }
    let some = sizes.dropFirst().reduce(0) { $0 + Int($1) }
    let most = zip(sizes.dropFirst(), sizes.dropFirst(2)).map { Int($0) + Int($1) }.max() ?? 0
    return most * 10 >= some * 9
  }

  /// Whether nine numbers in ten are not much larger than this.
  func isMostly(atMost bound: UInt64) -> Bool {
    guard !sizes.isEmpty else { return largest <= bound }
    let last = 64 - bound.leadingZeroBitCount
    let below = sizes[...last].reduce(0) { $0 + Int($1) }
    return below * 10 >= sizes.reduce(0) { $0 + Int($1) } * 9
  }
}

extension TimeUnit {
  /// How many of the unit make a millisecond; 1 for seconds, which are longer.
  var perMillisecond: UInt64 {
    switch self {
    case .seconds, .milliseconds: 1
    case .microseconds: 1000
    case .ticks: 10_000
    case .nanoseconds: 1_000_000
    }
  }

  /// A number of whole units in milliseconds, rounded down.
  func milliseconds(inWhole count: UInt64) -> UInt64 {
    self == .seconds ? count.multipliedSaturating(1000) : count / perMillisecond
  }

  /// The unit in words.
  var name: String {
    switch self {
    case .seconds: "seconds"
    case .milliseconds: "milliseconds"
    case .microseconds: "microseconds"
    case .ticks: "ticks of 100 nanoseconds"
    case .nanoseconds: "nanoseconds"
    }
  }

  /// How many whole units there are in a number of milliseconds.
  func count(inMilliseconds milliseconds: UInt64) -> UInt64 {
    self == .seconds ? milliseconds / 1000 : milliseconds.multipliedSaturating(perMillisecond)
  }
}

extension UInt64 {
  /// The product, or the largest number where it does not fit.
  func multipliedSaturating(_ factor: UInt64) -> UInt64 {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}
