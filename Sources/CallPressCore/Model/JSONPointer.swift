/// A place inside a JSON document, as RFC 6901 writes it: `/data/transcript_object/4/words/0`.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
  /// The reference tokens from the root down, unescaped.
  public var tokens: [String]

  /// Makes a pointer from its unescaped tokens; none of them points at the whole document.
  public init(_ tokens: [String] = []) {
    self.tokens = tokens
  }

  /// Reads the text form (RFC 6901 §3), `nil` when it neither is empty nor begins with a slash.
  public init?(parsing text: String) {
    if text.isEmpty {
      self.init()
      return
    }
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    let parts = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    self.init(parts.map { Self.unescape($0) })
  }

  /// The pointer to a member or element of what this one points at.
  public func appending(_ token: String) -> JSONPointer {
    JSONPointer(tokens + [token])
  }

  /// The pointer to the element at a position of the array that this one points at.
  public func appending(_ index: Int) -> JSONPointer {
    appending(String(index))
  }

  /// The pointer that continues this one with another.
  public func appending(_ other: JSONPointer) -> JSONPointer {
    JSONPointer(tokens + other.tokens)
  }

  /// The text form of RFC 6901 §3, empty for the whole document.
  public var description: String {
    var text = ""
    for token in tokens {
      text += "/"
      for scalar in token.unicodeScalars {
        switch scalar {
        case "~": text += "~0"
        case "/": text += "~1"
        default: text.unicodeScalars.append(scalar)
        }
      }
    }
    return text
  }

  private static func unescape(_ token: Substring) -> String {
    var result = ""
    var pending = false
    for scalar in token.unicodeScalars {
      if pending {
        result += scalar == "0" ? "~" : scalar == "1" ? "/" : "~" + String(scalar)
        pending = false
      } else if scalar == "~" {
        pending = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return pending ? result + "~" : result
  }
}
