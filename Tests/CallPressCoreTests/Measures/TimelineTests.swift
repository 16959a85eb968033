import CallPressCore
import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The timeline")
struct TimelineTests {
  private func svg(_ turns: [(speaker: String, from: Int64, to: Int64)], name: String = "Agent")
    throws -> String
  {
    var transcript = Transcript()
    transcript.state = .present
    transcript.speakers = [
      Speaker(id: "a", kind: .agent, label: "agent", name: name),
      Speaker(id: "c", kind: .customer, label: "user", name: "Customer"),
    ]
    transcript.entries = turns.enumerated().map { index, turn in
      .turn(
        Turn(
          number: index + 1, speaker: turn.speaker, text: "x",
          span: TimeSpan(
            start: TimePoint(MediaTime(milliseconds: turn.from), .measured),
            end: TimePoint(MediaTime(milliseconds: turn.to), .measured))))
    }
    var call = try Call(record: JSONDocument(parsing: Array("{}".utf8)).root, isAPIRecord: false)
    call.transcript = transcript
    var output = OutputBuffer()
    _ = try TimelineFormat(settings: ExportSettings()).export(PreparedCall(call), into: &output)
    return output.string()
  }

  private func count(_ needle: String, in text: String) -> Int {
    text.components(separatedBy: needle).count - 1
  }

  @Test("a bar for each turn, a hatch for dead air, a mark for the overlap, a sentence for all")
  func parts() throws {
    let svg = try svg([("a", 0, 10_000), ("c", 9000, 12_000), ("a", 20_000, 25_000)])
    #expect(count("class=\"agent\"", in: svg) == 2)
    #expect(count("class=\"customer\"", in: svg) == 1)
    #expect(count("class=\"s\"", in: svg) == 1 && count("class=\"o\"", in: svg) == 1)
    #expect(
      svg.contains(
        "aria-label=\"Who speaks when over 00:25: Agent 15 s, Customer 3 s, silence 8 s, overlap 1 s.\""
      ))
  }

  @Test("a name cannot break out of the picture")
  func hostile() throws {
    let svg = try svg([("a", 0, 1000)], name: "\"\u{301} onload=\"x\" <script>\u{1}&")
    #expect(!svg.contains("<script") && !svg.contains("\" onload") && !svg.contains("\u{1}"))
    #expect(XMLParser(data: Data(svg.utf8)).parse())
  }

  @Test("a call of any length makes a picture of a bounded size")
  func bounded() throws {
    let turns = (0..<50_000).map { (index: Int64) -> (speaker: String, from: Int64, to: Int64) in
      let start = index * 1000
      return (index.isMultiple(of: 2) ? "a" : "c", start, start + 900)
    }
    let svg = try svg(turns)
    #expect(count("<rect", in: svg) < 3000)
    #expect(XMLParser(data: Data(svg.utf8)).parse())
  }

  @Test("without times there is none")
  func untimed() throws {
    var transcript = Transcript()
    transcript.state = .present
    transcript.speakers = [Speaker(id: "a", kind: .agent, label: "agent", name: "Agent")]
    transcript.entries = [.turn(Turn(number: 1, speaker: "a", text: "x"))]
    var call = try Call(record: JSONDocument(parsing: Array("{}".utf8)).root, isAPIRecord: false)
    call.transcript = transcript
    var output = OutputBuffer()
    let error = #expect(throws: CallPressError.self) {
      try TimelineFormat(settings: ExportSettings()).export(PreparedCall(call), into: &output)
    }
    #expect(error?.code == .noTimes)
  }
}
