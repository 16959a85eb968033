extension LineWriter {
  /// Appends a line of a text in which words run from right to left, with its grouped numbers kept
  /// in order.
  ///
  /// Behind U+200E LEFT-TO-RIGHT MARK digits run as letters do (UAX #9, W2 and W7), and so do the
  /// spaces between them. Arabic-Indic digits do so only between U+202D and U+202C.
  ///
  /// - Parameter first: The first such number; `nil` where there is none.
  mutating func append(
    _ bytes: UnsafeBufferPointer<UInt8>, keeping first: GroupedNumber?,
    to output: inout OutputBuffer
  ) {
    guard first != nil else {
      append(bytes, to: &output)
      return
    }
    // The line is escaped as a whole, since what stands where in it matters to that.
    var marked = OutputBuffer(capacity: bytes.count + 32)
    var copied = 0
    var next = first
    while let number = next {
      let override = Bidi.leftToRightOverride
      marked.append(UnsafeBufferPointer(rebasing: bytes[copied..<number.range.lowerBound]))
      marked.append(number.needsOverride ? override.opening : Bidi.leftToRightMark)
      marked.append(UnsafeBufferPointer(rebasing: bytes[number.range]))
      if number.needsOverride { marked.append(override.closing) }
      copied = number.range.upperBound
      next = GroupedNumber.next(in: bytes, from: copied, to: bytes.count)
    }
    marked.append(UnsafeBufferPointer(rebasing: bytes[copied...]))
    marked.withBytes { append($0, to: &output) }
  }
}
