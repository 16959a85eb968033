/// The lines of a turn that was a caption before, where they can stay as they are.
enum KeptCue {
  /// Finds the lines.
  ///
  /// - Parameters:
  ///   - bytes: The text of the turn.
  ///   - offset: What is added to the places.
  ///   - turn: The turn's number.
  ///   - lines: Where to; left as it was where they are too long or too many.
  /// - Returns: How many lines there are; 0 where they cannot stay.
  static func append(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, turn: Int, _ settings: CaptionSettings,
    to lines: inout [CueLine]
  ) -> Int {
    let first = lines.count
    let width = settings.usableLineWidth
    for line in CaptionLines(bytes).ranges {
      let whole = UnsafeBufferPointer(rebasing: bytes[line])
      guard !WhiteSpace.isBlank(whole) else { continue }
      let trimmed = WhiteSpace.trimmed(whole)
      let range = line.lowerBound + trimmed.lowerBound..<line.lowerBound + trimmed.upperBound
      // No character has more columns than bytes.
      guard lines.count - first < settings.usableLines,
        range.count <= width
          || DisplayWidth.columns(of: UnsafeBufferPointer(rebasing: bytes[range])) <= width
      else {
        lines.removeSubrange(first...)
        return 0
      }
      lines.append(
        CueLine(range: range.lowerBound + offset..<range.upperBound + offset, turn: turn))
    }
    return lines.count - first
  }
}
