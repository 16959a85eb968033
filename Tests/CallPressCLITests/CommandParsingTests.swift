import ArgumentParser
import CallPressCore
import Testing

@testable import CallPressCLI

@Suite("Commands")
struct CommandParsingTests {
  /// Every command, found by walking down from the root.
  static let commands: [(path: [String], type: any ParsableCommand.Type)] = {
    var all: [(path: [String], type: any ParsableCommand.Type)] = []
    func visit(_ type: any ParsableCommand.Type, _ path: [String]) {
      all.append((path, type))
      for child in type.configuration.subcommands {
        visit(child, path + [child.configuration.commandName ?? ""])
      }
    }
    visit(CallPressCommand.self, [])
    return all
  }()

  @Test("parse: a mistake in a declaration would only show when it is used")
  func parse() throws {
    let samples: [[String]] = [
      ["export", "a.json", "-f", "record"],
      ["inspect", "a.json", "--json"],
      ["check", "a.json", "--json"], ["measure", "a.json", "--dead-air", "5"],
      ["formats"], ["dialects"], ["schema"], ["schema", "--list"], ["manual"],
      ["templates", "list"], ["templates", "show", "x"], ["templates", "copy", "x", "y"],
      ["templates", "check", "x"],
      ["fetch", "x", "-o", "y"], ["list", "--all", "--json"], ["sync", "-o", "y", "-n"],
      ["auth", "login"], ["auth", "status", "--check"], ["auth", "logout"], ["serve-example"],
    ]
    for sample in samples {
      #expect(throws: Never.self) { try CallPressCommand.parseAsRoot(sample) }
    }
    let covered = Set(
      samples.map {
        $0.prefix { !$0.hasPrefix("-") && !["a.json", "x", "y"].contains($0) }.joined(
          separator: " ")
      })
    for command in Self.commands where command.type.configuration.subcommands.isEmpty {
      #expect(
        covered.contains(command.path.joined(separator: " ")), "\(command.path) is not parsed")
    }
  }

  @Test("have names, an abstract and examples")
  func helpful() {
    for command in Self.commands {
      let configuration = command.type.configuration
      #expect(configuration.commandName != nil, "\(command.type)")
      #expect(!configuration.abstract.isEmpty, "\(command.type)")
      #expect(configuration.discussion.contains("EXAMPLES\n  callpress"), "\(command.type)")
    }
  }

  @Test("take every option of export")
  func exportOptions() throws {
    let command = try #require(
      try CallPressCommand.parseAsRoot([
        "export", "a", "b", "-", "-f", "record", "-f", "RECORD,record", "-o", "out", "--force",
        "--select", "x", "--select", "y", "--time-unit", "ticks", "--offset", "-1.5",
        "--timing", "estimate", "--layout", "turns", "--width", "auto", "--template", "t",
        "--include-system", "--speaker", "agent=Lina=x", "--strict", "--quiet",
        "--color", "never", "--", "-odd.json",
      ]) as? ExportCommand)
    #expect(command.input.inputs == ["a", "b", "-", "-odd.json"])
    #expect(command.output.format == [["record"], ["record", "record"]])
    #expect(command.input.offset == -1500)
    #expect(command.input.select == ["x", "y"])
    #expect(command.input.timeUnit == .ticks)
    #expect(command.output.timing == .estimate)
    #expect(command.output.layout == .turns)
    #expect(command.output.width?.columns == nil && command.output.width != nil)
    #expect(command.input.speaker.map(\.id) == ["agent"])
    #expect(command.input.speaker.map(\.name) == ["Lina=x"])
    #expect(command.messageOptions.level == .quiet)
  }

  @Test("refuse what makes no sense with status 64")
  func refused() {
    let requests: [[String]] = [
      ["export"], ["export", "a", "-f", "nonsense"], ["export", "a", "-f", "record,"],
      ["export", "a", "--offset", "1e"], ["export", "a", "--offset", "0.0001"],
      ["export", "a", "--offset", "nan"], ["export", "a", "--width", "3"],
      ["export", "a", "--speaker", "agent"], ["export", "a", "--speaker", "=x"],
      ["export", "-", "-"], ["export", "a", "--time-unit", "h"], ["export", "a", "-q", "-v"],
      ["export", "a", "--dialect", "nonsense"], ["export", "a", "--color", "blue"], ["nonsense"],
      ["templates", "copy", "x"], ["fetch"], ["fetch", "a", "b"], ["fetch", "a", "--recording"],
      ["sync"], ["sync", "-o", "x", "--since", "2026-02-30"], ["sync", "-o", "x", "--rate", "5"],
      ["sync", "-o", "x", "--jobs", "0"], ["list", "--filter", "a:b"], ["list", "--from", "3"],
      ["list", "--parameter", "=x"], ["list", "--token", "x"],
      ["serve-example", "--port", "65536"],
    ]
    for request in requests {
      let error = #expect(throws: (any Error).self, "\(request)") {
        try CallPressCommand.parseAsRoot(request)
      }
      if let error {
        #expect(CallPressCommand.exitCode(for: error).rawValue == 64, "\(request)")
      }
    }
  }

  @Test(
    "read offsets exactly",
    arguments: [
      ("0", 0), ("1", 1000), ("-1.5", -1500), ("+0.001", 1), ("0.1", 100), ("1e3", 1_000_000),
      ("-0", 0), ("1.2340", 1234), ("86400.007", 86_400_007), ("5e-3", 5),
    ])
  func offsets(text: String, milliseconds: Int64) throws {
    #expect(try InputArguments.milliseconds(text) == milliseconds)
  }
}
