public import CallPressCore

/// Where the API is, and how to deal with it.
public struct CallabSettings: Sendable {
  /// The address that the documentation gives.
  public static let standardAddress = "https://api.callab.ai/v1"

  /// The address in front of every path.
  public private(set) var base: WebAddress
  /// What opens the door; it goes to the host of ``base`` and to no other.
  public var token: Secret?
  /// When to try again.
  public var retry = RetryPolicy()
  /// How many requests may begin in a time; `nil` for as many as there are.
  public var rate: RequestRate?
  /// The most time from a request to its whole answer.
  public var timeout: Duration = .seconds(60)
  /// The most bytes of an answer, unpacked.
  public var answerLimit = 64 << 20
  /// Who asks.
  public var userAgent = "callpress"

  /// Makes settings for a base address.
  ///
  /// - Throws: `invalid-setting` for what is no address, or is not https though the host is another
  ///   machine: the token would travel in the clear.
  public init(base text: String = standardAddress) throws(CallPressError) {
    guard let address = WebAddress(text), address.query == nil else {
      throw CallPressError(
        .invalidSetting,
        "“\(MessageText.clean(text))” is no base address of an API, such as \(Self.standardAddress)"
      )
    }
    guard address.scheme == .https || address.isLoopback else {
      throw CallPressError(
        .invalidSetting,
        "the base address \(address) is not https; the token would travel in the clear")
    }
    base = address
  }
}
