/// What a dialect may know beyond the transcript itself.
public struct ReadingContext: Sendable {
  /// When the call began, as its record says.
  public var callStart: Instant?
  /// How long the call was, as its record says.
  public var callDuration: MediaTime?
  /// What the user says about the reading.
  public var options: ReadingOptions

  /// Makes a context.
  public init(
    callStart: Instant? = nil, callDuration: MediaTime? = nil,
    options: ReadingOptions = ReadingOptions()
  ) {
    self.callStart = callStart
    self.callDuration = callDuration
    self.options = options
  }
}

/// What a user may say about the reading of calls.
public struct ReadingOptions: Sendable {
  /// The dialect to read with, whatever others may recognise.
  public var dialect: String?
  /// The unit of numeric times, whatever their names and sizes suggest.
  public var timeUnit: TimeUnit?
  /// Milliseconds to add to every time, to fit a recording that begins before or after the call.
  public var offset: Int64 = 0
  /// Names of speakers to show, by ``Speaker/id`` or by the source's label.
  public var speakerNames: [String: String] = [:]
  /// How much JSON to take.
  public var limits = JSONDocument.Limits()

  /// The defaults.
  public init() {}
}
