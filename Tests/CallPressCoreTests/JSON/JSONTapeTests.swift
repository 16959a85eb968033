@testable import CallPressCore
import TestSupport
import Testing

@Suite("JSON: the tape says what the source says")
struct JSONTapeTests {
  /// The same value the way the reference reads it, and nothing that only the tape knows.
  private func reference(_ value: JSONValue) -> ReferenceJSON {
    func raw(_ range: Range<Int>) -> String {
      String(decoding: value.tape.bytes[range], as: UTF8.self)
    }
    switch value.kind {
    case .null, .boolean, .number: return .scalar(raw(value.byteRange))
    case .string:
      return .string(raw(value.byteRange.lowerBound + 1..<value.byteRange.upperBound - 1))
    case .array: return .array(value.children.map { reference($0) })
    case .object:
      return .object(
        value.children.map { .init(name: raw($0.keyRange ?? 0..<0), value: reference($0)) })
    }
  }

  private func resolve(_ pointer: JSONPointer, in root: JSONValue) -> JSONValue? {
    var value = root
    for token in pointer.tokens {
      let next =
        value.kind == .array ? Int(token).flatMap { value[$0] } : value.member(named: token)
      guard let next else { return nil }
      value = next
    }
    return value
  }

  private func all(_ value: JSONValue) -> [JSONValue] {
    [value] + value.children.flatMap { all($0) }
  }

  @Test("random documents are read as a plain reader reads them")
  func agreesWithReference() throws {
    var texts = JSONText(seed: 1)
    for _ in 0..<1500 {
      let text = texts.next()
      let document = try JSONDocument(parsing: text)
      #expect(reference(document.root) == ReferenceJSON(text))
    }
  }

  @Test("damaged documents are refused exactly where a plain reader refuses them")
  func agreesOnDamage() {
    var texts = JSONText(seed: 2)
    var mutator = Mutator(seed: 3)
    var accepted = 0
    var refused = 0
    for _ in 0..<3000 {
      let text = mutator.mutate(texts.next())
      let expected = ReferenceJSON(text)
      guard let document = try? JSONDocument(parsing: text) else {
        refused += 1
        // Zero bytes at the start are taken for another encoding; the reference refuses them too.
        #expect(expected == nil, "\(String(decoding: text, as: UTF8.self))")
        continue
      }
      accepted += 1
      #expect(reference(document.root) == expected, "\(String(decoding: text, as: UTF8.self))")
    }
    #expect(accepted > 100)
    #expect(refused > 100)
  }

  @Test("generated calls are read as a plain reader reads them")
  func agreesOnCalls() throws {
    for call in CallGenerator.calls(4, seed: 5) {
      #expect(reference(try JSONDocument(parsing: call).root) == ReferenceJSON(call))
    }
  }

