public import CallPressCore

/// One answer of the API: the bytes as they were delivered, and a view of what is in them.
public struct CallabAnswer: Sendable {
  /// The body as it was delivered, unpacked where it was compressed.
  public var bytes: [UInt8]
  /// The value of the envelope's `data`, or the whole where there is no envelope.
  public var data: JSONValue

  /// Reads the body of an answer with a good status.
  ///
  /// - Throws: `malformed-json` and its kin for what is no JSON; `failure-response` for an envelope
  ///   whose `status` is anything but `ok`, with its message.
  public init(parsing bytes: [UInt8]) throws(CallPressError) {
    let document = try JSONDocument(parsing: bytes)
    let root = document.root
    self.bytes = bytes
    // A call has members of other names; beside one of these `status` is the envelope's.
    guard root.kind == .object, let status = root["status"],
      root["data"] ?? root["message"] ?? root["error"] != nil
        || status.string?.lowercased() == "error"
    else {
      data = root["data"] ?? root
      return
    }
    guard status.string?.lowercased() == "ok" else {
      let said = Self.message(in: root)
      throw CallPressError(
        .failureResponse,
        "the API answered with an error" + (said.isEmpty ? "" : ": \(said)"),
        at: SourceLocation(pointer: status.pointer))
    }
    data = root["data"] ?? root
  }

  /// The answer's own words, fit for a terminal; empty where it has none.
  static func message(in root: JSONValue) -> String {
    let candidates = [
      root["message"], root["error"]?["message"], root["error"], root["detail"],
    ]
    for case .some(let candidate) in candidates {
      let text = MessageText.clean(candidate.string ?? "", limit: 300)
      if !text.isEmpty { return text }
    }
    return ""
  }
}
