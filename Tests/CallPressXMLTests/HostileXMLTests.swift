import CallPressCore
import CallPressXML
import Foundation
import TestSupport
import Testing

@Suite("Reading XML that nobody trusts")
struct HostileXMLTests {
  static let namespace = #"xmlns="urn:callpress:call-transcript:1" version="1.0""#

  /// A document with this inside its record.
  func document(record: String) -> String {
    "<call-transcript \(Self.namespace)>\n<record>\(record)</record></call-transcript>"
  }

  func value(_ markup: String) -> String {
    document(
      record: "<j:array xmlns:j=\"http://www.w3.org/2005/xpath-functions\">\(markup)</j:array>")
  }

  func json(_ document: String) throws -> String {
    let records = try CallTranscriptXML.records(parsing: Array(document.utf8))
    #expect(records.count == 1)
    return text(records.first ?? [])
  }

  /// Why a document is refused.
  func refusal(_ document: String, _ place: Testing.SourceLocation = #_sourceLocation) throws
    -> CallPressError
  {
    let error = #expect(throws: CallPressError.self, sourceLocation: place) {
      _ = try CallTranscriptXML.records(parsing: Array(document.utf8))
    }
    return try #require(error, sourceLocation: place)
  }

  @Test("a document with a DOCTYPE is refused and nothing of it is loaded")
  func documentTypes() throws {
    let secret = FileManager.default.temporaryDirectory.appending(
      path: "callpress-secret-\(UUID().uuidString)")
    try Data("<secret/>".utf8).write(to: secret)
    defer { try? FileManager.default.removeItem(at: secret) }
    let types = [
      "<!DOCTYPE call-transcript>",
      "<!DOCTYPE call-transcript SYSTEM \"\(secret.path)\">",
      "<!DOCTYPE call-transcript [<!ENTITY x SYSTEM \"file://\(secret.path)\">]>",
      "<!DOCTYPE call-transcript [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\"> %x;]>",
      "<!DOCTYPE call-transcript [<!ATTLIST record key CDATA 'y'>]>",
      "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>",
    ]
    for type in types {
      let inside = "<j:string xmlns:j=\"http://www.w3.org/2005/xpath-functions\">&x;&d;</j:string>"
      let hostile = type + "\n" + document(record: inside)
      let error = try refusal(hostile)
      #expect(error.code == .malformedXML)
      #expect(error.message.contains("DOCTYPE"))
      #expect(error.location?.line == 1)
      #expect(throws: CallPressError.self) {
        _ = try CallTranscriptXML.validate(Array(hostile.utf8))
      }
    }
  }

  @Test("an entity that nobody declared is refused")
  func entities() throws {
    let error = try refusal(value("<j:string>&x;</j:string>"))
    #expect(error.code == .malformedXML)
    #expect(error.location?.line == 2)
    #expect((error.location?.column ?? 0) > 1)
  }

  @Test("the five entities, references and CDATA of other writers are read")
  func otherWriters() throws {
    let markup = """
      <j:string>&lt;&amp;&gt;&quot;&apos;&#x41;&#10;</j:string><?pi x?><!-- c -->
      <j:string><![CDATA[<"\\]]></j:string> <j:number> 1.10\n</j:number>
      <j:boolean>1</j:boolean><j:boolean> false </j:boolean><j:null></j:null>
      """
    #expect(
      try json(value(markup)) == #"["<&>\"'A\n","<\"\\",1.10,true,false,null]"#)
  }

  @Test("UTF-16 is read")
  func encodings() throws {
    let document = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + value("<j:string>é</j:string>")
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in document.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(CallTranscriptXML.recognises(bytes))
    #expect(try CallTranscriptXML.records(parsing: bytes).map(text) == [#"["é"]"#])
  }

  @Test("a document that is cut off anywhere is refused")
  func truncated() throws {
    let whole = try xml(try Samples.everything()).bytes
    for length in stride(from: 0, to: whole.count - 2, by: 7) {
      #expect(throws: CallPressError.self) {
        _ = try CallTranscriptXML.records(parsing: Array(whole.prefix(length)))
      }
    }
  }

  @Test(
    "what is no JSON is refused",
    arguments: [
      "<j:number>01</j:number>", "<j:number>1.</j:number>", "<j:number>.5</j:number>",
      "<j:number>+1</j:number>", "<j:number>1e</j:number>", "<j:number>NaN</j:number>",
      "<j:number>INF</j:number>", "<j:number>0x10</j:number>", "<j:number/>",
      "<j:number>1 2</j:number>", "<j:number>1,2</j:number>", "<j:number>--1</j:number>",
      "<j:boolean>TRUE</j:boolean>", "<j:boolean/>", "<j:null>null</j:null>",
      #"<j:string escaped="true">\x</j:string>"#, #"<j:string escaped="true">\</j:string>"#,
      #"<j:string escaped="true">\u12</j:string>"#, #"<j:string escaped="1">\u12g4</j:string>"#,
      #"<j:map><j:null key="\q" escaped-key="true"/></j:map>"#, "<j:map><j:null/></j:map>",
      #"<j:null key="x"/>"#, "<j:string><j:null/></j:string>", "<j:string>a<b/></j:string>", "text",
      "<j:map>text</j:map>", "<j:thing/>", "<null/>", "<x:null xmlns:x='urn:x'/>",
      "<json>{</json>", "<json>[1,]</json>", "<json/>", "<json>1]</json>",
    ])
  func notJSON(markup: String) throws {
    let error = try refusal(value(markup))
    #expect(error.code == .malformedXML)
    #expect(error.location?.line == 2)
  }

  @Test("what others escape too little comes out escaped")
  func underEscaped() throws {
    #expect(
      try json(value("<j:string escaped=\"true\">\"\ta\\n</j:string>")) == #"["\"\ta\n"]"#)
    #expect(try json(value("<json> { \"a\" : 1.0 } </json>")) == #"[{"a":1.0}]"#)
  }

  @Test("documents of other kinds are told apart")
  func otherKinds() throws {
    let others = [
      "<html/>", "<call-transcript/>", "<call-transcript xmlns='urn:x'/>",
      "<x:call-transcript xmlns:x='urn:callpress:call-transcript'/>",
      "<record xmlns='urn:callpress:call-transcript:1'/>",
    ]
    for other in others {
      #expect(!CallTranscriptXML.recognises(Array(other.utf8)))
      #expect(try refusal(other).message.contains("no call transcript"))
    }
    for other in ["", " ", "{}", "[]", "text", "<", "<?xml", "\u{FEFF}", "<!DOCTYPE html>"] {
      #expect(!CallTranscriptXML.recognises(Array(other.utf8)))
      #expect(try refusal(other).code == .malformedXML)
    }
    let later = "<c:call-transcript xmlns:c='urn:callpress:call-transcript:2'/>"
    #expect(CallTranscriptXML.recognises(Array(later.utf8)))
    #expect(try refusal(later).message.contains("another major version"))
    #expect(CallTranscriptXML.recognises(try xml(try Samples.everything()).bytes))
    #expect(CallTranscriptXML.recognises(Array("\n<!-- x -->\(document(record: ""))".utf8)))
    #expect(CallTranscriptXML.recognises(Array("<!DOCTYPE call-transcript []><a/>".utf8)))
  }

  @Test("a record that is not there, empty, twofold or double is refused")
  func records() throws {
    let null = "<null xmlns=\"http://www.w3.org/2005/xpath-functions\"/>"
    #expect(try json(document(record: " \(null)\n")) == "null")
    #expect(try refusal(document(record: "")).message.contains("empty"))
    #expect(try refusal(document(record: null + null)).message.contains("more than one value"))
    #expect(
      try refusal("<call-transcript \(Self.namespace)/>").message.contains("no <record>"))
    let two = document(record: "\(null)</record><record>\(null)")
    #expect(try refusal(two).message.contains("second"))
    // One that is not the call's own is passed over.
    let foreign = "<x:record xmlns:x='urn:x'><x:y>&amp;</x:y></x:record>"
    let both = document(record: null).replacing("\n<record>", with: "\n\(foreign)<record>")
    #expect(try json(both) == "null")
  }

  @Test("nesting is limited, anywhere in the document")
  func depth() throws {
    let deep = String(repeating: "<j:array>", count: 100_000)
    #expect(try refusal(value(deep)).code == .limitExceeded)
    let elsewhere = "<call-transcript \(Self.namespace)>" + String(repeating: "<a>", count: 100_000)
    #expect(try refusal(elsewhere).code == .limitExceeded)
    let text = "<json>" + String(repeating: "[", count: 100_000) + "</json>"
    #expect(try refusal(value(text)).code == .limitExceeded)
  }

  @Test("size is limited")
  func size() throws {
    let bytes = try xml(try Samples.everything()).bytes
    let limits = JSONDocument.Limits(bytes: bytes.count - 1)
    let error = #expect(throws: CallPressError.self) {
      _ = try CallTranscriptXML.records(parsing: bytes, limits: limits)
    }
    #expect(error?.code == .limitExceeded)
  }

  @Test("damaged documents give valid JSON or an error")
  func mutated() throws {
    let seeds = [
      try xml(try Samples.everything()).bytes,
      try xml(try #require(try Samples.generated(1, seed: 9).first)).bytes.suffix(20_000) + [],
    ]
    var mutator = Mutator(seed: 10)
    var read = 0
    for round in 0..<4_000 {
      let bytes = mutator.mutate(seeds[round % 8 == 0 ? 1 : 0])
      _ = CallTranscriptXML.recognises(bytes)
      guard let records = try? CallTranscriptXML.records(parsing: bytes) else { continue }
      for record in records {
        #expect(throws: Never.self) { _ = try JSONDocument(parsing: record) }
      }
      read += 1
    }
    #expect(read > 0)
  }

  @Test("errors of one thread stay out of another")
  func threads() async throws {
    let good = try xml(try Samples.everything()).bytes
    let bad = Array(value("<j:number>x</j:number>").utf8)
    await withTaskGroup(of: Bool.self) { group in
      for position in 0..<64 {
        group.addTask {
          if position % 2 == 0 {
            return (try? CallTranscriptXML.validate(good))?.isEmpty == true
              && (try? CallTranscriptXML.records(parsing: good)) != nil
          }
          return (try? CallTranscriptXML.records(parsing: bad)) == nil
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  @Test("forbidding external resources changes nothing for us")
  func denied() throws {
    XMLLibrary.denyExternalResources()
    let bytes = try xml(try Samples.everything()).bytes
    #expect(try CallTranscriptXML.validate(bytes) == [])
    #expect(try CallTranscriptXML.records(parsing: bytes).count == 1)
  }
}
