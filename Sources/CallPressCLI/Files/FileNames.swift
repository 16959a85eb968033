/// Names for outputs that no provider's string can turn into a path or a device.
enum FileNames {
  /// The most bytes of a name before its extension.
  static let maximumLength = 80

  /// A call's identifier as a base name: the letters, digits, dots, dashes and underscores of
  /// ASCII, at most 80 bytes, no dot or dash in front, no dot at the end, no name of a device.
  ///
  /// An identifier that already is one stays as it is; of any other the bad characters become
  /// underscores and a hash of the whole is put behind, so that different ones stay different.
  static func safe(_ identifier: String) -> String {
    var bytes: [UInt8] = []
    var isChanged = false
    for byte in identifier.utf8 {
      if bytes.count == maximumLength {
        isChanged = true
        break
      }
      if isPlain(byte) {
        bytes.append(byte)
      } else {
        isChanged = true
        if bytes.last != underscore { bytes.append(underscore) }
      }
    }
    while let first = bytes.first, first == dot || first == dash {
      bytes.removeFirst()
      isChanged = true
    }
    while bytes.last == dot {
      bytes.removeLast()
      isChanged = true
    }
    if bytes.isEmpty || isReserved(bytes) {
      // A device is one with any extension, so a suffix alone would not do.
      bytes.insert(contentsOf: (bytes.isEmpty ? "call" : "call-").utf8, at: 0)
      isChanged = true
    }
    guard isChanged else { return String(decoding: bytes, as: UTF8.self) }
    let suffix = hash(identifier)
    let kept = bytes.prefix(maximumLength - suffix.utf8.count - 1)
    return "\(String(decoding: kept, as: UTF8.self))-\(suffix)"
  }

  /// An input's own file name without its folder and extensions, as a base name.
  ///
  /// The user chose it, so letters of every script stay; control characters and what ``safe(_:)``
  /// forbids at the ends go.
  static func base(ofInput path: String, extensions: [String]) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? ""
    let lowercased = name.lowercased()
    if lowercased.utf8.count == name.utf8.count,
      let known = extensions.filter({ lowercased.hasSuffix(".\($0)") }).max(by: {
        $0.utf8.count < $1.utf8.count
      })
    {
      name = String(decoding: name.utf8.dropLast(known.utf8.count + 1), as: UTF8.self)
    } else if let point = name.utf8.lastIndex(of: dot), point != name.utf8.startIndex {
      name = String(name[..<point])
    }
    let isFine =
      name.utf8.count <= maximumLength
      && name.unicodeScalars.allSatisfy { !TerminalText.isControl($0) }
      && !["", ".", ".."].contains(name)
      && name.utf8.first != dot && name.utf8.first != dash && name.utf8.last != dot
      && !isReserved(Array(name.utf8))
    return isFine ? name : safe(name)
  }

  private static let dot = UInt8(ascii: ".")
  private static let dash = UInt8(ascii: "-")
  private static let underscore = UInt8(ascii: "_")

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), dot, dash, underscore:
      true
    default: false
    }
  }

  /// Names that are devices on Windows, with any extension, in any case.
  private static func isReserved(_ name: [UInt8]) -> Bool {
    let stem = name.prefix { $0 != dot }.map { byte in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
    switch String(decoding: stem, as: UTF8.self) {
    case "con", "prn", "aux", "nul": return true
    case let device where device.hasPrefix("com") || device.hasPrefix("lpt"):
      return stem.count == 4 && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(stem[3])
    default: return false
    }
  }

  /// FNV-1a over the UTF-8, 64 bits in hexadecimal: the same on every machine and day.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// Gives every call of a run a name of its own.
struct NameAllocator {
  private var taken: Set<String> = []
  private var counts: [String: Int] = [:]

  /// The base name, or with the first number from 2 that makes it new in the run.
  ///
  /// Names that differ in case alone count as one, since some file systems think so too.
  mutating func claim(_ base: String) -> String {
    if taken.insert(base.lowercased()).inserted { return base }
    let key = base.lowercased()
    var number = counts[key] ?? 1
    var name: String
    repeat {
      number += 1
      name = "\(base)-\(number)"
    } while !taken.insert(name.lowercased()).inserted
    counts[key] = number
    return name
  }
}
