@testable import CallPressCore
import TestSupport
import Testing

@Suite("Exact decimals")
struct ExactDecimalTests {
  /// Decimal arithmetic on written digits, slow and plain: the number times a power of ten,
  /// rounded half away from zero; `nil` where the whole part has more than 18 digits.
  private func scaledByHand(_ text: String, _ power: Int) -> Int64? {
    var rest = text[...]
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest.removeFirst() }
    let parts = rest.split(whereSeparator: { $0 == "e" || $0 == "E" })
    let shift = power + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    var whole = Array(mantissa[0])
    var fraction = mantissa.count > 1 ? Array(mantissa[1]) : []
    for _ in 0..<max(shift, 0) { whole.append(fraction.isEmpty ? "0" : fraction.removeFirst()) }
    for _ in 0..<max(-shift, 0) { fraction.insert(whole.popLast() ?? "0", at: 0) }
    let digits = whole.drop { $0 == "0" }
    guard digits.count <= 18 else { return nil }
    var value = Int64(String(digits)) ?? 0
    if let first = fraction.first, first >= "5" { value += 1 }
    return isNegative ? -value : value
  }

  private func randomNumber(_ random: inout SeededRandom) -> String {
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in random.pick(Array("0123456789")) })
    }
    var text = random.oneIn(4) ? "-" : ""
    text +=
      random.oneIn(3) ? "0" : random.pick(Array("123456789")).description + digits(random.below(14))
    if !random.oneIn(4) {
      text +=
        "." + random.pick(["", "000", "5", "4999999999", "9999"]) + digits(1 + random.below(60))
    }
    if random.oneIn(3) {
      text += random.pick(["e", "E"]) + random.pick(["", "+", "-"]) + String(random.below(24))
    }
    return text
  }

  @Test("scaling agrees with arithmetic on the written digits")
  func agreesWithWrittenArithmetic() throws {
    var random = SeededRandom(seed: 31)
    var fitted = 0
    for _ in 0..<20_000 {
      let text = randomNumber(&random)
      let decimal = try #require(ExactDecimal(text), "\(text)")
      let power = random.below(13) - 6
      let expected = scaledByHand(text, power)
      #expect(decimal.scaled(byPowerOfTen: power) == expected, "\(text) · 10^\(power)")
      if expected != nil { fitted += 1 }
    }
    #expect(fitted > 10_000)
  }

  @Test("plain seconds go the quick way to the same milliseconds")
  func quickWay() throws {
    var random = SeededRandom(seed: 32)
    var quick = 0
    for _ in 0..<20_000 {
      let text = randomNumber(&random)
      let fast = Array(text.utf8).withUnsafeBufferPointer {
        ExactDecimal.plainMilliseconds(fromSeconds: $0)
      }
      guard let fast else { continue }
      quick += 1
      #expect(try #require(ExactDecimal(text)).scaled(byPowerOfTen: 3) == fast, "\(text)")
    }
    #expect(quick > 1000)
    for text in ["", "-1", "1e3", "1.5e1", "1.x", "x", "1234567890123", "1,5", ".5", " 1"] {
      let fast = Array(text.utf8).withUnsafeBufferPointer {
        ExactDecimal.plainMilliseconds(fromSeconds: $0)
      }
      #expect(fast == nil, "\(text)")
    }
  }

  @Test(
    "halves are rounded away from zero, whatever comes behind them",
    arguments: [
      ("0.0005", 1), ("0.00049999999999999999999999999999999999999999999999", 0), ("-0.0005", -1),
      ("1.0015", 1002), ("1.00149", 1001), ("2.0005", 2001), ("0.9995", 1000), ("-1.2345", -1235),
      ("5e-4", 1), ("4.9e-4", 0), ("0.5e-3", 1), ("999.9999", 1_000_000),
      ("5.977583251953125", 5978),
      ("1e2", 100_000), ("1E+2", 100_000), ("0e999999", 0), ("1e-999999999999", 0),
    ] as [(String, Int64)])
  func rounding(text: String, milliseconds: Int64) throws {
    #expect(try #require(ExactDecimal(text)).scaled(byPowerOfTen: 3) == milliseconds)
  }

  @Test("what does not fit is said not to fit")
  func tooLarge() throws {
    for text in ["1e400", "-1e18", "1000000000000000000", "1e9999999999999999999"] {
      #expect(try #require(ExactDecimal(text)).scaled(byPowerOfTen: 0) == nil)
    }
    #expect(
      try #require(ExactDecimal("999999999999999999")).scaled(byPowerOfTen: 0)
        == 999_999_999_999_999_999)
    #expect(try #require(ExactDecimal("0e400")).scaled(byPowerOfTen: 0) == 0)
  }

  @Test(
    "texts that are no numbers are refused",
    arguments: [
      "", "-", "+", ".", "-.", "e", "1e", "1e+", "e5", "1.2.3", "1 ", " 1", "1,5", "0x1", "NaN",
      "١", "1e5.5",
    ])
  func refused(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test("a fraction is what stands behind the point and is not zero")
  func fractions() throws {
    for (text, expected) in [
      ("1", false), ("1.0", false), ("1.5", true), ("15e-1", true), ("1.5e1", false), ("0", false),
      ("0.000", false), ("-0.001", true), ("100e-2", false), ("1.25e1", true),
    ] {
      #expect(try #require(ExactDecimal(text)).hasFraction == expected, "\(text)")
    }
  }

  @Test("numbers of any length are read in time that grows with their length alone")
  func longNumbers() throws {
    let digits = String(repeating: "9", count: 1_000_000)
    #expect(try #require(ExactDecimal("0." + digits)).scaled(byPowerOfTen: 3) == 1000)
    #expect(try #require(ExactDecimal(digits)).scaled(byPowerOfTen: 0) == nil)
    let small = "0." + String(repeating: "0", count: 1_000_000) + "1"
    #expect(try #require(ExactDecimal(small)).scaled(byPowerOfTen: 9) == 0)
  }
}
