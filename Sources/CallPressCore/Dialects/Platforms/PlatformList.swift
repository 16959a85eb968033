/// A list of turns in what a platform answers or sends.
struct PlatformList {
  /// The array.
  var list: JSONValue
  /// The object that holds it; `nil` for a bare array.
  var holder: JSONValue?

  /// What platforms wrap their calls in.
  private static let wrappers: [StaticString] = [
    "data", "call", "message", "payload", "body", "response", "result", "conversation", "artifact",
    "report", "event", "transcription", "content", "transcript", "object",
  ]
  private static let depthLimit = 4

  /// Finds the array: the value itself, or a member of it or of what it wraps.
  ///
  /// - Parameters:
  ///   - value: The transcript as it was found.
  ///   - names: Names of the member, the best first.
  ///   - isWanted: Whether an array that is there is worth reading.
  init?(
    in value: JSONValue, named names: [StaticString],
    where isWanted: (JSONValue) -> Bool = { _ in true }
  ) {
    guard let found = Self.find(in: value, names, isWanted, depth: 0) else { return nil }
    self = found
  }

  private init(list: JSONValue, holder: JSONValue?) {
    self.list = list
    self.holder = holder
  }

  private static func find(
    in value: JSONValue, _ names: [StaticString], _ isWanted: (JSONValue) -> Bool, depth: Int
  ) -> PlatformList? {
    if value.kind == .array {
      return depth == 0 && !value.isEmpty && isWanted(value)
        ? PlatformList(list: value, holder: nil) : nil
    }
    guard value.kind == .object, depth < depthLimit else { return nil }
    for name in names {
      if let list = value[name], list.kind == .array, !list.isEmpty, isWanted(list) {
        return PlatformList(list: list, holder: value)
      }
    }
    for name in wrappers {
      guard let inner = value[name], inner.kind == .object else { continue }
      if let found = find(in: inner, names, isWanted, depth: depth + 1) { return found }
    }
    return nil
  }

  /// How many of the elements are what they should be, among those looked at.
  func count(where isKnown: (JSONValue) -> Bool) -> (known: Int, seen: Int) {
    Sample.count(in: list, where: isKnown)
  }
}

extension Sample {
  /// How many of an array's elements fulfil a condition, among those looked at.
  static func count(
    in list: JSONValue, where isKnown: (JSONValue) -> Bool
  ) -> (known: Int, seen: Int) {
    let sample = elements(of: list)
    return (sample.reduce(0) { $0 + (isKnown($1) ? 1 : 0) }, sample.count)
  }
}

extension TranscriptSource {
  /// The JSON, where it is some.
  var json: JSONValue? {
    if case .json(let value) = self { value } else { nil }
  }
}

extension CallPressError {
  /// What a dialect answers that was forced on something else.
  static func notThisShape(_ wanted: String) -> CallPressError {
    CallPressError(.unrecognizedDialect, "the transcript is no \(wanted)")
  }
}
