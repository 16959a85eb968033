import CallPressCore
import CallPressXML
import TestSupport
import Testing

@Suite("The schema")
struct SchemaTests {
  @Test("every sample call is valid", arguments: Samples.names)
  func samples(name: String) throws {
    for call in try Samples.calls(name) {
      #expect(try CallTranscriptXML.validate(try xml(call).bytes) == [])
    }
  }

  @Test("calls of every kind are valid, and xmllint agrees", .needsXMLLint)
  func xmllint() throws {
    var calls = try Samples.names.flatMap { try Samples.calls($0) }
    calls += try Samples.generated(10, seed: 5)
    calls.append(try Samples.everything())
    var random = RandomJSON(seed: 6)
    for _ in 0..<200 { calls.append(try Samples.bare(random.document())) }
    for depth in [200, 250, 512] { calls.append(try Samples.bare(random.nested(depth))) }
    #expect(try XMLLint.complaints(about: try calls.map { try xml($0).bytes }) == "")
  }

  @Test("damaged records give valid documents or none")
  func mutated() throws {
    var mutator = Mutator(seed: 7)
    let seeds = try Samples.generated(2, seed: 8).map { Array($0.record.rawBytes) }
    var valid = 0
    for round in 0..<150 {
      let bytes = mutator.mutate(seeds[round % seeds.count])
      guard let document = try? JSONDocument(parsing: bytes) else { continue }
      let call = Call(record: document.root)
      #expect(try CallTranscriptXML.validate(try xml(call).bytes) == [])
      valid += 1
    }
    #expect(valid > 0)
  }

  /// Damage that is well-formed XML but no call transcript.
  static let damage: [(what: String, from: String, to: String)] = [
    ("a turn by nobody", #"who="agent""#, #"who="nobody""#),
    ("two turns of one name", #"<turn id="u2""#, #"<turn id="u1""#),
    ("two participants of one name", #"<participant id="customer""#, #"<participant id="agent""#),
    ("evidence in a turn that is not there", #"<evidence turn="u1""#, #"<evidence turn="u9""#),
    (
      "a placeholder in a turn that is not there", #"name="name" turn="u1""#,
      #"name="name" turn="u7""#
    ),
    ("a time in milliseconds", #"start="-1.005""#, #"start="-1005""#),
    ("a time with a comma", #"start="0.120""#, #"start="0,120""#),
    ("an unknown kind of speaker", #"kind="customer""#, #"kind="robot""#),
    ("an unknown provenance", #"end-provenance="estimated""#, #"end-provenance="felt""#),
    ("an unknown element", "<planned>", "<thought>"),
    ("an unknown attribute", #"interrupted="true""#, #"loud="true""#),
    ("a missing version", #" version="1.0" xml"#, " xml"),
    ("a foreign root value", "<record>", "<record>\n<map/>"),
    ("text between turns", "</turn>", "</turn>lost"),
  ]

  @Test("it refuses what is wrong", arguments: damage.indices)
  func refuses(position: Int) throws {
    let (what, from, to) = Self.damage[position]
    let document = text(try xml(try Samples.everything()).bytes)
    var damaged = document.replacing(from, with: to, maxReplacements: 1)
    if from == "<planned>" { damaged = damaged.replacing("</planned>", with: "</thought>") }
    #expect(damaged != document)
    #expect(try !CallTranscriptXML.validate(Array(damaged.utf8)).isEmpty, "\(what)")
  }

  @Test("it allows redactions and what others add in their own namespaces")
  func extensions() throws {
    let document = text(try xml(try Samples.everything()).bytes)
      .replacing(
        "<text>Hello {{name}}, Tunis?</text>",
        with: """
          <text>Hello <redacted type="name" ref="r1">[name]</redacted>, \
          <x:b xmlns:x="urn:x">Tunis</x:b>?</text>
          """
      )
      .replacing(
        " <diagnostics>",
        with: """
           <redactions policy="pci" tool="callpress 1.0">
            <redaction id="r1" type="name" turn="u1" start="0.500" end="0.900" words="2 2" token="NAME-1"/>
           </redactions>
           <diagnostics>
          """
      )
      .replacing(" <transcript ", with: " <transcript xmlns:x=\"urn:x\" x:note=\"1\" ")
    #expect(try CallTranscriptXML.validate(Array(document.utf8)) == [])
    let wrong = document.replacing(#"ref="r1""#, with: #"ref="r2""#)
    #expect(try !CallTranscriptXML.validate(Array(wrong.utf8)).isEmpty)
    let records = try CallTranscriptXML.records(parsing: Array(document.utf8))
    #expect(records == [try record(try Samples.everything())])
  }

  @Test("problems come with their lines")
  func lines() throws {
    let document = text(try xml(try Samples.everything()).bytes)
    let damaged = document.replacing(#"start="-1.005""#, with: #"start="x""#)
    let line = document.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains("<turn id=\"u1\"") }
    let problems = try CallTranscriptXML.validate(Array(damaged.utf8))
    #expect(problems.first?.code == "schema-invalid")
    #expect(problems.first?.location?.line == line.map { $0 + 1 })
  }
}
