import CallPressCore
import Testing

@Suite("JSON: what must be read, what must be refused")
struct JSONGrammarTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test(
    "valid JSON is read",
    arguments: [
      "[]", "{}", "[[]]", "[ ]", " [] ", "[1]", "[ 1 , 2 ]", "0", "-0", "1", "-1", "10", "1.5",
      "0.1", "-0.1", "1e1", "1E1", "1e+1", "1e-1", "1.5e10", "0e0", "0e+1", "123456789012345678901",
      "1.000000000000000000000000000000001", "null", "true", "false", "\n\r\t null \n", #""""#,
      #""a""#, #"" ""#, #""\"\\\/\b\f\n\r\t""#, #""\u0041""#, #""\u00e9\uD83D\uDE00""#,
      #""\u0000""#, "\"\u{7F}\"", "\"\u{80}\"", "\"é\"", "\"€\"", "\"😀\"", "\"\u{2028}\u{2029}\"",
      "\"\u{FFFF}\"", "\"\u{10FFFF}\"", "\"\u{FEFF}\"", #"{"":0}"#, #"{"a":1,"a":2}"#,
      #"{"a":{"b":[{}]}}"#, #"{ "a" : 1 , "b" : [ true , null ] }"#, #"{"\u0061":1}"#,
      "[1\n,2\r\n,\t3]", #"["\\","\"","\\\""]"#, "[0,0]", "[-0.0e-0]",
    ])
  func accepted(text: String) throws {
    _ = try JSONDocument(parsing: bytes(text))
  }

  @Test(
    "anything else is refused",
    arguments: [
      "", " ", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]", "[1;2]",
      "{,}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{"a" 1}"#, #"{"a":1 "b":2}"#, "{a:1}",
      "{'a':1}", "{1:1}", #"{"a":1,,"b":2}"#, #"{"a"::1}"#, #"{:1}"#, #"{"a":1]"#, "[1}", "[[]",
      "[]]", "{}}", "1 2", "[] []", "nul", "nulll", "Null", "NULL", "tru", "True", "truefalse",
      "NaN", "Infinity", "-Infinity", "None", "undefined", "01", "-01", "00", "1.", ".5", "-.5",
      "-", "+1", "1e", "1e+", "1.e1", "1.5.5", "1e1.5", "0x10", "1_000", "1,000", "--1", "1-", "１",
      "'a'", "a", #"""#, #""a"#, #""\"#, #""\x""#, #""\u""#, #""\u12""#, #""\u123g""#, #""\U0041""#,
      #""\'""#, #""\ ""#, "\"\n\"", "\"\t\"", "\"\u{0}\"", "\"\u{1F}\"", "[1]//x", "[1]/*x*/", "#",
      "[1]\u{0}", "\u{A0}1", "\u{2003}[]", "[1]\u{FEFF}", "<html>", "\u{FEFF}", "\u{FEFF}\u{FEFF}1",
      "(1)", #"["a",\n"b"]"#, #"["a"\]"#, #"[""a"]"#, #"{"a":"b"}/"#, "[1]x", "\\u0031", "\u{c}1",
    ])
  func refused(text: String) {
    #expect(throws: CallPressError.self) { try JSONDocument(parsing: bytes(text)) }
  }

  @Test(
    "what the standard leaves free is kept as it is written",
    arguments: [
      #""\ud800""#, #""\udc00\ud800""#, #""\uD800\u0041""#, "1e400", "-1e-400", "1E99999999999999",
      "100000000000000000000000000000000000000000", "\u{FEFF}[]",
    ])
  func free(text: String) throws {
    let document = try JSONDocument(parsing: bytes(text))
    #expect(document.bytes == bytes(text))
    #expect(Array(document.root.rawBytes) == bytes(text.hasPrefix("\u{FEFF}") ? "[]" : text))
  }

  @Test("a byte order mark is allowed in front of the document and nowhere else")
  func byteOrderMark() throws {
    let document = try JSONDocument(parsing: [0xEF, 0xBB, 0xBF] + bytes("[1]"))
    #expect(document.root[0]?.byteRange == 4..<5)
  }

  @Test(
    "UTF-16 and UTF-32 are called by their names",
    arguments: [
      ([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], "UTF-16LE"),
      ([0xFE, 0xFF, 0x00, 0x7B, 0x00, 0x7D], "UTF-16BE"),
      ([0x7B, 0x00, 0x7D, 0x00], "UTF-16LE"),
      ([0x00, 0x7B, 0x00, 0x7D], "UTF-16BE"),
      ([0xFF, 0xFE, 0x00, 0x00, 0x7B, 0x00, 0x00, 0x00], "UTF-32LE"),
      ([0x00, 0x00, 0xFE, 0xFF, 0x00, 0x00, 0x00, 0x7B], "UTF-32BE"),
      ([0x7B, 0x00, 0x00, 0x00, 0x7D, 0x00, 0x00, 0x00], "UTF-32LE"),
      ([0x00, 0x00, 0x00, 0x7B, 0x00, 0x00, 0x00, 0x7D], "UTF-32BE"),
    ] as [([UInt8], String)])
  func otherEncodings(bytes: [UInt8], name: String) throws {
    let error = try #require(throws: CallPressError.self) { try JSONDocument(parsing: bytes) }
    #expect(error.code == .wrongEncoding)
    #expect(error.message.contains(name))
  }

  @Test(
    "every kind of malformed UTF-8 is refused where it stands",
    arguments: [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80],
      [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28],
      [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF0, 0x9F, 0x98], [0xF0, 0x28, 0x8C, 0xBC], [0xF0, 0x90, 0x28, 0xBC],
      [0xF0, 0x90, 0x8C, 0x28], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xEF, 0xBB, 0x22],
    ] as [[UInt8]])
  func malformedUTF8(sequence: [UInt8]) throws {
    // At every place in a text long enough for every way through the scanner.
    for before in [0, 1, 5, 7, 8, 9, 16, 23] {
      for filler in ["a", "é", "ق"] {
        let head = bytes("[\"") + bytes(String(repeating: filler, count: before))
        for tail in [#""]"#, #"aaaaaaaaaaaaaaaaaaaa"]"#] {
          let error = try #require(throws: CallPressError.self) {
            try JSONDocument(parsing: head + sequence + bytes(tail))
          }
          #expect(error.code == .wrongEncoding)
          #expect(error.location?.byteOffset == head.count)
          #expect(error.location?.pointer == JSONPointer(["0"]))
        }
      }
    }
  }

  @Test("every well-formed scalar is read, at every place")
  func wellFormedUTF8() throws {
    for value in stride(from: UInt32(0x80), through: 0x10FFFF, by: 0x35) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(repeating: "x", count: Int(value % 9)) + String(scalar)
      let document = try JSONDocument(parsing: bytes("[\"\(text)\", \"\(text)é\(text)\"]"))
      #expect(document.root[0]?.string == text)
      #expect(document.root[1]?.string == "\(text)é\(text)")
    }
  }

  @Test(
    "nesting is read down to the limit and refused beyond it",
    arguments: [("[", "]"), (#"{"a":"#, "}")])
  func nesting(open: String, close: String) throws {
    func nested(_ depth: Int) -> [UInt8] {
      bytes(
        String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth))
    }
    _ = try JSONDocument(parsing: nested(511))
    _ = try JSONDocument(parsing: nested(512))
    for depth in [513, 100_000] {
      let error = try #require(throws: CallPressError.self) {
        try JSONDocument(parsing: nested(depth))
      }
      #expect(error.code == .limitExceeded)
      #expect(error.location?.byteOffset == 512 * open.utf8.count)
    }
    _ = try JSONDocument(parsing: nested(100_000), limits: .init(depth: 100_000))
    #expect(throws: CallPressError.self) {
      try JSONDocument(
        parsing: bytes(String(repeating: open, count: 100_000)), limits: .init(depth: 100_000))
    }
  }

  @Test("a document over the size limit is refused before it is read")
  func size() throws {
    _ = try JSONDocument(parsing: bytes("[1,2]"), limits: .init(bytes: 5))
    let error = try #require(throws: CallPressError.self) {
      try JSONDocument(parsing: bytes("[1,2]"), limits: .init(bytes: 4))
    }
    #expect(error.code == .limitExceeded)
  }

  @Test(
    "a part of some bytes is read as a document, with offsets from their start and lines of its own"
  )
  func part() throws {
    let source = bytes("{\"a\":1}\n[2]\nx")
    let document = try JSONDocument(parsing: source, in: 8..<11)
    #expect(document.root.byteRange == 8..<11)
    let error = try #require(throws: CallPressError.self) {
      try JSONDocument(parsing: source, in: 12..<13)
    }
    #expect(error.location?.byteOffset == 12)
    #expect(error.location?.line == 1)
    #expect(error.location?.column == 1)
    #expect(throws: CallPressError.self) { try JSONDocument(parsing: source, in: 8..<10) }
    #expect(throws: CallPressError.self) { try JSONDocument(parsing: source, in: 40..<50) }
  }
}
