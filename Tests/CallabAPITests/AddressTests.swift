import CallPressCore
import CallabAPI
import Testing

@Suite("Addresses")
struct AddressTests {
  @Test(
    "are read where there is one way to read them",
    arguments: [
      ("https://api.callab.ai/v1", "https://api.callab.ai/v1"),
      ("HTTPS://API.Callab.AI:443", "https://api.callab.ai/"),
      ("http://127.0.0.1:8080/a?b=c#d", "http://127.0.0.1:8080/a?b=c"),
      ("https://[2001:DB8::1]:8443/x", "https://[2001:db8::1]:8443/x"),
      ("https://a.example?x=/y", "https://a.example/?x=/y"),
      ("https://a.example./x", "https://a.example/x"),
    ])
  func read(text: String, absolute: String) throws {
    #expect(try #require(WebAddress(text)).absolute == absolute)
  }

  @Test("are refused where there are two")
  func refused() {
    let texts = [
      "", "https:", "https://", "https:///x", "ftp://a/x", "//a/x", "/x", "javascript:alert(1)",
      "file:///etc/passwd", "https://user@a/x", "https://a@b@c/", "https://a\\@b/", "https://a b/",
      "https://a\t/", "https://a\r\nX: y/", "https://é.example/", "https://a%2eb/", "https://a:0/",
      "https://a:65536/", "https://a:x/", "https://a:+80/", "https://[::1", "https://[::1]x/",
      "https://[fe80::1%25eth0]/", "https://.a/", "https://a..b/", "https://-a/",
      "https://[1.2.3.4]/",
      "https://a/" + String(repeating: "x", count: 9000),
    ]
    for text in texts { #expect(WebAddress(text) == nil, "\(text)") }
  }

  @Test("show no query, which may be what opens the door")
  func shown() throws {
    let address = try #require(WebAddress("https://a.example/x.wav?signature=secret"))
    #expect(address.description == "https://a.example/x.wav?…")
  }

  @Test(
    "resolve what a redirect says",
    arguments: [
      ("/x", "https://a.example/x"), ("y?z", "https://a.example/b/y?z"),
      ("//c.example/x", "https://c.example/x"), ("?q", "https://a.example/b/c?q"),
      ("https://d.example:1/", "https://d.example:1/"), ("#f", "https://a.example/b/c"),
      ("http://127.0.0.1/", "http://127.0.0.1/"),
    ])
  func resolve(reference: String, absolute: String) throws {
    let base = try #require(WebAddress("https://a.example/b/c"))
    #expect(base.resolving(reference)?.absolute == absolute)
  }

  @Test("resolve nothing that is no address")
  func unresolved() throws {
    let base = try #require(WebAddress("https://a.example/b/c"))
    for text in ["", "javascript:alert(1)", "gopher://x/", "//", "//u@b/", "a b"] {
      #expect(base.resolving(text) == nil, "\(text)")
    }
  }

  @Test("take any text as one segment or one value")
  func appended() throws {
    let base = try #require(WebAddress("https://a.example/v1/"))
    let address = base.appending(
      ["calls", "../x?y#z/é"], query: [("filter_columns[]", "a&b=c"), ("q", "مرحبا")])
    #expect(
      address.absolute
        == "https://a.example/v1/calls/..%2Fx%3Fy%23z%2F%C3%A9?filter_columns%5B%5D=a%26b%3Dc&q="
        + "%D9%85%D8%B1%D8%AD%D8%A8%D8%A7")
    #expect(base.appending([".."]).absolute == "https://a.example/v1/%2E%2E")
  }

  @Test("of numbers know which are for everybody")
  func publicNumbers() throws {
    let open = [
      "8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "2606:4700::1",
      "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
    ]
    for text in open { #expect(try #require(NetworkAddress(text)).isPublic, "\(text)") }
    let closed = [
      "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254",
      "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1",
      "198.51.100.1", "203.0.113.1", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
      "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "2001::1", "::ffff:127.0.0.1",
      "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "2002:a00:1::", "::127.0.0.1",
      "fec0::1", "3fff::1",
    ]
    for text in closed { #expect(try !#require(NetworkAddress(text)).isPublic, "\(text)") }
  }

  @Test("of numbers are read in their full form alone")
  func numbers() {
    let wrong = [
      "", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "0x7f.1", "2130706433", "1.2.3.-4", ":",
      ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "g::", "::1.2.3", "+1::",
      "1:2:3:4:5:6:7:8::",
    ]
    for text in wrong { #expect(NetworkAddress(text) == nil, "\(text)") }
    #expect(NetworkAddress("::1")?.description == "0:0:0:0:0:0:0:1")
    #expect(NetworkAddress("1:2:3:4:5:6:1.2.3.4")?.description == "1:2:3:4:5:6:102:304")
  }

  @Test("of the API are https, or on this machine")
  func bases() throws {
    for text in [
      "https://api.callab.ai/v1", "http://localhost:1/v1", "http://127.0.0.1:9", "http://[::1]:1",
    ] {
      _ = try CallabSettings(base: text)
    }
    for text in ["http://api.callab.ai/v1", "http://192.168.0.1/v1", "x", "https://a/v1?x=y"] {
      let error = #expect(throws: CallPressError.self) { try CallabSettings(base: text) }
      #expect(error?.code == .invalidSetting)
    }
  }
}
