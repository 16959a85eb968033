/// Finds international bank account numbers as they are written, letters among the digits too.
enum IBANFinder {
  /// The tokens of the numbers in a text.
  static func numbers(in text: RedactionText) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = 0
    while at < text.count {
      guard let end = number(text, at) else {
        at += 1
        continue
      }
      found.append(at..<end)
      at = end
    }
    return found
  }

  /// Where a number ends that begins with a token of two letters and two digits.
  private static func number(_ text: RedactionText, _ start: Int) -> Int? {
    guard text.isKind(start, .word), text.hasDigit(start), !text.cells[start].isOpaque else {
      return nil
    }
    var bytes = Array(text.text.bytes[text.text.tokens[start].range])
    guard bytes.count >= 4, bytes[0] >= 0x61, bytes[1] >= 0x61, bytes[2] &- 0x30 < 10,
      bytes[3] &- 0x30 < 10, let length = BankNumbers.length(bytes[0], bytes[1])
    else { return nil }
    var at = start + 1
    while bytes.count < length, at < text.count {
      if text.isMark(at, UInt8(ascii: "-")) || text.isMark(at, UInt8(ascii: ".")) {
        at += 1
        continue
      }
      guard text.isKind(at, .digits) || text.isKind(at, .word), !text.cells[at].isOpaque,
        text.text.tokens[at].length <= length - bytes.count
      else { return nil }
      bytes += text.text.bytes[text.text.tokens[at].range]
      at += 1
    }
    return bytes.count == length && Checksums.iban(bytes[...]) ? at : nil
  }
}
