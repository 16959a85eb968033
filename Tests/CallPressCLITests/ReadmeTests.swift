import Foundation
import Testing

/// Every command of the README, run as it stands there, in order, in a copy of the folder.
@Suite("The README")
struct ReadmeTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The lines of the blocks marked as shell.
  static func commands() throws -> [String] {
    let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    var lines: [String] = []
    var isShell = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isShell = line == "```sh"
      } else if isShell, !line.isEmpty {
        lines.append(String(line))
      }
    }
    return lines
  }

  @Test("its commands do what it says")
  func tour() throws {
    let bench = try Workbench()
    for name in ["examples", "templates"] {
      try FileManager.default.copyItem(
        at: Self.root.appending(path: name), to: bench.folder.appending(path: name))
    }
    let bin = bench.folder.appending(path: ".build/release")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: bin.appending(path: "callpress"), withDestinationURL: URL(filePath: Workbench.tool))

    // The two scripts run these tests or build anew; the run itself proves them.
    let scripts = ["examples/demo", "Tests/run"]
    let commands = try Self.commands()
    #expect(scripts.allSatisfy(commands.contains))
    for script in scripts {
      #expect(FileManager.default.isExecutableFile(atPath: Self.root.appending(path: script).path))
    }
    let tour = commands.filter { !scripts.contains($0) }
    #expect(tour.count > 10)

    // One shell for all of them, as a reader has; the first that fails ends it and is named.
    let lines = tour.map { command in
      // What runs in the background has not ended, well or badly.
      command.hasSuffix("&")
        ? "echo \"$ \"\(quoted(command)); \(command)"
        : """
        echo "$ "\(quoted(command))
        \(command) || { echo "failed: "\(quoted(command)) >&2; exit 1; }
        """
    }
    let start = "set -o pipefail; trap 'kill $(jobs -p) 2>/dev/null' EXIT\n"
    let ran = try bench.shell(start + lines.joined(separator: "\n"))
    ran.expect(0)
    for command in tour {
      #expect(ran.out.contains("$ \(command)\n"), "\(command)\n\(ran)")
    }

    #expect(bench.text("billing.srt")?.hasPrefix("1\n00:00:0") == true)
    #expect(bench.names("out/booking").count == 6)
    let sums = ran.out.split(separator: "\n").filter { line in
      line.contains(" ") && line.allSatisfy { $0.isNumber || $0 == " " }
    }
    #expect(bench.names("out/calls/records").count == 6)
    #expect(ran.err.contains("6 calls: 6 new") && ran.err.contains("6 calls: 0 new"), "\(ran)")
    #expect(bench.names("out/fetched").count == 4)
    #expect(sums.count == 2 && sums.first == sums.last, "\(sums)")
  }

  private func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
