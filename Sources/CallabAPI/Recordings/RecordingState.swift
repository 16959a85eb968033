import CallPressCore

/// How far a recording is.
struct RecordingState {
  let sink: any RecordingSink
  let limit: Int
  var received = 0
  var validator: String?
  private var digest = ByteDigest()
  private var head: [UInt8] = []

  init(sink: any RecordingSink, limit: Int) {
    self.sink = sink
    self.limit = limit
  }

  mutating func append(_ bytes: [UInt8]) throws(CallPressError) {
    try sink.append(bytes)
    bytes.withUnsafeBytes { digest.update($0) }
    if head.count < 4096 { head += bytes.prefix(4096 - head.count) }
    received += bytes.count
  }

  mutating func restart() throws(CallPressError) {
    try sink.restart()
    received = 0
    validator = nil
    digest = ByteDigest()
    head = []
  }

  func recording(origin: WebAddress, contentType: String?, attempts: Int) -> Recording {
    Recording(
      origin: origin.origin + origin.path, contentType: contentType.map { MessageText.clean($0) },
      kind: AudioKind(head: head), size: received, sha256: digest.text,
      duration: AudioKind.duration(head: head, size: received), attempts: attempts)
  }
}
