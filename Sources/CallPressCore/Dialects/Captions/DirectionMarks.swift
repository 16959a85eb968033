/// Takes the marks of direction out of captions that stand around lines and numbers for the sake
/// of players, as our own writers put them there; marks within the words stay.
enum DirectionMarks {
  /// A line without the marks around it, and without those around its numbers.
  static func removed(from line: [UInt8]) -> [UInt8] {
    let framed = framed(line[...])
    guard framed.contains(0xE2) else { return Array(framed) }
    return withoutNumberMarks(framed)
  }

  /// A piece of a line without the marks and blanks around it.
  static func framed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    // Nobody nests them deeper; each level costs a look at the whole line.
    var levels = 4
    while true {
      if let first = line.first, first == 0x20 || first == 0x09 {
        line = line.dropFirst()
      } else if let last = line.last, last == 0x20 || last == 0x09 {
        line = line.dropLast()
      } else if kind(line, at: line.startIndex) == .mark {
        line = line.dropFirst(3)
      } else if line.count >= 3, kind(line, at: line.endIndex - 3) == .mark {
        line = line.dropLast(3)
      } else if levels > 0, kind(line, at: line.startIndex) == .opening, isClosedAtEnd(line) {
        levels -= 1
        line = line.dropFirst(3).dropLast(3)
      } else {
        return line
      }
    }
  }

  private enum Kind {
    case mark, opening, closing
  }

  /// U+200E and U+200F are marks; U+202A, U+202B, U+202D and U+202E open what U+202C closes.
  private static func kind(_ bytes: ArraySlice<UInt8>, at: Int) -> Kind? {
    guard at >= bytes.startIndex, at + 2 < bytes.endIndex, bytes[at] == 0xE2, bytes[at + 1] == 0x80
    else { return nil }
    switch bytes[at + 2] {
    case 0x8E, 0x8F: return .mark
    case 0xAA, 0xAB, 0xAD, 0xAE: return .opening
    case 0xAC: return .closing
    default: return nil
    }
  }

  /// Whether what opens at the start closes at the end and not before.
  private static func isClosedAtEnd(_ line: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    var at = line.startIndex
    while at < line.endIndex {
      let kind = kind(line, at: at)
      if kind == .opening { depth += 1 }
      if kind == .closing {
        depth -= 1
        if depth == 0 { return at + 3 == line.endIndex }
      }
      at += kind == nil ? 1 : 3
    }
    return false
  }

  /// Without U+200E before digits, and without U+202D and U+202C around them.
  private static func withoutNumberMarks(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(line.count)
    var at = line.startIndex
    var isOpen = false
    while at < line.endIndex {
      if let kind = kind(line, at: at) {
        let isNumber = beginsNumber(line, at + 3)
        let sign = line[at + 2]
        if kind == .mark, sign == 0x8E, isNumber {
          at += 3
          continue
        }
        if kind == .opening, sign == 0xAD, isNumber, !isOpen {
          isOpen = true
          at += 3
          continue
        }
        if kind == .closing, isOpen {
          isOpen = false
          at += 3
          continue
        }
      }
      result.append(line[at])
      at += 1
    }
    return result
  }

  private static func beginsNumber(_ line: ArraySlice<UInt8>, _ at: Int) -> Bool {
    guard at < line.endIndex else { return false }
    if line[at] == UInt8(ascii: "+") || line[at] &- 0x30 < 10 { return true }
    guard at + 1 < line.endIndex else { return false }
    return (line[at] == 0xD9 && line[at + 1] &- 0xA0 < 10)
      || (line[at] == 0xDB && line[at + 1] &- 0xB0 < 10)
  }
}
