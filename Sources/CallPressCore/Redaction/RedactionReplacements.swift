/// Chooses what stands where values stood, the same for the same value within a call.
struct RedactionReplacements {
  private struct Key: Hashable {
    var type: RedactionType
    var bytes: [UInt8]
  }

  private let style: RedactionStyle
  private var numbers: [Key: Int] = [:]
  private var counts: [RedactionType: Int] = [:]

  init(_ style: RedactionStyle) {
    self.style = style
  }

  /// The number of a value among those of its type, from 1.
  mutating func number(_ type: RedactionType, _ key: [UInt8]) -> Int {
    let key = Key(type: type, bytes: key)
    if let number = numbers[key] { return number }
    counts[type, default: 0] += 1
    let number = counts[type] ?? 1
    numbers[key] = number
    return number
  }

  /// What stands for a value.
  ///
  /// - Parameters:
  ///   - name: The name of a pattern of the user's own.
  ///   - isWhole: Whether the value stands in one place, and is not said in several turns.
  mutating func text(
    _ type: RedactionType, _ key: [UInt8], name: String? = nil, isWhole: Bool = true
  ) -> String {
    let number = number(type, key)
    switch style {
    case .label: return name.map { "[\($0)]" } ?? RedactionLabels.label(type)
    case .token: return "[\(type.tokenName)_\(number)]"
    case .mask:
      guard type == .cardNumber, isWhole, (13...19).contains(key.count),
        key.allSatisfy({ $0 &- 0x30 < 10 })
      else { return RedactionLabels.label(type) }
      return String(decoding: key.prefix(6), as: UTF8.self)
        + String(repeating: "*", count: key.count - 10)
        + String(decoding: key.suffix(4), as: UTF8.self)
    case .pseudonym(let hash):
      let digest = hash(Array(type.rawValue.utf8) + [0] + key)
      return "[\(type.tokenName):\(Self.hexadecimal(digest.prefix(8)))]"
    }
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 0xF)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
