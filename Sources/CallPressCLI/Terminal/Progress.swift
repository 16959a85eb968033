/// When the progress line is to be drawn: after the first second, ten times a second at most.
struct Progress {
  private let isShown: Bool
  private let now: @Sendable () -> ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var isDrawn = false

  /// Makes a progress line that is not drawn yet.
  ///
  /// - Parameters:
  ///   - isShown: Whether it ever will be.
  ///   - now: The clock.
  init(isShown: Bool, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    self.isShown = isShown
    self.now = now
    next = now().advanced(by: .seconds(1))
  }

  /// The line to draw now, `nil` where it is not time.
  mutating func line(_ text: () -> String) -> String? {
    guard isShown else { return nil }
    let now = now()
    guard now >= next else { return nil }
    next = now.advanced(by: .milliseconds(100))
    isDrawn = true
    return text()
  }

  /// Whether there is a line to take away; there is none afterwards.
  mutating func erase() -> Bool {
    defer { isDrawn = false }
    return isDrawn
  }
}
