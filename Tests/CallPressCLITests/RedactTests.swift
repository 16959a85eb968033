import Foundation
import Testing

@Suite("callpress export --redact")
struct RedactTests {
  let bench: Workbench

  init() throws {
    bench = try Workbench()
  }

  private let record = """
    {"id": "+216 22 345 678", "call_sid": "s", "transcript_object": [
      {"role": "agent", "content": "Card number?", "words": [
        {"word": "Card ", "start": 0.1, "end": 0.4}, {"word": "number?", "start": 0.4, "end": 0.8}]},
      {"role": "user", "content": "It is 4539 1488 0343 6467", "words": [
        {"word": "It ", "start": 1.0, "end": 1.1}, {"word": "is ", "start": 1.1, "end": 1.2},
        {"word": "4539 ", "start": 1.5, "end": 2.0}, {"word": "1488 ", "start": 2.0, "end": 2.5},
        {"word": "0343 ", "start": 2.5, "end": 3.0}, {"word": "6467", "start": 3.0, "end": 3.5}]}]}
    """

  @Test("writes no value anywhere: not in files, their names, the report or messages")
  func everywhere() throws {
    try bench.write(record, to: "a.json")
    let ran = try bench.callpress(
      "export", "a.json", "-f", "srt,vtt,txt,md,xml,html,json,record", "--redact", "pci,pii", "-o",
      "out", "--redaction-report", "report.json", "--mute-ranges", "mute.csv", "-v"
    ).expect(0)
    #expect(bench.names("out").count == 8)
    var all = ran.err + ran.out + bench.names("out").joined()
    for name in bench.names("out") { all += bench.text("out/\(name)") ?? "" }
    all += bench.text("report.json") ?? ""
    all += bench.text("mute.csv") ?? ""
    for value in ["4539", "1488", "6467", "22 345", "345 678", "345_678"] {
      #expect(!all.contains(value), "\(value)")
    }
    #expect(all.contains("[card number]"))
  }

  @Test("the report tells type, turn, ranges and times")
  func report() throws {
    try bench.write(record, to: "a.json")
    try bench.callpress(
      "export", "a.json", "-f", "txt", "--redact", "pci", "--redaction-report", "report.json"
    ).expect(0)
    let report = try #require(bench.text("report.json"))
    for line in [
      "\"schema\": \"callpress.redaction/1\"", "\"card-number\": 1", "\"turn\": 2",
      "\"start_ms\": 1500", "\"end_ms\": 3500", "\"timed_by\": \"words\"",
      "\"provenance\": \"measured\"",
    ] { #expect(report.contains(line), "\(line)\n\(report)") }
  }

  @Test("the ranges to mute come in four layouts")
  func mute() throws {
    try bench.write(record, to: "a.json")
    let wanted = [
      "mute.json": "\"start_ms\": 1400", "mute.csv": ",1.400,3.600,card-number,words,measured",
      "mute.txt": "1.400\t3.600\tcard number\n",
      "mute.ffmpeg": "volume=0:eval=frame:enable='between(t,1.400,3.600)'\n",
    ]
    for (name, text) in wanted {
      try bench.callpress(
        "export", "a.json", "-f", "txt", "--redact", "pci", "--mute-ranges", name
      ).expect(0)
      #expect(bench.text(name)?.contains(text) == true, "\(bench.text(name) ?? "")")
    }
  }

  @Test(
    "the recording is silent where it was muted, and sounds elsewhere",
    .enabled(if: DocumentationTests.isThere("ffmpeg"), "ffmpeg is not installed"))
  func audio() throws {
    try bench.write(record, to: "a.json")
    try bench.shell("ffmpeg -v error -f lavfi -i sine=440:duration=5 in.wav").expect(0)
    try bench.callpress(
      "export", "a.json", "-f", "txt", "--redact", "pci", "--redact-audio", "in.wav=out.wav"
    ).expect(0)
    func volume(_ range: String) throws -> String {
      let ran = try bench.shell(
        "ffmpeg -hide_banner -i out.wav -af atrim=\(range),volumedetect -f null - 2>&1")
      return ran.out.split(separator: "\n").first { $0.contains("max_volume") }.map(String.init)
        ?? ""
    }
    #expect(try volume("1.5:3.5").contains("-91") || volume("1.5:3.5").contains("-inf"))
    #expect(try volume("0:1").contains("-1") || volume("0:1").contains("-2"))
    try bench.callpress(
      "export", "a.json", "-f", "txt", "--redact", "pci", "--redact-audio", "in.wav=out.wav"
    ).expect(1).says("there already")
    try bench.write("no sound", to: "bad.wav")
    try bench.callpress(
      "export", "a.json", "-f", "txt", "--redact", "pci", "--redact-audio", "bad.wav=x.wav"
    ).expect(1).says("ffmpeg failed")
    #expect(bench.text("x.wav") == nil)
  }

  @Test("a pseudonym needs a key of sixteen bytes, and is another with another key")
  func pseudonym() throws {
    try bench.write(record, to: "a.json")
    let start = ["export", "a.json", "-f", "txt", "--redact", "pci", "--redact-style", "pseudonym"]
    try bench.run(Workbench.tool, start).expect(64).says("--redact-key-file")
    try bench.write("short", to: "key")
    try bench.run(Workbench.tool, start + ["--redact-key-file", "key"]).expect(78)
      .says("fewer than 16")
    var outputs: Set<String> = []
    for key in ["0123456789abcdef", "0123456789abcdef\n", "fedcba9876543210"] {
      try bench.write(key, to: "key")
      let ran = try bench.run(Workbench.tool, start + ["--redact-key-file", "key"]).expect(0)
      #expect(ran.out.contains("[PAN:"))
      outputs.insert(ran.out)
    }
    #expect(outputs.count == 2)
  }

  @Test("mistakes in what to redact are told before anything is written")
  func mistakes() throws {
    try bench.write(record, to: "a.json")
    try bench.callpress("export", "a.json", "-f", "txt", "--redact", "nonsense").expect(64)
      .says("there is no type ‘nonsense’")
    try bench.callpress("export", "a.json", "-f", "txt", "--redaction-report", "r").expect(64)
      .says("nothing is to be redacted")
    try bench.write("{\"typo\": []}", to: "config.json")
    let ran = try bench.callpress(
      "export", "a.json", "-f", "txt", "--redact-config", "config.json"
    ).expect(78).says("there is no member “typo”")
    #expect(ran.out.isEmpty)
  }

  @Test("a file says what to redact")
  func configuration() throws {
    try bench.write(record, to: "a.json")
    try bench.write(
      "{\"types\": [\"pci\"], \"allow\": [\"4539 1488 0343 6467\"], \"deny\": [\"card\"]}",
      to: "config.json")
    let ran = try bench.callpress(
      "export", "a.json", "-f", "txt", "--layout", "turns", "--redact-config", "config.json"
    ).expect(0)
    #expect(ran.out.contains("6467") && ran.out.contains("[known value] number?"), "\(ran.out)")
  }
}
