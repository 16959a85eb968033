import CallPressCore
import Foundation
import Testing

@testable import CallPressHTML

/// Pages in a browser: nothing of the call runs, nothing is fetched, nothing goes wrong.
@Suite("Pages in a browser", .serialized)
struct BrowserTests {
  private struct Visit {
    var dom: String
    var console: [String]
    /// Everything that the browser did on the network.
    var network: String
  }

  private func visit(_ page: String) throws -> Visit {
    let chromium = try #require(Programs.chromium)
    return try Programs.withFolder { folder in
      let file = folder.appending(path: "page.html")
      let log = folder.appending(path: "net.json")
      try Data(page.utf8).write(to: file)
      let result = try Programs.run(
        chromium,
        [
          "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--enable-logging=stderr",
          "--virtual-time-budget=1500", "--host-resolver-rules=MAP * ~NOTFOUND",
          "--disable-background-networking", "--user-data-dir=\(folder.appending(path: "p").path)",
          "--log-net-log=\(log.path)", file.absoluteString,
        ])
      let console = result.errors.split(separator: "\n").filter { $0.contains("CONSOLE") }
      return Visit(
        dom: result.output, console: console.map(String.init),
        network: (try? String(contentsOf: log, encoding: .utf8)) ?? "")
    }
  }

  private func title(of dom: String) -> String {
    let parts = dom.components(separatedBy: "<title>")
    return parts.count > 1 ? parts[1].components(separatedBy: "</title>")[0] : ""
  }

  @Test(
    "sample pages load without a word on the console and without a request",
    .enabled(if: Programs.chromium != nil, "Chromium is not installed"),
    arguments: SampleCalls.all.map(\.name))
  func samples(name: String) throws {
    let call = try #require(SampleCalls.all.first { $0.name == name }?.call)
    let visit = try visit(try render(call))
    #expect(visit.console == [])
    #expect(visit.network.contains("page.html"))
    #expect(!visit.network.contains("recordings.example"))
    #expect(visit.dom.contains("</html>"))
    if call.text(.recordURL) != nil {
      // The shipped script ran, so its hash is right.
      #expect(visit.dom.contains("<button type=\"button\" class=\"at\" tabindex=\"0\""))
    }
  }

  @Test(
    "no hostile text runs, loads or leads away",
    .enabled(if: Programs.chromium != nil, "Chromium is not installed"))
  func hostile() throws {
    var call = HostileCalls.call(HostileCalls.texts.joined(separator: " "))
    call.transcript.entries += HostileCalls.texts.enumerated().map { position, text in
      .turn(
        Turn(
          number: position + 3, speaker: "nobody", text: text,
          span: SampleCalls.span(Int64(position), Int64(position) + 1)))
    }
    let visit = try visit(try render(call))
    #expect(visit.console == [])
    #expect(!visit.network.contains("evil.example"))
    #expect(title(of: visit.dom).contains("script"))
    #expect(!visit.dom.contains("<script"))
    for position in HostileCalls.texts.indices {
      #expect(visit.dom.contains("id=\"t\(position + 3)\""))
    }
  }

  @Test(
    "the same text does run in a page that does not escape, so that the test can fail",
    .enabled(if: Programs.chromium != nil, "Chromium is not installed"))
  func control() throws {
    let visit = try visit(
      "<!doctype html><title>x</title><p>" + HostileCalls.texts[1]
        + "<img src=\"https://evil.example/x.png\">")
    #expect(title(of: visit.dom) == "pwned")
    #expect(visit.console.contains { $0.contains("pwned") })
    #expect(visit.network.contains("evil.example"))
  }
}
