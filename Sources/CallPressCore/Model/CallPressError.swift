/// A failure: what went wrong and what to do about it, where, and why.
public struct CallPressError: Error, Sendable, CustomStringConvertible {
  /// A stable name for a kind of failure; the set is open.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The name, in lower case with hyphens.
    public var name: String
    /// Whose trouble it is, which decides the exit status of the tool.
    public var category: Category

    /// Makes a code.
    public init(_ name: String, _ category: Category) {
      self.name = name
      self.category = category
    }

    /// The name.
    public var description: String { name }
  }

  /// The families of failures; each maps to an exit status.
  public enum Category: Hashable, Sendable, CaseIterable {
    /// The request makes no sense (exit status 64).
    case usage
    /// The input is malformed or not understood (65).
    case data
    /// The input is not there or cannot be read (66).
    case noInput
    /// The service could not be reached or answered with a failure (69).
    case unavailable
    /// A bug in CallPress (70).
    case `internal`
    /// The output cannot be created (73).
    case cannotCreate
    /// Reading or writing failed half-way (74).
    case inputOutput
    /// The service asks to come back later, or somebody else is at work (75).
    case tryLater
    /// There is no token, the token is not taken, or an address may not be fetched from (77).
    case notAllowed
    /// A template or a configuration file is wrong (78).
    case configuration
  }

  /// Which kind of failure it is.
  public var code: Code
  /// What went wrong and what to do about it, in a sentence or two.
  public var message: String
  /// Where in the input.
  public var location: SourceLocation?
  /// What caused it, where another failure did.
  public var cause: (any Error)?

  /// Makes an error.
  public init(
    _ code: Code, _ message: String, at location: SourceLocation? = nil, cause: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.location = location
    self.cause = cause
  }

  /// The location and the message on one line.
  public var description: String {
    guard let location, !location.description.isEmpty else { return message }
    return "\(location): \(message)"
  }

  /// The same error with the source's name filled in where none was known.
  public func named(_ source: String) -> CallPressError {
    var copy = self
    var place = copy.location ?? SourceLocation()
    if place.source == nil { place.source = source }
    copy.location = place
    return copy
  }
}

extension CallPressError.Code {
  /// The input is not valid JSON.
  public static let malformedJSON = Self("malformed-json", .data)
  /// The input is in an encoding other than UTF-8.
  public static let wrongEncoding = Self("wrong-encoding", .data)
  /// The input is larger or deeper than the limits allow.
  public static let limitExceeded = Self("limit-exceeded", .data)
  /// The input is well formed but is nothing CallPress knows.
  public static let unrecognizedInput = Self("unrecognized-input", .data)
  /// No dialect recognises the transcript.
  public static let unrecognizedDialect = Self("unrecognized-dialect", .data)
  /// The API answered with an error instead of a call.
  public static let failureResponse = Self("failure-response", .unavailable)
  /// There is no call with the identifier asked for.
  public static let noSuchCall = Self("no-such-call", .noInput)
  /// Captions need times, and the transcript has none.
  public static let noTimes = Self("no-times", .data)
  /// A name in the request is unknown: a format, a dialect, a template.
  public static let unknownName = Self("unknown-name", .usage)
  /// A mapping file is wrong.
  public static let invalidMapping = Self("invalid-mapping", .configuration)
  /// A template is wrong.
  public static let invalidTemplate = Self("invalid-template", .configuration)
  /// The input is not valid XML, or is XML of another kind.
  public static let malformedXML = Self("malformed-xml", .data)
  /// The XML writer reported a failure.
  public static let xmlWriting = Self("xml-writing", .internal)
}
