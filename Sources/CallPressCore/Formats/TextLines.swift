/// Writes lines of plain text, wrapped where a width is set.
struct TextLines {
  /// The column at which lines wrap, `nil` for never.
  private let width: Int?
  private var line = LineWriter(PlainEscape())
  /// Where the present line begins in the output.
  private var start = 0

  /// How many runs of control characters became spaces.
  var controls: Int { line.controls }

  /// Makes a writer; a line is never narrower than 20 columns.
  init(width: Int?) {
    self.width = width.map { max($0, 20) }
  }

  /// Begins a line.
  mutating func begin(_ output: borrowing OutputBuffer) {
    start = output.count
  }

  /// Appends a text of unknown origin to the line, without wrapping.
  mutating func append(_ text: String, to output: inout OutputBuffer) {
    line.append(text: text, to: &output)
  }

  /// Ends the line with a text, on one line or on several, the later ones indented.
  ///
  /// - Parameters:
  ///   - text: The text; a space is put before it.
  ///   - indent: The columns before later lines, at most half the width.
  ///   - output: Where to.
  mutating func finish(_ text: String, indent: Int, to output: inout OutputBuffer) {
    var text = text
    text.withUTF8 { bytes in
      let bytes = UnsafeBufferPointer(rebasing: bytes[WhiteSpace.trimmed(bytes)])
      guard !bytes.isEmpty else { return }
      if output.count > start { output.append(" ") }
      guard let width else {
        line.append(bytes, to: &output)
        return
      }
      let taken = output.withBytes {
        DisplayWidth.columns(of: UnsafeBufferPointer(rebasing: $0[start...]))
      }
      wrap(bytes, from: taken, indent: min(indent, width / 2), width: width, to: &output)
    }
    output.append("\n")
  }

  private mutating func wrap(
    _ bytes: UnsafeBufferPointer<UInt8>, from taken: Int, indent: Int, width: Int,
    to output: inout OutputBuffer
  ) {
    var atoms = Scratch<Atom>()
    AtomScanner.scan(bytes, limit: width - indent, into: &atoms)
    var column = taken
    // The atoms of the present line.
    var first = 0
    var end = 0
    while end < atoms.count {
      // What belongs together moves together, as long as it fits.
      var next = end + 1
      var columns = atoms[end].columns
      while next < atoms.count, atoms[next].joint == .glue,
        columns + atoms[next].gap + atoms[next].columns <= width - indent
      {
        columns += atoms[next].gap + atoms[next].columns
        next += 1
      }
      let gap = end > first ? atoms[end].gap : 0
      let isFresh = end == first && column <= indent
      if column + gap + columns > width, !isFresh {
        flush(bytes, atoms, first, end, to: &output)
        output.append("\n")
        for _ in 0..<indent { output.append(" ") }
        column = indent + columns
        first = end
      } else {
        column += gap + columns
      }
      end = next
    }
    flush(bytes, atoms, first, end, to: &output)
  }

  private mutating func flush(
    _ bytes: UnsafeBufferPointer<UInt8>, _ atoms: borrowing Scratch<Atom>, _ first: Int,
    _ end: Int, to output: inout OutputBuffer
  ) {
    guard end > first else { return }
    line.append(
      UnsafeBufferPointer(rebasing: bytes[atoms[first].start..<atoms[end - 1].end]), to: &output)
  }
}
