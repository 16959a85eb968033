import CallPressCore
import CallabAPI
import Foundation

/// The proxy for an address, by the variables that other programs look at too.
struct ProxySettings {
  private let environment: [String: String]

  /// Takes the environment's variables.
  init(_ environment: [String: String]) { self.environment = environment }

  /// The proxy to go through to a host; `nil` for none.
  ///
  /// `https_proxy` for https, `http_proxy` in lower case alone for http, `all_proxy` for both;
  /// `no_proxy` lists hosts that are reached without, by name or by the end of their name. This
  /// machine is always reached without.
  func proxy(for address: WebAddress) throws(CallPressError) -> TransportSettings.Proxy? {
    guard !address.isLoopback, !isExempt(address.host) else { return nil }
    // Upper-case HTTP_PROXY is what a web server makes of a request's header.
    let names =
      address.scheme == .https
      ? ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
      : ["http_proxy", "all_proxy", "ALL_PROXY"]
    for name in names {
      guard let value = environment[name], !value.isEmpty else { continue }
      return try Self.parse(value, variable: name)
    }
    return nil
  }

  private func isExempt(_ host: String) -> Bool {
    let list = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
    return list.split(whereSeparator: { $0 == "," || $0 == " " }).contains { entry in
      var entry = entry.lowercased()
      if entry == "*" { return true }
      while entry.hasPrefix(".") { entry.removeFirst() }
      return !entry.isEmpty && (host == entry || host.hasSuffix("." + entry))
    }
  }

  private static func parse(
    _ value: String, variable: String
  ) throws(CallPressError) -> TransportSettings.Proxy {
    var rest = value.contains("://") ? value : "http://" + value
    var credentials: Secret?
    // A name and a password are allowed here and nowhere else.
    if let scheme = rest.range(of: "://"), let at = rest.lastIndex(of: "@") {
      let pair = rest[scheme.upperBound..<at].removingPercentEncoding ?? ""
      credentials = Secret(Data(pair.utf8).base64EncodedString())
      rest = String(rest[..<scheme.upperBound]) + rest[rest.index(after: at)...]
    }
    guard let address = WebAddress(rest), address.scheme == .http else {
      throw CallPressError(
        .invalidConfiguration,
        "the variable \(variable) names no proxy that can be used, such as http://proxy.example:3128"
      )
    }
    return TransportSettings.Proxy(
      host: address.host, port: address.port, authorization: credentials)
  }
}
