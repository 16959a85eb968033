import Testing

@testable import CallPressCLI

@Suite("File names")
struct FileNamesTests {
  static let hostile = [
    "../../etc/passwd", "/etc/passwd", "..", ".", "", "-rf", ".hidden", "a/b\\c", "con", "CON",
    "nul.txt", "com1", "LPT9.x", "a\0b", "a\nb", "مكالمة", "été", "x y", "a..", "....", "---",
    String(repeating: "a", count: 81), String(repeating: "é", count: 500), "a:b*c?d\"e<f>g|h",
    "\u{202E}cod.exe", "~root", "$(rm -rf)", "`id`", "a;b", "callpress-\u{1B}[31m",
  ]

  @Test("are safe whatever the identifier", arguments: hostile)
  func safe(identifier: String) {
    let name = FileNames.safe(identifier)
    #expect(!name.isEmpty && name.utf8.count <= FileNames.maximumLength)
    #expect(
      name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) })
    #expect(!name.hasPrefix(".") && !name.hasPrefix("-") && !name.hasSuffix("."))
    #expect(name != identifier)
    #expect(FileNames.safe(name) == name, "a safe name is safe as it is")
    #expect(FileNames.safe(identifier) == name)
  }

  @Test("of identifiers that differ differ")
  func distinct() {
    #expect(Set(Self.hostile.map(FileNames.safe)).count == Self.hostile.count)
    let long = (0..<200).map { String(repeating: "x", count: 90) + String($0) }
    #expect(Set(long.map(FileNames.safe)).count == long.count)
  }

  @Test(
    "that are fine stay as they are",
    arguments: [
      "3f0e1234-1234-1234-1234-123456789012", "CA00.1_x-y", "a", "console", "com10", "nulled",
      String(repeating: "a", count: 80),
    ])
  func fine(identifier: String) {
    #expect(FileNames.safe(identifier) == identifier)
  }

  @Test("of inputs lose the folder and the extension and keep the user's letters")
  func inputs() {
    func base(_ path: String) -> String {
      FileNames.base(ofInput: path, extensions: InputReader.extensions)
    }
    #expect(base("calls/a.json") == "a")
    #expect(base("a.b.JSON") == "a.b")
    #expect(base("مكالمة ١.json") == "مكالمة ١")
    #expect(base("noextension") == "noextension")
    #expect(base("/x/call.dat") == "call")
    for odd in ["/x/.json", "-.json", "a\nb.json", "..", "con.json", "/"] {
      let name = base(odd)
      #expect(!name.isEmpty && !name.hasPrefix(".") && !name.hasPrefix("-"), "\(odd)")
      #expect(!name.contains("\n") && !name.contains("/") && name.lowercased() != "con", "\(odd)")
    }
  }

  @Test("that collide are numbered in the order in which they come")
  func collisions() {
    var names = NameAllocator()
    let claimed = ["a", "b", "a", "A", "a-2", "a", "b-2", "b"].map { names.claim($0) }
    #expect(claimed == ["a", "b", "a-2", "A-3", "a-2-2", "a-4", "b-2", "b-3"])
    #expect(Set(claimed.map { $0.lowercased() }).count == claimed.count)
  }

  @Test("are all different for ten thousand calls with one name")
  func many() {
    var names = NameAllocator()
    #expect(Set((0..<10_000).map { _ in names.claim("x") }).count == 10_000)
  }
}
