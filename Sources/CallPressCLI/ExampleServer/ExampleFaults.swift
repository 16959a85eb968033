import Synchronization

/// Trouble on purpose: the first request for a thing meets some, the next is served.
///
/// The kinds come one after another, so every run of the same requests meets the same.
final class ExampleFaults: Sendable {
  /// A kind of trouble.
  enum Fault: CaseIterable, Sendable {
    /// A failure of the server (500).
    case failure
    /// Too many requests (429), with a short wait.
    case tooMany
    /// The connection is closed before there is an answer.
    case noAnswer
    /// The connection is closed in the middle of the body.
    case cut
    /// The body stops for a moment.
    case stall
    /// A page of HTML from something in between (502).
    case page
  }

  private let state = Mutex<(seen: Set<String>, next: Int)>(([], 0))
  private let isOn: Bool

  /// Makes the trouble, or none.
  init(isOn: Bool) { self.isOn = isOn }

  /// The trouble that a request meets.
  func fault(for target: String) -> Fault? {
    guard isOn else { return nil }
    return state.withLock { state in
      guard state.seen.insert(target).inserted else { return nil }
      defer { state.next += 1 }
      return Fault.allCases[state.next % Fault.allCases.count]
    }
  }
}
