import ArgumentParser
import CallPress
import CallPressCore
import Foundation
import Testing

@Suite("What the tool says of itself")
struct DocumentationTests {
  let bench: Workbench
  static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/CallPressCLI/Documentation/callpress.1")

  init() throws {
    bench = try Workbench()
  }

  @Test("its version")
  func version() throws {
    #expect(try bench.callpress("--version").expect(0).out == "callpress 0.1.0\n")
  }

  @Test("help, on standard output, for every command")
  func help() throws {
    for (path, _) in CommandParsingTests.commands {
      let ran = try bench.run(Workbench.tool, path + ["--help"]).expect(0).isSilent()
      #expect(ran.out.contains("EXAMPLES") && ran.out.contains("USAGE: callpress"), "\(ran)")
    }
    #expect(try bench.callpress("help", "export").expect(0).out.contains("--format"))
  }

  @Test("mistakes in the usage, on standard error, with status 64")
  func usage() throws {
    for arguments in [["export", "a", "--nonsense"], ["nonsense"], ["export"]] {
      let ran = try bench.run(Workbench.tool, arguments).expect(64).says("callpress: ")
      #expect(ran.out.isEmpty)
    }
  }

  @Test("the manual page is that of this version; Tests/man writes it anew")
  func manual() throws {
    let text = try bench.callpress("manual").expect(0).out
    let stored = try? String(contentsOf: Self.page, encoding: .utf8)
    #expect(stored == text, "run Tests/man")
    for (path, type) in CommandParsingTests.commands
    where type.configuration.shouldDisplay && !path.isEmpty {
      let name = path.joined(separator: " ").replacing("-", with: "\\-")
      #expect(text.contains(".Ss \(name)\n") || text.contains(".Ss \"\(name)\"\n"), "\(path)")
    }
  }

  @Test(
    "the manual page is flawless mdoc",
    .enabled(if: isThere("mandoc"), "mandoc is not installed"))
  func mandoc() throws {
    let ran = try bench.shell("mandoc -T lint -W style '\(Self.page.path)'")
    // Which systems a page is for is not known to the lint of another.
    let complaints = ran.out.split(separator: "\n").filter { !$0.contains("operating system") }
    #expect(complaints.isEmpty, "\(ran)")
  }

  @Test(
    "completions that the shells take and that know the formats",
    arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let ran = try bench.callpress("--generate-completion-script", shell).expect(0).isSilent()
    for format in Formats.standard.formats {
      #expect(ran.out.contains(format.info.id), "\(format.info.id)")
    }
    try bench.write(ran.out, to: "completions")
    if Self.isThere(shell) { try bench.shell("\(shell) -n completions").expect(0) }
  }

  @Test("formats and dialects, as columns and as JSON with a schema's name")
  func lists() throws {
    for (command, count) in [
      ("formats", Formats.standard.formats.count), ("dialects", Dialects.standard.dialects.count),
    ] {
      let lines = try bench.callpress(command).expect(0).isSilent().out.split(separator: "\n")
      #expect(lines.count == count)
      #expect(lines.allSatisfy { $0.contains("\t") })
      let json = try bench.callpress(command, "--json").expect(0).isSilent().out
      let document = try JSONDocument(parsing: Array(json.utf8))
      #expect(document.root["schema"]?.string == "callpress.\(command)/1")
      #expect(document.root.member(named: command)?.children.count == count)
    }
  }

  /// Whether a program is installed.
  static func isThere(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }
}
