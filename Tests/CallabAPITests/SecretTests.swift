import CallabAPI
import Testing

@Suite("A secret")
struct SecretTests {
  static let token = "sk-callab-0123456789abcdefghij-PRIVATE"

  @Test("shows nothing of itself to whatever looks at it")
  func silent() throws {
    let secret = try #require(Secret(Self.token))
    struct Holder { var name = "x", secret: Secret, list: [Secret?] }
    let holder = Holder(secret: secret, list: [secret])
    var dumped = ""
    dump(holder, to: &dumped)
    dump(secret, to: &dumped)
    let views = [
      "\(secret)", String(describing: secret), String(reflecting: secret), "\(holder)",
      String(reflecting: holder), dumped, "\(Mirror(reflecting: secret).children.map { $0 })",
      "\([secret])", "\(Optional(secret) as Any)", secret.debugDescription,
    ]
    for view in views { #expect(!view.contains("0123456789"), "\(view)") }
    #expect(!secret.masked.contains("0123456789abcdef"))
  }

  @Test("is one run of visible ASCII, and nothing else")
  func shape() {
    #expect(Secret("  abc\r\n") != nil)
    for text in ["", " \n", "a b", "a\nb", "a\r\nX-Evil: 1", "é", "a\u{0}b", "\u{7F}"] {
      #expect(Secret(text) == nil, "\(text.debugDescription)")
    }
    #expect(Secret(String(repeating: "a", count: Secret.maximumLength + 1)) == nil)
  }

  @Test("shows the end of long ones alone when it is masked")
  func masked() throws {
    #expect(try #require(Secret("short-token")).masked == "•••• (11 characters)")
    #expect(try #require(Secret("a-token-of-many-characters")).masked == "••••ters (26 characters)")
  }
}
