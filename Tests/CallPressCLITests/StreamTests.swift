import Foundation
import Testing

@Suite("Streams and signals")
struct StreamTests {
  let bench: Workbench

  init() throws {
    bench = try Workbench()
    try bench.write(SampleCalls.timed(id: "x"), to: "a.json")
  }

  /// A call whose record is larger than a pipe holds.
  private func writeLarge() throws {
    let notes = String(repeating: "word ", count: 200_000)
    try bench.write(
      "{\"id\": \"large\", \"call_status\": \"x\", \"notes\": \"\(notes)\"}", to: "large.json")
  }

  /// Waits until something is so, for ten seconds at most.
  private func wait(_ isSo: () -> Bool) throws {
    for _ in 0..<5000 {
      if isSo() { return }
      usleep(2000)
    }
    Issue.record("it never came to be")
  }

  @Test("a reader that goes away ends the tool without a word")
  func closedPipe() throws {
    try writeLarge()
    let ran = try bench.shell(
      "\"$callpress\" export large.json -f record | head -c 10; echo \" ${PIPESTATUS[0]}\"")
    ran.expect(0).isSilent()
    #expect(ran.out == "{\"id\":\"lar 141\n", "\(ran)")
  }

  @Test("so does one where SIGPIPE is ignored")
  func ignoredPipe() throws {
    try writeLarge()
    let ran = try bench.shell(
      "trap '' PIPE; \"$callpress\" export large.json -f record | head -c 10; echo \" ${PIPESTATUS[0]}\""
    )
    ran.expect(0).isSilent()
    #expect(ran.out == "{\"id\":\"lar 141\n", "\(ran)")
  }

  @Test("a full device is status 74, for documents and for help")
  func fullDevice() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    try bench.shell("\"$callpress\" export a.json -f record > /dev/full").expect(74)
      .says("no space is left")
    try bench.shell("\"$callpress\" --help > /dev/full").expect(74)
    try bench.shell("\"$callpress\" formats > /dev/full").expect(74)
    try bench.shell("\"$callpress\" inspect a.json > /dev/full").expect(74)
    try bench.callpress("export", "a.json", "-f", "record", "-o", "/dev/full").expect(74)
  }

  @Test("a closed standard output is status 74, a closed standard error is no matter")
  func closedStreams() throws {
    try bench.shell("\"$callpress\" export a.json -f record >&-").expect(74)
    let ran = try bench.shell("\"$callpress\" export a.json missing.json -f record -o - 2>&-")
    #expect(ran.status == 1 && ran.out.hasPrefix("{"))
  }

  @Test("devices and pipes that -o names are written to as they are")
  func devices() throws {
    try bench.callpress("export", "a.json", "-f", "record", "-o", "/dev/null").expect(0).isSilent()
    let ran = try bench.callpress("export", "a.json", "-f", "record", "-o", "/dev/stdout").expect(0)
    #expect(ran.out.hasPrefix("{"))
  }

  @Test(
    "an interruption removes what is half-written and ends as the signal does",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func interruption(signal: Int32) throws {
    // The second input is a pipe that nobody writes to, so the tool waits there with the first
    // call written, until the signal comes.
    try bench.shell("mkfifo wait").expect(0)
    let started = try Started(
      Workbench.tool, ["export", "a.json", "wait", "-f", "record", "-o", "out"], in: bench.folder)
    try wait { bench.names("out") == ["x.record.json"] }
    kill(started.process.processIdentifier, signal)
    let ran = started.finish()
    #expect(ran.wasSignalled && ran.status == signal, "\(ran)")
    ran.isSilent()
    #expect(bench.names("out") == ["x.record.json"])
  }

  @Test("an interruption at any moment leaves whole files and nothing temporary")
  func interruptionWhileWriting() throws {
    let notes = String(repeating: "word ", count: 20_000)
    let calls = (0..<300).map {
      "{\"id\": \"c\($0)\", \"call_status\": \"x\", \"notes\": \"\(notes)\"}"
    }
    try bench.write("[" + calls.joined(separator: ",") + "]", to: "many.json")
    for round in 0..<6 {
      let out = "out\(round)"
      let started = try Started(
        Workbench.tool, ["export", "many.json", "-f", "record", "-o", out], in: bench.folder)
      try wait { bench.names(out).count > 12 * round }
      kill(started.process.processIdentifier, SIGINT)
      let ran = started.finish()
      let names = bench.names(out)
      #expect(ran.wasSignalled && ran.status == SIGINT && names.count < 300, "\(ran)")
      #expect(names.allSatisfy { $0.hasSuffix(".record.json") }, "\(names)")
      #expect(names.allSatisfy { bench.text("\(out)/\($0)")?.hasSuffix("word \"}\n") == true })
    }
  }

  @Test("a signal that is ignored stays ignored")
  func ignoredSignals() throws {
    let ran = try bench.shell(
      """
      trap '' INT
      mkfifo wait
      "$callpress" export a.json wait -f record -o out & tool=$!
      for i in $(seq 1000); do [ -e out/x.record.json ] && break; sleep 0.01; done
      kill -INT $tool
      echo '{"id": "y", "call_status": "x"}' > wait
      wait $tool
      """)
    ran.expect(0)
    #expect(bench.names("out") == ["x.record.json", "y.record.json"], "\(ran)")
  }

  @Test("a signal that the parent left blocked ends the tool while it waits for input")
  func blockedSignal() throws {
    let bench = try Workbench()
    // Perl blocks SIGTERM and becomes the tool, which waits at a pipe that says nothing. Where the
    // signal stays blocked, the loop ends and SIGKILL gives another status.
    let ran = try bench.shell(
      """
      mkfifo pipe; exec 3<>pipe
      perl -MPOSIX -e 'sigprocmask(SIG_BLOCK, POSIX::SigSet->new(SIGTERM)); exec @ARGV' \
        "$callpress" export - -f record <pipe &
      sleep 0.5; kill -TERM $!
      for i in $(seq 100); do kill -0 $! 2>/dev/null || break; sleep 0.1; done
      kill -KILL $! 2>/dev/null
      wait $!; echo "status $?"
      """)
    #expect(ran.out.contains("status 143"), "\(ran)")
  }

  @Test("documents and messages never share a stream")
  func separation() throws {
    try bench.write(SampleCalls.untimed, to: "b.json")
    let ran = try bench.callpress("export", "a.json", "missing", "-f", "record", "-o", "-")
    ran.expect(1)
    #expect(ran.out.hasPrefix("{") && !ran.out.contains("missing"))
    #expect(ran.err.hasPrefix("callpress: missing: "))
  }
}

