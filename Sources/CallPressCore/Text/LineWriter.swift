/// What a format does to the characters that mean something to it.
protocol TextEscape {
  /// The bytes with which such a character begins.
  var stops: ByteSet { get }

  /// Writes the character at a place in its safe form.
  ///
  /// - Returns: How many bytes of the source that stands for; 0 where the byte is harmless here.
  mutating func escape(
    _ bytes: UnsafeBufferPointer<UInt8>, at: Int, to output: inout OutputBuffer
  ) -> Int

  /// Called where a line begins.
  mutating func beginLine()
}

extension TextEscape {
  mutating func beginLine() {}
}

/// Writes texts as parts of single lines: the one way from untrusted text into a line format.
///
/// Runs of harmless bytes are copied whole. A run of white space, line ends and controls becomes
/// one space, so a text can neither end its line nor send a command to a terminal.
struct LineWriter<Escape: TextEscape> {
  /// What the format does to its own characters.
  var escape: Escape
  /// How many controls, line ends not counted, became spaces.
  private(set) var controls = 0
  private let stops: [Stop]

  /// What a byte means to the search for the next thing to look at.
  private enum Stop: UInt8 {
    case none, space, stop
  }

  /// Makes a writer.
  init(_ escape: Escape) {
    self.escape = escape
    var stops = escape.stops.union(WhiteSpace.leads).table.map { $0 ? Stop.stop : .none }
    if stops[0x20] == .none { stops[0x20] = .space }
    self.stops = stops
  }

  /// Appends a text.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer) {
    escape.beginLine()
    guard let base = bytes.baseAddress else { return }
    var clean = 0
    var at = 0
    while true {
      at = stops.withUnsafeBufferPointer { Self.nextStop(base, at, bytes.count, $0) }
      guard at < bytes.count else { break }
      (at, clean) =
        bytes[at] == 0x20
        ? space(bytes, clean, at, &output) : stop(bytes, clean, at, &output)
    }
    output.append(UnsafeBufferPointer(rebasing: bytes[clean..<bytes.count]))
  }

  /// The next byte that has to be looked at: one that means something, or the first of two spaces.
  @inline(__always)
  private static func nextStop(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ stops: UnsafeBufferPointer<Stop>
  ) -> Int {
    guard let stops = stops.baseAddress else { return end }
    var at = start
    while at < end {
      switch stops[Int(bytes[at])] {
      case .none: at &+= 1
      case .space:
        at &+= 1
        if at < end, bytes[at] == 0x20 { return at &- 1 }
      case .stop: return at
      }
    }
    return at
  }

  /// Appends a text without the white space at its ends.
  mutating func append(text: String, to output: inout OutputBuffer) {
    var text = text
    text.withUTF8 {
      append(UnsafeBufferPointer(rebasing: $0[WhiteSpace.trimmed($0)]), to: &output)
    }
  }

  private mutating func stop(
    _ bytes: UnsafeBufferPointer<UInt8>, _ clean: Int, _ at: Int, _ output: inout OutputBuffer
  ) -> (read: Int, clean: Int) {
    let byte = bytes[at]
    if WhiteSpace.leads.contains(byte) {
      let (scalar, length) = UTF8Scalars.decode(bytes, at)
      if WhiteSpace.kind(scalar) == .none {
        guard escape.stops.contains(byte) else { return (at + length, clean) }
      } else {
        return space(bytes, clean, at, &output)
      }
    }
    output.append(UnsafeBufferPointer(rebasing: bytes[clean..<at]))
    let taken = escape.escape(bytes, at: at, to: &output)
    return taken == 0 ? (at + 1, at) : (at + taken, at + taken)
  }

  private mutating func space(
    _ bytes: UnsafeBufferPointer<UInt8>, _ clean: Int, _ at: Int, _ output: inout OutputBuffer
  ) -> (read: Int, clean: Int) {
    let run = WhiteSpace.run(bytes, from: at)
    output.append(UnsafeBufferPointer(rebasing: bytes[clean..<at]))
    if run.hasControls { controls += 1 }
    let followsSpace = at > 0 && bytes[at - 1] == 0x20
    if run.kind == .breaking {
      if !followsSpace { output.append(0x20) }
    } else if !followsSpace {
      let length = UTF8Scalars.decode(bytes, at).length
      output.append(UnsafeBufferPointer(rebasing: bytes[at..<at + length]))
    }
    return (run.end, run.end)
  }
}

/// Nothing to escape: plain text.
struct PlainEscape: TextEscape {
  let stops = ByteSet([])

  mutating func escape(
    _ bytes: UnsafeBufferPointer<UInt8>, at: Int, to output: inout OutputBuffer
  ) -> Int { 0 }
}
