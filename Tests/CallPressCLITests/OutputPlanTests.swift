import CallPressCore
import Testing

@testable import CallPressCLI

@Suite("Output plan")
struct OutputPlanTests {
  struct Text: ExportFormat {
    static let info = FormatInfo(
      id: "txt", fileExtension: "txt", mediaType: "text/plain", summary: "text",
      isConcatenable: true)
    init(settings: ExportSettings) {}
    func export(
      _ call: PreparedCall, into output: inout OutputBuffer
    ) throws(CallPressError) -> [Diagnostic] { [] }
  }

  struct Data: ExportFormat {
    static let info = FormatInfo(
      id: "json", fileExtension: "json", mediaType: "application/json", summary: "data")
    init(settings: ExportSettings) {}
    func export(
      _ call: PreparedCall, into output: inout OutputBuffer
    ) throws(CallPressError) -> [Diagnostic] { [] }
  }

  let registry = FormatRegistry([Text.self, Data.self, RecordFormat.self])

  private func plan(
    _ asked: [String], _ output: String?, one: Bool = true,
    existing: [String: FileStatus.Kind] = [:]
  ) throws(CallPressError) -> (formats: [String], destination: Destination) {
    let formats = try OutputPlan.formats(
      asked, output: output, hasOneInput: one, registry: registry)
    let infos = formats.compactMap { registry[$0]?.info }
    let destination = try OutputPlan.destination(
      output: output, infos: infos, hasOneInput: one
    ) { existing[$0] }
    return (formats, destination)
  }

  @Test("sends one input in one format to standard output, everything else to this folder")
  func withoutOutput() throws {
    #expect(try plan(["txt"], nil).destination == .standardOutput)
    #expect(try plan(["txt", "json"], nil).destination == .folder("."))
    #expect(try plan(["txt"], nil, one: false).destination == .folder("."))
    #expect(try plan(["txt", "txt"], nil).formats == ["txt"])
  }

  @Test("takes a name with the format's extension for a file, everything else for a folder")
  func named() throws {
    #expect(try plan(["txt"], "a.txt").destination == .file("a.txt"))
    #expect(try plan(["txt"], "a.TXT").destination == .file("a.TXT"))
    #expect(try plan(["txt"], "x.y/a.txt").destination == .file("x.y/a.txt"))
    #expect(try plan(["record"], "a.record.json").destination == .file("a.record.json"))
    #expect(try plan(["record"], "a.jsonl").destination == .file("a.jsonl"))
    #expect(try plan(["txt"], "out").destination == .folder("out"))
    #expect(try plan(["txt"], "out.txt/").destination == .folder("out.txt/"))
    #expect(try plan(["txt"], ".txt").destination == .folder(".txt"))
    #expect(try plan(["txt", "json"], "a.txt").destination == .folder("a.txt"))
    #expect(try plan(["txt"], "a.txt", one: false).destination == .folder("a.txt"))
    #expect(
      try plan(["txt"], "a.txt", existing: ["a.txt": .folder]).destination == .folder("a.txt"))
    #expect(
      try plan(["txt"], "/dev/null", existing: ["/dev/null": .characterDevice]).destination
        == .device("/dev/null"))
  }

  @Test("learns the format from the extension where there is one input, the longest first")
  func inferred() throws {
    #expect(try plan([], "a.txt").formats == ["txt"])
    #expect(try plan([], "a.json").formats == ["json"])
    #expect(try plan([], "a.record.json").formats == ["record"])
  }

  @Test("refuses what makes no sense, with the status for usage")
  func refused() {
    let requests: [(formats: [String], output: String?, one: Bool)] = [
      ([], nil, true), ([], "-", true), ([], "out", true), ([], "a.txt/", true),
      ([], "a.txt", false), (["txt", "json"], "-", true), (["txt"], "", true),
    ]
    for request in requests {
      let error = #expect(throws: CallPressError.self, "\(request)") {
        try plan(request.formats, request.output, one: request.one)
      }
      #expect(error?.code.category == .usage, "\(request)")
    }
  }
}
