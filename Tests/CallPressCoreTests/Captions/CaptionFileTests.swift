import CallPressCore
import TestSupport
import Testing

/// Files of captions as the rules of their formats see them.
@Suite("Checking files of captions")
struct CaptionFileTests {
  private func codes(_ text: String) throws -> [String] {
    try CaptionFile(Array(text.utf8)).findings.map { "\($0.line):\($0.column) \($0.code)" }
  }

  @Test("what our writers write has no finding", arguments: Array(UInt64(1)...12))
  func own(seed: UInt64) throws {
    for isCruel in [false, true] {
      var generator = TranscriptGenerator(seed: seed, isCruel: isCruel)
      let call = try Inline.call(generator.next())
      var settings = ExportSettings()
      settings.captions.timing = .estimate
      settings.captions.showsWordTimes = seed % 2 == 0
      let vtt = try WebVTTFormat.write(call, settings: settings).bytes
      let strict = try StrictWebVTT.read(vtt).cues
      let file = try CaptionFile(vtt)
      #expect(file.findings.filter(\.isError).isEmpty, "\(file.findings)")
      #expect(file.captions.map(\.start) == strict.map(\.start))
      let srt = try SRTFormat.write(call, settings: settings).bytes
      guard !srt.isEmpty else { continue }
      let other = try CaptionFile(srt)
      #expect(other.findings.filter(\.isError).isEmpty, "\(other.findings)")
      #expect(other.captions.map(\.end) == (try StrictSubRip.read(srt).map(\.end)))
    }
  }

  @Test("WebVTT: each mistake has its line and column")
  func webVTT() throws {
    let head = "WEBVTT\n\n"
    #expect(try codes(head + "00:01.000 --> 00:02.000\na &amp; b\n") == [])
    #expect(try codes(head + "00:01.000 --> 00:02.000\na & b\n") == ["4:3 ampersand"])
    #expect(try codes(head + "00:01.000 --> 00:02.000\na <x> b\n") == ["4:3 tag"])
    #expect(try codes(head + "0:01.000 --> 00:02.000\na\n") == ["3:1 times"])
    #expect(try codes(head + "00:02.000 --> 00:01.000\na\n") == ["3:1 no-duration"])
    #expect(try codes(head + "a\n\n00:01.000 --> 00:02.000\na\n") == ["3:1 no-times"])
    #expect(try codes(head + "00:01.000 --> 00:02.000 align:start foo\na\n") == ["3:37 setting"])
    #expect(
      try codes(head + "00:01.000 --> 00:02.000\na\n\nSTYLE\n::cue {}\n") == ["6:1 late-block"])
    #expect(
      try codes(head + "00:01.000 --> 00:02.000\na <00:03.000>b\n") == ["4:3 inner-time"])
    #expect(
      try codes("WEBVTT\nKind: captions\n\n00:01.000 --> 00:02.000\na\n") == ["2:1 header"])
    #expect(
      try codes(head + "00:01.000 --> 00:03.000\na\n\n00:02.000 --> 00:04.000\nb\n")
        == ["6:1 overlap"])
    #expect(
      try codes(head + "00:05.000 --> 00:06.000\na\n\n00:02.000 --> 00:04.000\nb")
        .sorted() == ["6:1 out-of-order", "7:1 no-final-newline"])
  }

  @Test("SubRip: everything that players forgive is told")
  func subRip() throws {
    let times = "00:00:01,000 --> 00:00:02,000"
    #expect(try codes("1\n\(times)\na\n") == [])
    #expect(try codes("1\n0:0:1.0 --> 0:0:2.0\na\n") == ["2:1 times"])
    #expect(try codes("\(times)\na\n") == ["1:1 no-number"])
    #expect(try codes("7\n\(times)\na\n") == ["1:1 number"])
    #expect(try codes("1\n\(times)\na\n42\n") == ["4:1 number-as-text"])
    #expect(try codes("1\n\(times)\na\n\nb\n") == ["4:1 blank-line"])
    #expect(
      try codes("1\n\(times)\na\n2\n00:00:03,000 --> 00:00:04,000\nb\n")
        == ["5:1 missing-blank-line"])
    #expect(try codes("1\n\(times)\n\n") == ["2:1 empty-caption"])
  }

  @Test("a byte that is not UTF-8 is found, and nothing else is taken for captions")
  func bytes() throws {
    let text = Array("1\n00:00:01,000 --> 00:00:02,000\na".utf8) + [0xFF, 0x0A]
    #expect(try CaptionFile(text).findings.map(\.code) == ["not-utf-8"])
    #expect(throws: CallPressError.self) { try CaptionFile(Array("{}".utf8)) }
    #expect(throws: CallPressError.self) { try CaptionFile([]) }
  }

  @Test("damaged files are checked or refused")
  func damaged() throws {
    let samples = [
      "WEBVTT\n\nNOTE x\n\nid\n00:01.000 --> 00:02.500 align:start\n<v A>a <00:01.500>b &amp;</v>\n",
      "1\n00:00:01,000 --> 00:00:02,500\n<i>a</i>\n\n2\n00:00:03,000 --> 00:00:04,000\nb\n",
    ]
    for (index, sample) in samples.enumerated() {
      var mutator = Mutator(seed: UInt64(index) + 99)
      for _ in 0..<1500 {
        guard let file = try? CaptionFile(mutator.mutate(Array(sample.utf8))) else { continue }
        _ = CaptionScore(file.captions, settings: CaptionSettings())
      }
    }
  }
}
