import CallPressCore
@testable import CallPressXML
import Testing

@Suite("The XML writer")
struct XMLWriterTests {
  func write(
    _ body: (inout XMLWriter) throws(CallPressError) -> Void
  ) throws -> String {
    var output = OutputBuffer()
    try XMLWriter.appendDocument(to: &output, body)
    return output.string()
  }

  @Test("no character gets through that XML cannot hold, in text or in attributes")
  func filters() throws {
    for value in UInt32(0)...0x10FFFF {
      // All of the first pages, and the ends of every other.
      guard value < 0x3000 || value & 0xFFF > 0xFD0, let scalar = Unicode.Scalar(value) else {
        continue
      }
      let isForbidden =
        value < 0x20 && ![0x09, 0x0A, 0x0D].contains(value) || value == 0xFFFE || value == 0xFFFF
      var replaced = 0
      let document = try write { (xml) throws(CallPressError) in
        try xml.start("a")
        try xml.attribute("b", String(scalar))
        try xml.text(String(scalar))
        try xml.end()
        replaced = xml.replacedCharacters
      }
      if isForbidden {
        #expect(!document.unicodeScalars.contains(scalar))
        #expect(replaced == 2)
      } else if replaced == 0, value > 0x3E {
        #expect(document.unicodeScalars.count { $0 == scalar } >= 2)
      }
    }
  }

  @Test("attributes, empty elements, text and raw runs")
  func shapes() throws {
    let document = try write { (xml) throws(CallPressError) in
      try xml.start("a")
      try xml.attribute("b", "1 \"2\"\n")
      try xml.attribute("c", nil as String?)
      try xml.attribute("d", -3)
      try xml.attribute("e", MediaTime(milliseconds: 1_005))
      try xml.attribute("f", flag: false)
      try xml.start("g")
      try xml.end()
      try xml.element("h", "<&>'\"")
      try xml.element("i", nil)
      try xml.start("j")
      try xml.raw { $0.append("<k/>") }
      try xml.end()
      try xml.end()
    }
    #expect(
      document == """
        <?xml version="1.0" encoding="UTF-8"?>
        <a b="1 &quot;2&quot;&#10;" d="-3" e="1.005">
         <g/>
         <h>&lt;&amp;&gt;'"</h>
         <j><k/></j>
        </a>

        """)
  }

  @Test("a failure of libxml2 is an error, and the buffer comes back")
  func failures() throws {
    var output = OutputBuffer()
    output.append("kept")
    let error = #expect(throws: CallPressError.self) {
      try XMLWriter.appendDocument(to: &output) { (xml) throws(CallPressError) in
        try xml.start("a")
        try xml.end()
        // There is no element left to close.
        try xml.end()
      }
    }
    #expect(error?.code == .xmlWriting)
    #expect(output.string().hasPrefix("kept"))
  }
}
