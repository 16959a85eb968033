/// Reads the times of one recogniser, whose unit its shape tells.
struct RecogniserClock {
  /// The unit of numbers, unless the user says another.
  var unit: TimeUnit

  init(_ unit: TimeUnit, _ context: ReadingContext) {
    self.unit = context.options.timeUnit ?? unit
  }

  /// A time, `nil` where there is none that can be read.
  func time(_ value: JSONValue?) -> MediaTime? {
    guard let value else { return nil }
    switch RawTime(value) {
    case .number(let number):
      return number.milliseconds(in: unit).map { MediaTime(milliseconds: $0) }
    case .clock(let milliseconds): return MediaTime(milliseconds: milliseconds)
    case .instant, .missing, .unreadable: return nil
    }
  }

  /// A time that the source itself gives.
  func point(_ value: JSONValue?) -> TimePoint? {
    time(value).map { TimePoint($0, .measured) }
  }

  /// A start and a length as the time of the end.
  func end(_ start: MediaTime?, _ duration: JSONValue?) -> MediaTime? {
    guard let start, let length = time(duration) else { return nil }
    return start.advanced(by: length.milliseconds)
  }
}
