/// Finds the calls in a document: the API's answer, a call alone, a list of either, an event with
/// a call in it.
///
/// What a value is, is decided by its structure: by the members that the API documents.
struct Envelope {
  /// What was found in a document.
  enum Content {
    /// Calls, or what stood in their place.
    case calls([Result<JSONValue, CallPressError>])
    /// No call, but perhaps a transcript without one.
    case other(JSONValue)
  }

  /// Members that hold calls in the answers of this API and others.
  private static let wrappers: [StaticString] = [
    "data", "call", "calls", "response", "result", "results", "items", "payload", "body",
  ]
  /// How deep calls may be wrapped.
  private static let depthLimit = 5

  /// How much embedded JSON to take.
  private let limits: JSONDocument.Limits
  private var tracker = SourceTracker()
  /// Texts inside lists are not taken for encoded calls.
  private var isInList = false

  private init(limits: JSONDocument.Limits) {
    self.limits = limits
  }

  /// What a document holds.
  ///
  /// - Throws: `failure-response` for an answer that reports a failure, with its message.
  static func content(
    of root: JSONValue, limits: JSONDocument.Limits
  ) throws(CallPressError) -> Content {
    var envelope = Envelope(limits: limits)
    if let calls = try envelope.calls(in: root, depth: 0, from: nil) { return .calls(calls) }
    return .other(root)
  }

  /// The calls of a value, and the wrapper it was found in; `nil` where it is nothing of the kind.
  private mutating func calls(
    in value: JSONValue, depth: Int, from wrapper: StaticString?
  ) throws(CallPressError) -> [Result<JSONValue, CallPressError>]? {
    guard depth < Self.depthLimit else { return nil }
    switch value.kind {
    case .object: return try calls(inObject: value, depth: depth, from: wrapper)
    case .array: return elements(of: value, depth: depth, from: wrapper)
    case .string where !isInList:
      let unwrapped = EmbeddedJSON.unwrap(value, limits: limits)
      guard unwrapped.levels > 0 else { return nil }
      return try calls(in: unwrapped.value, depth: depth + 1, from: wrapper)
    default: return nil
    }
  }

  private mutating func calls(
    inObject value: JSONValue, depth: Int, from wrapper: StaticString?
  ) throws(CallPressError) -> [Result<JSONValue, CallPressError>]? {
    let shape = CallShape(value)
    if shape.isCertain, !isNotice(value, shape) { return [.success(value)] }
    if let failure = failure(of: value, shape) { throw failure }
    // Transcripts beside the calls that they are of: the calls alone would be less than half.
    if value["callTranscripts"]?.kind == .array { return nil }
    for name in Self.wrappers {
      guard let inner = value[name] else { continue }
      if let calls = try calls(in: inner, depth: depth + 1, from: name) { return calls }
    }
    // The API's own envelope vouches for whatever object it delivers.
    if depth == 0, shape.isEnvelope, let data = value["data"], data.kind == .object,
      !data.isEmpty, !CallShape(data).holdsTurns
    {
      return [.success(data)]
    }
    let isNamed = Self.isNamedCall(wrapper) && !value.isEmpty
    let mayBeLikely = wrapper == nil || Self.vouchesForLists(wrapper)
    return isNamed || (mayBeLikely && shape.isLikely) ? [.success(value)] : nil
  }

  /// Whether an object that has members of a call is but a notice with the call in it.
  private func isNotice(_ value: JSONValue, _ shape: CallShape) -> Bool {
    guard !shape.hasTranscriptObject, let inner = value["call"] ?? value["data"],
      inner.kind == .object
    else { return false }
    let innerShape = CallShape(inner)
    return innerShape.hasTranscriptObject || innerShape.distinctive > shape.distinctive
  }

  /// The calls of a list; `nil` where no element is one, unless the list is empty and the place
  /// for calls.
  private mutating func elements(
    of list: JSONValue, depth: Int, from wrapper: StaticString?
  ) -> [Result<JSONValue, CallPressError>]? {
    if list.isEmpty { return wrapper == nil || Self.vouchesForLists(wrapper) ? [] : nil }
    var results: [Result<JSONValue, CallPressError>] = []
    var others: [(position: Int, element: JSONValue)] = []
    var found = false
    let wasInList = isInList
    isInList = true
    defer { isInList = wasInList }
    for element in list.children {
      do throws(CallPressError) {
        let inner =
          element.kind == .object ? try calls(in: element, depth: depth + 1, from: wrapper) : nil
        if let inner {
          found = true
          results += inner
        } else {
          others.append((results.count, element))
        }
      } catch {
        results.append(.failure(error))
      }
    }
    guard found else { return nil }
    return merge(results, others)
  }

  /// The results of a list with a failure in the place of each element that is no call.
  private mutating func merge(
    _ results: [Result<JSONValue, CallPressError>], _ others: [(position: Int, element: JSONValue)]
  ) -> [Result<JSONValue, CallPressError>] {
    guard !others.isEmpty else { return results }
    var merged: [Result<JSONValue, CallPressError>] = []
    var taken = 0
    for (position, element) in others {
      merged += results[taken..<position]
      taken = position
      merged.append(.failure(noCall(element)))
    }
    return merged + results[taken...]
  }

  private static func isNamedCall(_ wrapper: StaticString?) -> Bool {
    guard let name = wrapper?.description else { return false }
    return name == "call" || name == "calls"
  }

  private static func vouchesForLists(_ wrapper: StaticString?) -> Bool {
    wrapper?.description == "data" || isNamedCall(wrapper)
  }

  private mutating func noCall(_ element: JSONValue) -> CallPressError {
    let names = MessageText.memberNames(of: element)
    let seen =
      names.isEmpty ? "it is \(element.kind.rawValue)" : "it has \(MessageText.list(names))"
    return CallPressError(
      .unrecognizedInput, "this element of the list is no call: \(seen)",
      at: tracker.location(of: element))
  }

  // MARK: Failures

  /// The failure that an answer reports, `nil` for any other object.
  private mutating func failure(of value: JSONValue, _ shape: CallShape) -> CallPressError? {
    let status = value["status"]?.string?.lowercased()
    let isError = status == "error" || value["success"]?.boolean == false
    let lacksData = value["data"]?.isNull ?? false
    guard isError || lacksData else { return nil }
    if shape.holdsTurns, value["error"]?.string == nil { return nil }
    if lacksData, !isError, !shape.isEnvelope, value.children.count > 1 { return nil }
    let said = Self.message(of: value)
    let what =
      isError
      ? "the API answered with an error"
      : "the API answered without a call: “data” is null; check the call's identifier"
    return CallPressError(
      .failureResponse, said.isEmpty ? what : "\(what): \(said)", at: tracker.location(of: value))
  }

  /// The answer's own words, fit for a terminal.
  private static func message(of value: JSONValue) -> String {
    let candidates = [
      value["message"], value["error"]?["message"], value["error"], value["detail"],
    ]
    for candidate in candidates {
      guard let text = candidate?.string else { continue }
      let cleaned = MessageText.clean(text, limit: 300)
      if !cleaned.isEmpty { return cleaned }
    }
    return ""
  }
}
