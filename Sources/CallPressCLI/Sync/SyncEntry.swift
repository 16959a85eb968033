import CallPressCore
import CallabAPI

/// What a sync remembers of a call: one line of its journal.
struct SyncEntry: Equatable, Sendable {
  /// How far the call is.
  enum State: String, Sendable {
    /// All that is to be expected of it is there.
    case done
    /// The transcript or the outcomes were not there yet.
    case waiting
  }

  /// The call's identifier.
  var id: String
  /// What tells whether the call has changed; see ``stamp(of:)``.
  var stamp: String
  /// How far the call is.
  var state: State
  /// The SHA-256 of the record that was saved.
  var sha256: String
  /// The name of the recording's file, empty where the call has none; `nil` where none was asked
  /// for.
  var recording: String?
  /// The formats that were tried.
  var formats: [String]

  /// What of a row of the list tells whether the call has changed: `updated_at`, or else a digest
  /// of the row.
  ///
  /// The address of the recording does not count, since one that is signed is new each time.
  static func stamp(of row: JSONValue) -> String {
    if let updated = row["updated_at"]?.string, !updated.isEmpty { return "at " + updated }
    var bytes: [UInt8] = []
    if row.kind == .object {
      for member in row.children where !member.hasKey("record_url") {
        bytes += Array((member.key ?? "").utf8) + [0] + member.rawBytes + [0]
      }
    } else {
      bytes = Array(row.rawBytes)
    }
    return "of " + ByteDigest.text(bytes)
  }

  /// The entry as a line of JSON.
  func append(to output: inout OutputBuffer) {
    func member(_ name: StaticString, _ text: String, _ output: inout OutputBuffer) {
      output.append(",\"")
      output.append(name)
      output.append("\":")
      JSONEscaping.append(text, to: &output)
    }
    output.append("{\"id\":")
    JSONEscaping.append(id, to: &output)
    member("stamp", stamp, &output)
    member("state", state.rawValue, &output)
    member("sha256", sha256, &output)
    if let recording { member("recording", recording, &output) }
    output.append(",\"formats\":[")
    for (position, format) in formats.enumerated() {
      if position > 0 { output.append(",") }
      JSONEscaping.append(format, to: &output)
    }
    output.append("]}\n")
  }

  /// Reads a line; `nil` for one that is no entry.
  init?(_ value: JSONValue) {
    guard let id = value["id"]?.string, let stamp = value["stamp"]?.string,
      let state = value["state"]?.string.flatMap(State.init(rawValue:)),
      let sha256 = value["sha256"]?.string
    else { return nil }
    self.id = id
    self.stamp = stamp
    self.state = state
    self.sha256 = sha256
    recording = value["recording"]?.string
    formats = value["formats"]?.children.compactMap(\.string) ?? []
  }

  /// Makes an entry.
  init(
    id: String, stamp: String, state: State, sha256: String, recording: String?,
    formats: [String]
  ) {
    self.id = id
    self.stamp = stamp
    self.state = state
    self.sha256 = sha256
    self.recording = recording
    self.formats = formats
  }
}
