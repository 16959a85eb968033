import Testing

@testable import CallPressHTML

@Suite("Addresses of recordings")
struct RecordingAddressTests {
  @Test(
    "web addresses are taken, encoded where they were not",
    arguments: [
      ("https://a.example/b.mp3", "https://a.example/b.mp3", "https://a.example"),
      ("HTTP://A.Example:8080/B", "http://a.example:8080/B", "http://a.example:8080"),
      ("https://a.example", "https://a.example", "https://a.example"),
      ("https://a.example?x=1#t=3", "https://a.example?x=1#t=3", "https://a.example"),
      ("https://127.0.0.1:65535/", "https://127.0.0.1:65535/", "https://127.0.0.1:65535"),
      ("https://a.example:/x", "https://a.example/x", "https://a.example"),
      (
        "https://my_bucket.s3.example/x", "https://my_bucket.s3.example/x",
        "https://my_bucket.s3.example"
      ),
      (
        "https://a.example/x?sig=a%2Bb&e='\"", "https://a.example/x?sig=a%2Bb&e='%22",
        "https://a.example"
      ),
      ("https://a.example/é%zz<>", "https://a.example/%C3%A9%25zz%3C%3E", "https://a.example"),
      ("https://a.example/x;y=1", "https://a.example/x;y=1", "https://a.example"),
    ])
  func taken(_ text: String, _ url: String, _ origin: String) throws {
    let address = try RecordingAddress(text)
    #expect(address.url == url)
    #expect(address.origin == origin)
  }

  @Test(
    "everything else is refused with the reason",
    arguments: [
      ("javascript:alert(1)", .notWeb), ("JaVaScRiPt://a.example/%0aalert(1)", .notWeb),
      ("data:text/html,x", .notWeb), ("ftp://a.example/b", .notWeb), ("//a.example/b", .notWeb),
      ("file:///etc/passwd", .notWeb), ("", .notWeb), ("https:a.example", .notWeb),
      ("https:/a.example", .notWeb), ("recording.wav", .notWeb),
      ("blob:https://a.example/x", .notWeb),
      (" https://a.example/", .notWeb), ("https://a.example/ ", .forbiddenCharacter),
      ("https://a.example/a b", .forbiddenCharacter),
      ("https://a.example/\u{0}", .forbiddenCharacter),
      ("https://a.example/\n", .forbiddenCharacter), ("https://a.example\\b", .forbiddenCharacter),
      ("https://a.example/\u{A0}", .forbiddenCharacter),
      ("https://a.example/\u{2028}", .forbiddenCharacter),
      ("https://a.example/\u{85}", .forbiddenCharacter),
      ("https://a.example/\(SampleCalls.noncharacter)", .forbiddenCharacter),
      ("https://user@a.example/", .userInformation), ("https://u:p@a.example/", .userInformation),
      ("https://a.example@evil.example/", .userInformation),
      ("https:///b", .host), ("https://", .host), ("https://.a/", .host), ("https://a..b/", .host),
      ("https://a.example./", .host), ("https://a;script-src *", .forbiddenCharacter),
      ("https://a;script-src/", .host), ("https://a'b/", .host), ("https://a*b/", .host),
      ("https://*/", .host), ("https://é.example/", .host), ("https://a%2eb/", .host),
      ("https://[::1]/", .port), ("https://\u{301}a/", .host),
      ("https://a.example:0/", .port), ("https://a.example:65536/", .port),
      ("https://a.example:80a/", .port), ("https://a.example:99999999999/", .port),
      ("https://a.example:1:2/", .port),
    ] as [(String, RecordingAddress.Refusal)])
  func refused(_ text: String, _ reason: RecordingAddress.Refusal) {
    #expect(throws: reason) { try RecordingAddress(text) }
  }

  @Test("an address beyond the limit is refused")
  func tooLong() {
    let long = "https://a.example/" + String(repeating: "x", count: RecordingAddress.maximumBytes)
    #expect(throws: RecordingAddress.Refusal.tooLong) { try RecordingAddress(long) }
  }
}
