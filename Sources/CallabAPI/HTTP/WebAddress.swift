/// An address of the web, read more strictly than browsers do: scheme, host, port, path and query.
///
/// Whoever checks an address and whoever connects to it must not read it differently. That is why
/// anything that two readers might read in two ways is refused: user names, backslashes, white
/// space, control characters, escapes in the host, letters beyond ASCII.
public struct WebAddress: Hashable, Sendable, CustomStringConvertible {
  /// The two schemes that there are.
  public enum Scheme: String, Hashable, Sendable {
    /// In the clear.
    case http
    /// Encrypted.
    case https

    /// The port where none is named.
    public var defaultPort: Int { self == .https ? 443 : 80 }
  }

  /// Encrypted or not.
  public var scheme: Scheme
  /// The host in lower case; an address of IPv6 without its brackets.
  public private(set) var host: String
  /// The port.
  public var port: Int
  /// The path, from its first slash, escaped.
  public private(set) var path: String
  /// What stands behind the question mark, escaped; `nil` where there is none.
  public private(set) var query: String?

  /// The longest address that is read, in bytes.
  public static let maximumLength = 8192

  /// Reads an absolute address; `nil` for anything that is not plainly one.
  ///
  /// A fragment is dropped, since it is never sent.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.maximumLength, bytes.allSatisfy(Self.isAllowed) else { return nil }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      let scheme = Scheme(rawValue: String(decoding: bytes[..<colon], as: UTF8.self).lowercased()),
      bytes[(colon + 1)...].starts(with: "//".utf8)
    else { return nil }
    let rest = bytes[(colon + 3)...]
    let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
    guard let (host, port) = Self.authority(rest[..<end]) else { return nil }
    self.scheme = scheme
    self.host = host
    self.port = port ?? scheme.defaultPort
    (path, query) = Self.target(rest[end...])
  }

  /// The address that a `Location` header names, seen from this one.
  public func resolving(_ reference: String) -> WebAddress? {
    let bytes = Array(reference.utf8)
    guard bytes.count <= Self.maximumLength, bytes.allSatisfy(Self.isAllowed), !bytes.isEmpty
    else { return nil }
    if reference.hasPrefix("//") { return WebAddress("\(scheme.rawValue):\(reference)") }
    // A colon before the first slash ends a scheme.
    let head = bytes.prefix { !"/?#".utf8.contains($0) }
    if head.contains(UInt8(ascii: ":")) { return WebAddress(reference) }
    var copy = self
    if bytes[0] == UInt8(ascii: "/") {
      (copy.path, copy.query) = Self.target(bytes[...])
    } else if bytes[0] == UInt8(ascii: "?") {
      (_, copy.query) = Self.target(bytes[...])
    } else if bytes[0] != UInt8(ascii: "#") {
      let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? "/"
      (copy.path, copy.query) = Self.target((Array(folder.utf8) + bytes)[...])
    }
    return copy
  }

  /// The same server with more of a path and a query.
  ///
  /// - Parameters:
  ///   - segments: What to append to the path, each escaped whole.
  ///   - items: The names and values of the query, each escaped.
  public func appending(
    _ segments: [String], query items: [(name: String, value: String)] = []
  ) -> WebAddress {
    var copy = self
    while copy.path.hasSuffix("/") { copy.path.removeLast() }
    for segment in segments { copy.path += "/" + Self.escaped(segment) }
    if copy.path.isEmpty { copy.path = "/" }
    copy.query =
      items.isEmpty
      ? nil
      : items.map { "\(Self.escaped($0.name))=\(Self.escaped($0.value))" }.joined(separator: "&")
    return copy
  }

  /// The scheme, the host, and the port where it is not the usual one.
  public var origin: String {
    let shown = host.contains(":") ? "[\(host)]" : host
    return "\(scheme.rawValue)://\(shown)" + (port == scheme.defaultPort ? "" : ":\(port)")
  }

  /// The path and the query, as a request names them.
  var target: String { path + (query.map { "?\($0)" } ?? "") }

  /// The whole address.
  public var absolute: String { origin + target }

  /// The address without its query, which may hold a signature that opens the door.
  public var description: String { origin + path + (query == nil ? "" : "?…") }

  /// Whether the host is this machine by its name or number.
  public var isLoopback: Bool {
    host == "localhost" || host.hasSuffix(".localhost")
      || NetworkAddress(host).map(\.isLoopback) ?? false
  }

  /// The text with everything but letters, digits, `-`, `.`, `_` and `~` escaped.
  package static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      if isUnreserved(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    // A segment of dots alone would change the folder.
    if bytes == Array(".".utf8) { return "%2E" }
    if bytes == Array("..".utf8) { return "%2E%2E" }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "-._~".utf8.contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "-._~:/?#[]@!$&'()*+,;=%|{}^".utf8.contains(byte)
  }

  private static func authority(_ bytes: ArraySlice<UInt8>) -> (host: String, port: Int?)? {
    guard !bytes.contains(UInt8(ascii: "@")) else { return nil }
    var host = bytes
    var port: Int?
    if bytes.first == UInt8(ascii: "[") {
      guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      host = bytes[(bytes.startIndex + 1)..<close]
      guard let parsed = Self.port(bytes[(close + 1)...]) else { return nil }
      port = parsed.port
      let text = String(decoding: host, as: UTF8.self).lowercased()
      guard text.contains(":"), NetworkAddress(text) != nil else { return nil }
      return (text, port)
    }
    if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
      host = bytes[..<colon]
      guard let parsed = Self.port(bytes[colon...]) else { return nil }
      port = parsed.port
    }
    guard !host.isEmpty, host.count <= 253,
      host.allSatisfy({ isLetterOrDigit($0) || "-._".utf8.contains($0) }),
      host.first != UInt8(ascii: "."), host.first != UInt8(ascii: "-")
    else { return nil }
    var text = String(decoding: host, as: UTF8.self).lowercased()
    if text.hasSuffix(".") { text.removeLast() }
    guard !text.isEmpty, !text.contains("..") else { return nil }
    return (text, port)
  }

  /// Nothing, or a colon and a number.
  private static func port(_ bytes: ArraySlice<UInt8>) -> (port: Int?, Void)? {
    guard let first = bytes.first else { return (nil, ()) }
    let digits = bytes.dropFirst()
    if first == UInt8(ascii: ":"), digits.isEmpty { return (nil, ()) }
    guard first == UInt8(ascii: ":"), digits.count <= 5,
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int(String(decoding: digits, as: UTF8.self)), (1...65535).contains(number)
    else { return nil }
    return (number, ())
  }

  /// The path and the query of what stands behind the host.
  private static func target(_ bytes: ArraySlice<UInt8>) -> (path: String, query: String?) {
    let whole = bytes.prefix { $0 != UInt8(ascii: "#") }
    let mark = whole.firstIndex(of: UInt8(ascii: "?"))
    let path = String(decoding: whole[..<(mark ?? whole.endIndex)], as: UTF8.self)
    let query = mark.map { String(decoding: whole[($0 + 1)...], as: UTF8.self) }
    return (path.hasPrefix("/") ? path : "/" + path, query)
  }
}
