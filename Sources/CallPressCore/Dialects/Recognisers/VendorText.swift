/// The text of many tokens as the source itself writes it.
enum VendorText {
  /// The parts of a text that belong to runs of tokens; `nil` where a run cannot be found in it.
  static func pieces(of text: String, tokens: [SpeechToken], runs: [Range<Int>]) -> [String]? {
    guard runs.count > 1 else { return nil }
    var text = text
    return text.withUTF8 { bytes in
      var aligner = WordAligner(bytes, provenance: .measured, expecting: 0)
      var cuts: [Int] = []
      var previous = 0
      for (position, run) in runs.enumerated() {
        var isFirst = true
        for token in tokens[run] where token.isWord {
          var word = token.text
          guard let range = word.withUTF8({ aligner.place($0) }) else {
            if isFirst { return nil }
            continue
          }
          if isFirst, position > 0 { cuts.append(cut(bytes, previous..<range.lowerBound)) }
          isFirst = false
          previous = range.upperBound
        }
        if isFirst { return nil }
      }
      var pieces: [String] = []
      var start = 0
      for end in cuts + [bytes.count] {
        guard end >= start else { return nil }
        pieces.append(decoded(UnsafeBufferPointer(rebasing: bytes[start..<end])))
        start = end
      }
      return pieces
    }
  }

  /// Where to part a text between two words: behind the last space, else in front of the second.
  private static func cut(_ bytes: UnsafeBufferPointer<UInt8>, _ gap: Range<Int>) -> Int {
    var place = gap.upperBound
    while place > gap.lowerBound {
      if WordAligner.isSpace(bytes[place - 1]) { return place }
      place -= 1
    }
    return gap.upperBound
  }

  private static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: WordAligner.trimmed(bytes), as: UTF8.self)
  }

  /// A text without the white space around it.
  static func trimmed(_ text: String) -> String {
    var text = text
    return text.withUTF8 { decoded($0) }
  }
}