@Suite(
  "On a terminal", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
struct TerminalStreamTests {
  let bench: Workbench

  init() throws {
    bench = try Workbench()
  }

  /// Runs a line of shell with its output on a terminal.
  private func onTerminal(_ line: String, environment: [String: String] = [:]) throws -> Ran {
    try bench.run(
      "/usr/bin/script", ["-qec", line, "/dev/null"],
      environment: ["TERM": "xterm"].merging(environment) { _, new in new })
  }

  @Test("colours are there, and not where the environment or the flag says no")
  func colors() throws {
    try bench.write("{", to: "a.json")
    let line = "\"$callpress\" export a.json -f record"
    #expect(try onTerminal(line).out.contains("\u{1B}["))
    #expect(!(try onTerminal(line, environment: ["NO_COLOR": "1"]).out.contains("\u{1B}")))
    #expect(!(try onTerminal(line, environment: ["TERM": "dumb"]).out.contains("\u{1B}")))
    #expect(!(try onTerminal(line + " --color never").out.contains("\u{1B}")))
    let piped = try bench.callpress("export", "a.json", "-f", "record")
    #expect(!piped.err.contains("\u{1B}"))
    let forced = try bench.callpress("export", "a.json", "-f", "record", "--color", "always")
    #expect(forced.err.contains("\u{1B}["))
  }

  @Test("what a transcript says cannot steer it; in a pipe every byte is kept")
  func steering() throws {
    try bench.write(
      "{\"id\": \"x\", \"call_status\": \"x\", \"notes\": \"a\u{7F}\u{9B}31m\"}", to: "a.json")
    let shown = try onTerminal("\"$callpress\" export a.json -f record")
    #expect(!shown.out.unicodeScalars.contains("\u{9B}"), "\(shown)")
    #expect(shown.out.contains("a31m"))
    let piped = try bench.callpress("export", "a.json", "-f", "record").expect(0)
    #expect(piped.out.unicodeScalars.contains("\u{9B}"))
    let inspected = try bench.callpress("inspect", "a.json")
    #expect(!inspected.out.unicodeScalars.contains("\u{9B}"))
  }

  @Test("right-to-left names of files are isolated there and plain in a pipe")
  func isolates() throws {
    let line = "\"$callpress\" export مكالمة.json -f record"
    #expect(try onTerminal(line).out.contains("\u{2068}مكالمة.json\u{2069}"))
    #expect(try bench.shell(line).err.hasPrefix("callpress: مكالمة.json: "))
  }
}
