import CallPressCore
import HTTPTypes

extension CallabClient {
  /// What is thrown when the task is cancelled.
  static let cancelled = CallPressError(.cancelled, "it was cancelled")

  /// Somebody else's words without the token, should they repeat it.
  func shown(_ text: String) -> String {
    settings.token?.removed(from: text) ?? text
  }

  /// The error for an answer with a bad status.
  func failure(
    _ reply: Reply, _ attempts: Int, delay: Duration?, refusal: Refusal
  ) -> CallPressError {
    let words = shown(said(in: reply))
    let said = words.isEmpty ? "" : ": \(words)"
    var error = refusal(reply.status, said) ?? failure(reply, said, delay: delay)
    error.cause = CallabFailure(
      status: reply.status, attempts: attempts,
      retryAt: delay.map { timing.now.advanced(by: $0) }, contentType: reply.contentType,
      size: reply.body.count)
    return error.named(settings.base.origin)
  }

  private func failure(_ reply: Reply, _ said: String, delay: Duration?) -> CallPressError {
    let status = reply.status
    switch status {
    case 401:
      let hint =
        settings.token == nil
        ? "no token was sent; see callpress auth --help" : "check it with callpress auth status"
      return CallPressError(.unauthorized, "the API does not take the token (401)\(said); \(hint)")
    case 403:
      return CallPressError(
        .forbidden, "the token does not allow this (403)\(said); it may be of another workspace")
    case 404:
      return CallPressError(
        .requestRefused, "the API knows no such thing (404)\(said); check the base address")
    case 429:
      let when =
        delay.map {
          "; it may be asked again at \(timing.now.advanced(by: $0)); --rate asks less often"
        } ?? "; --rate asks less often"
      return CallPressError(.rateLimited, "too many requests (429)\(said)\(when)")
    case 300..<400:
      let target = reply.head.headerFields[.location].flatMap { settings.base.resolving($0) }
      return CallPressError(
        .unexpectedResponse,
        "the answer is a redirect (\(status))"
          + (target.map { " to \($0.origin)" } ?? "")
          + ", which is not followed with a token; check the base address")
    case 500...:
      return CallPressError(.serverFailure, "the API failed (\(status))\(said)")
    case 408, 425:
      return CallPressError(.timedOut, "the API took too long (\(status))\(said)")
    default:
      return CallPressError(.requestRefused, "the API refused the request (\(status))\(said)")
    }
  }

  /// The error for an answer that did not come.
  func failure(_ reason: TransportError, _ attempts: Int) -> CallPressError {
    let tries = attempts > 1 ? " after \(attempts) attempts" : ""
    let cause = CallabFailure(attempts: attempts, transport: reason)
    let place = SourceLocation(source: settings.base.origin)
    switch reason.kind {
    case .unreachable:
      return CallPressError(
        .unreachable, "cannot be reached\(tries): \(reason.reason)", at: place, cause: cause)
    case .untrusted:
      return CallPressError(
        .unreachable,
        "cannot be trusted: \(reason.reason); --ca-file names certificates to trust besides the "
          + "system's", at: place, cause: cause)
    case .timedOut:
      return CallPressError(
        .timedOut, "no answer\(tries): \(reason.reason)", at: place, cause: cause)
    case .cut:
      return CallPressError(
        .unreachable, "no whole answer\(tries): \(reason.reason)", at: place, cause: cause)
    case .tooLarge:
      return CallPressError(.limitExceeded, reason.reason, at: place, cause: cause)
    case .badEncoding:
      return CallPressError(.unexpectedResponse, reason.reason, at: place, cause: cause)
    case .badSettings:
      return CallPressError(.invalidSetting, reason.reason, cause: cause)
    case .cancelled: return Self.cancelled
    }
  }

  /// What an answer is, for people: its type and its size.
  func what(_ reply: Reply) -> String {
    let type = reply.contentType.map { MessageText.clean($0, limit: 60) } ?? "no content type"
    return "\(type), \(reply.body.count) bytes"
  }

  /// What an answer says of its failure, where it is JSON; else what it is.
  private func said(in reply: Reply) -> String {
    guard !reply.body.isEmpty else { return "" }
    guard let document = try? JSONDocument(parsing: reply.body) else { return what(reply) }
    return CallabAnswer.message(in: document.root)
  }
}

extension Instant {
  /// The instant that is later by a duration, to the millisecond.
  func advanced(by duration: Duration) -> Instant {
    let (seconds, attoseconds) = duration.components
    let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    guard !overflow else { return self }
    let (sum, tooFar) = millisecondsSince1970.addingReportingOverflow(
      milliseconds + attoseconds / 1_000_000_000_000_000)
    return tooFar ? self : Instant(millisecondsSince1970: sum)
  }
}
