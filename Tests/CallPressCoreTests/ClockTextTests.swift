import Testing

@testable import CallPressCore

@Suite("Clock texts")
struct ClockTextTests {
  @Test(
    "edge 38: the forms that are accepted",
    arguments: [
      ("00:01:02", 62_000), ("01:02", 62_000), ("1:02", 62_000), ("1:00:02,250", 3_602_250),
      ("+00:01:23.45", 83_450), ("-00:00:01.5", -1500), ("PT1H2M3.4S", 3_723_400),
      ("pt0.04s", 40), ("P1DT1S", 86_401_000), ("P2W", 1_209_600_000), ("PT1.5H", 5_400_000),
      ("PT0,5M", 30_000), ("1.5s", 1500), ("-1.5s", -1500), ("[0.50s]", 500), ("12S", 12_000),
      ("[00:01:02]", 62_000), ("(01:02)", 62_000), (" 01:02 ", 62_000), ("00:00:07,000", 7000),
    ] as [(String, Int64)])
  func accepted(text: String, expected: Int64) {
    #expect(ClockText.milliseconds(text) == expected)
  }

  @Test(
    "edge 54: Arabic-Indic and Persian digits",
    arguments: [
      ("٠٠:٠١:٠٢", 62_000), ("۰۰:۰۱:۰۲", 62_000), ("[٠١:٠٢]", 62_000),
      ("١٫٥s", 1500), ("٠٠:٠١:٢٣٫٤٥", 83_450), ("1٢:3٤", 754_000),
    ] as [(String, Int64)])
  func arabicDigits(text: String, expected: Int64) {
    #expect(ClockText.milliseconds(text) == expected)
  }

  @Test("hours over 99 are hours", arguments: [100, 999, 123_456] as [Int64])
  func manyHours(hours: Int64) {
    #expect(ClockText.milliseconds("\(hours):59:59.999") == hours * 3_600_000 + 3_599_999)
  }

  @Test(
    "half a millisecond goes away from zero, however long the fraction",
    arguments: [
      ("00:00:00.0005", 1), ("-00:00:00.0005", -1), ("00:00:00.00049999999999999999999999", 0),
      ("0.9995s", 1000), ("00:00:59.9999", 60_000), ("PT0.0000001388888888888889H", 1),
      ("PT0.0000001388888888888888H", 0),
    ] as [(String, Int64)])
  func rounding(text: String, expected: Int64) {
    #expect(ClockText.milliseconds(text) == expected)
  }

  @Test("every second of two hours survives writing and reading")
  func roundTrip() {
    func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    for second in 0..<7200 {
      let text = "\(pad(second / 3600)):\(pad(second / 60 % 60)):\(pad(second % 60)).007"
      #expect(ClockText.milliseconds(text) == Int64(second) * 1000 + 7)
    }
  }

  @Test(
    "anything else is not a time",
    arguments: [
      "", " ", "12", "1.5", "01:60", "60:00", "00:60:00", "00:00:60", "1:2", "1:2:3", "01:2",
      "00:00:00:00", "01:02.", "01:02.x", ":01:02", "01::02", "01:02 pm", "[01:02", "01:02]",
      "(01:02]", "[]", "+", "--1s", "+-01:02", "s", ".5s", "1s2s", "1.5ss", "1ms", "PT", "P", "P1",
      "P1T", "PT1", "PT1D", "P1H", "PT1S1M", "PT1.5H2M", "PT1S2S", "P1Y", "P1M", "100:00",
      "9999999999999999:00:00", "999999999999999:00:00", "PT999999999999999H", "2024-01-01",
      "10:30 : parfait", "٠", "٠٠:٠", "\u{0}01:02", "01:02\n",
    ])
  func refused(text: String) {
    #expect(ClockText.milliseconds(text) == nil)
  }
}