  @Test("minified tokens are read again to the same tape")
  func minified() throws {
    var texts = JSONText(seed: 6)
    var output = OutputBuffer()
    for _ in 0..<800 {
      let document = try JSONDocument(parsing: texts.next())
      output.removeAll()
      JSONMinifier.append(document.root, to: &output)
      let again = try JSONDocument(parsing: output.bytes())
      #expect(again.tape.count == document.tape.count)
      #expect(again.tape.isCompact)
      for index in 0..<again.tape.count {
        let left = document.tape.nodes[index]
        let right = again.tape.nodes[index]
        #expect(left.tag == right.tag && left.next == right.next && left.flags == right.flags)
        #expect(left.keyLength == right.keyLength)
      }
      #expect(reference(again.root) == reference(document.root))
      // Minifying twice changes nothing, and the quick way gives what the slow way gives.
      var twice = OutputBuffer()
      JSONMinifier.append(again.root, to: &twice)
      #expect(twice.bytes() == output.bytes())
      twice.removeAll()
      document.root.withRawBytes { JSONMinifier.append($0, to: &twice) }
      #expect(twice.bytes() == output.bytes())
      if document.tape.isCompact { #expect(Array(document.root.rawBytes) == output.bytes()) }
    }
  }

  @Test("a pointer leads back to the value it was made from")
  func pointers() throws {
    var texts = JSONText(seed: 7, hasUniqueNames: true)
    var checked = 0
    for _ in 0..<300 {
      let root = try JSONDocument(parsing: texts.next()).root
      for value in all(root) {
        #expect(resolve(value.pointer, in: root)?.index == value.index)
        #expect(JSONPointer(parsing: value.pointer.description) == value.pointer)
        checked += 1
      }
    }
    #expect(checked > 1000)
  }

  @Test("rows say where values begin and end, and what lies inside what")
  func rows() throws {
    var texts = JSONText(seed: 8)
    for _ in 0..<400 {
      let root = try JSONDocument(parsing: texts.next()).root
      for value in all(root) {
        var end = value.byteRange.lowerBound
        for child in value.children {
          #expect(child.byteRange.lowerBound > end)
          #expect(child.byteRange.upperBound < value.byteRange.upperBound)
          if let key = child.keyRange {
            #expect(key.lowerBound > end && key.upperBound < child.byteRange.lowerBound)
          }
          end = child.byteRange.upperBound - 1
        }
        #expect((value.children.count == 0) == value.isEmpty)
      }
    }
  }

  @Test("members that repeat are all kept, in order, and the first is found by name")
  func duplicates() throws {
    let root = try JSONDocument(parsing: Array(#"{"a":1,"b":2,"a":3,"\u0061":4}"#.utf8)).root
    #expect(root.children.map(\.key) == ["a", "b", "a", "a"])
    #expect(root.children.map(\.numberText) == ["1", "2", "3", "4"])
    #expect(root["a"]?.numberText == "1")
    #expect(root.member(named: "a")?.numberText == "1")
  }

  @Test("an escaped name is found by what it stands for")
  func escapedNames() throws {
    let root = try JSONDocument(parsing: Array(#"{"\u0072ole":1,"rol\u0065x":2}"#.utf8)).root
    #expect(root["role"]?.numberText == "1")
    #expect(root["rolex"]?.numberText == "2")
    #expect(root["rol"] == nil)
  }

  @Test("an empty name is a name")
  func emptyName() throws {
    let root = try JSONDocument(parsing: Array(#"{"":{"":1}}"#.utf8)).root
    let inner = try #require(root[""]?[""])
    #expect(inner.numberText == "1")
    #expect(inner.pointer.description == "//")
  }

  @Test("names are kept whole whatever their length", arguments: [65_534, 65_535, 65_536, 200_000])
  func longNames(length: Int) throws {
    for name in [
      String(repeating: "k", count: length), String(repeating: "\\n", count: length / 2),
    ] {
      let text = Array("{\"a\":0,\"\(name)\":1,\"z\":[2]}".utf8)
      let root = try JSONDocument(parsing: text).root
      let members = Array(root.children)
      #expect(members.map(\.keyRange?.count) == [1, name.utf8.count, 1])
      #expect(members[1].key?.utf8.count == (name.hasPrefix("k") ? length : length / 2))
      #expect(root["z"]?[0]?.numberText == "2")
      let error = try #require(throws: CallPressError.self) {
        try JSONDocument(parsing: Array(text.dropLast(3) + [0x3F]))
      }
      #expect(error.location?.pointer == JSONPointer(["z", "0"]))
    }
  }

  @Test("numbers are kept to the digit")
  func numbers() throws {
    let numbers = [
      "1.10", "12345678901234567890", "1e400", "-0.0", "1E+05", "0.10000000000000000000",
    ]
    let root = try JSONDocument(parsing: Array("[\(numbers.joined(separator: " , "))]".utf8)).root
    #expect(root.children.map(\.numberText) == numbers)
  }

  @Test("values in a document inside a document know where they stand in the outermost")
  func embedded() throws {
    let outer = try JSONDocument(parsing: Array(#"{"data":["{\"a\":[1,{\"b\":2}]}"]}"#.utf8))
    let text = try #require(outer.root["data"]?[0])
    let inner = try JSONDocument(embeddedIn: text)
    let value = try #require(inner.root["a"]?[1]?["b"])
    #expect(value.numberText == "2")
    #expect(value.pointer.description == "/data/0/a/1/b")
    #expect(value.location.byteOffset == 9)
    #expect(throws: CallPressError.self) { try JSONDocument(embeddedIn: outer.root) }
  }
}
