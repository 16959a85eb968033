/// The address of a recording that a page may link to and play.
///
/// Only whole `http` and `https` addresses that name a host in plain ASCII are taken. Everything
/// else is refused, with the reason, rather than mended: an address is no place for guesses.
struct RecordingAddress: Hashable, Sendable {
  /// The address, percent-encoded where it was not.
  var url: String
  /// The scheme, the host and the port if it names one: what a content security policy takes.
  var origin: String

  /// Why an address was refused.
  enum Refusal: String, Error, Hashable, CaseIterable {
    case notWeb = "it is neither an http nor an https address"
    case forbiddenCharacter = "it holds a space, a control character or a backslash"
    case userInformation = "it holds a user name"
    case host = "its host is not a plain name or number"
    case port = "its port is not a number from 1 to 65535"
    case tooLong = "it is too long"
  }

  /// The longest address in bytes.
  static let maximumBytes = 8192

  /// Reads an address as a record writes it.
  init(_ text: String) throws(Refusal) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.maximumBytes else { throw .tooLong }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { throw .notWeb }
    let scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
    guard scheme == "http" || scheme == "https" else { throw .notWeb }
    let isClean = text.unicodeScalars.allSatisfy { scalar in
      scalar.value > 0x20 && !(0x7F...0xA0).contains(scalar.value) && scalar != "\\"
        && (scalar.isASCII
          || !scalar.properties.isWhitespace && !scalar.properties.isNoncharacterCodePoint)
    }
    guard isClean else { throw .forbiddenCharacter }
    let rest = bytes[(colon + 1)...]
    guard rest.starts(with: Array("//".utf8)) else { throw .notWeb }
    let authorityStart = rest.startIndex + 2
    let authorityEnd =
      rest[authorityStart...].firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
    let authority = bytes[authorityStart..<authorityEnd]
    guard !authority.contains(UInt8(ascii: "@")) else { throw .userInformation }
    var host = authority
    var port = ""
    if let separator = authority.firstIndex(of: UInt8(ascii: ":")) {
      host = authority[..<separator]
      let digits = authority[(separator + 1)...]
      guard digits.count <= 5, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { throw .port }
      port = String(decoding: digits, as: UTF8.self)
      if !port.isEmpty {
        guard let number = Int(port), (1...65535).contains(number) else { throw .port }
      }
    }
    guard Self.isHost(host) else { throw .host }
    origin = "\(scheme)://\(String(decoding: host, as: UTF8.self).lowercased())"
    if !port.isEmpty { origin += ":\(port)" }
    url = origin + Self.percentEncoded(bytes[authorityEnd...])
  }

  /// Labels of letters, digits, hyphens and underscores with dots between them.
  private static func isHost(_ host: ArraySlice<UInt8>) -> Bool {
    guard !host.isEmpty, host.count <= 253 else { return false }
    return host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.count <= 63
        && $0.allSatisfy { isLetterOrDigit($0) || "-_".utf8.contains($0) }
    }
  }

  /// The path, the query and the fragment with everything encoded that RFC 3986 does not allow.
  private static func percentEncoded(_ bytes: ArraySlice<UInt8>) -> String {
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for at in bytes.indices {
      let byte = bytes[at]
      let isEscape =
        byte == UInt8(ascii: "%") && at + 2 < bytes.endIndex && isHexadecimal(bytes[at + 1])
        && isHexadecimal(bytes[at + 2])
      if isEscape || isLetterOrDigit(byte) || "-._~!$&'()*+,;=:@/?#".utf8.contains(byte) {
        result.append(byte)
      } else {
        result += [
          UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 0xF)],
        ]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
  }
}
