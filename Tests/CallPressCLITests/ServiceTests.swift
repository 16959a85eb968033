import CallPressCore
import CallabAPI
import Foundation
import TestSupport
import Testing

@testable import CallPressCLI

@Suite("Calls from the API")
struct ServiceTests {
  let bench: Workbench
  let api: FakeAPI
  static let id = "11111111-2222-4333-8444-555555555555"

  init() throws {
    bench = try Workbench()
    api = try FakeAPI()
    api.put(Self.id, .init(json: SampleCalls.timed(id: Self.id)))
  }

  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Ran {
    try bench.run(
      Workbench.tool, arguments, environment: api.environment.merging(environment) { $1 })
  }

  @Test("are exported by their ids, and a file of that name comes first")
  func export() throws {
    let fetched = try run("export", Self.id, "-f", "srt").expect(0)
    #expect(fetched.out.contains("Hello, this is Lina."))
    try bench.write(SampleCalls.timed(), to: "call.json")
    #expect(try bench.callpress("export", "call.json", "-f", "srt").out == fetched.out)
    #expect(try run("inspect", Self.id).expect(0).out.contains("retell"))

    try bench.write(SampleCalls.untimed, to: Self.id)
    let before = api.server.requests.count
    #expect(try run("export", Self.id, "-f", "txt").expect(0).out.contains("Bonjour"))
    #expect(api.server.requests.count == before)
    try run("export", "99999999-2222-4333-8444-555555555555", "-f", "srt", "--retries", "0")
      .expect(66).says("no call with the id")
  }

  @Test("are saved to the byte")
  func fetch() throws {
    let whole = "{\"status\":\"ok\",\"data\":\(SampleCalls.timed(id: Self.id))}"
    try run("fetch", Self.id, "-o", "d").expect(0).says("wrote 1 file")
    #expect(bench.text("d/\(Self.id).json") == whole)
    #expect(try run("fetch", Self.id).expect(0).isSilent().out == whole)
    try run("fetch", Self.id, "-o", "d").expect(0).says("there already, the same")
    try bench.write("mine", to: "d/\(Self.id).json")
    try run("fetch", Self.id, "-o", "d").expect(73).says("--force")
    try run("fetch", Self.id, "nope", "-o", "e", "--retries", "0").expect(1).says("nope")
    #expect(bench.names("e") == ["\(Self.id).json"])
    try run("fetch", Self.id, "-o", "f", "--recording").expect(0).says("no recording")
  }

  @Test("show the agent's name as the API has it, if it has one and the user has not another")
  func agentNames() throws {
    let example = try ExampleServerProcess(bench)
    func text(_ arguments: String...) throws -> String {
      try bench.run(
        Workbench.tool,
        ["export", "fdb0b2e0-6143-4ab9-8220-de63b4c3aeee", "-f", "txt"] + arguments,
        environment: example.environment
      ).expect(0).out
    }
    #expect(try !text().contains("Lina:"))
    #expect(try text("--agent-names").contains("Lina:"))
    #expect(try text("--agent-names", "--speaker", "agent=Zoé").contains("Zoé:"))
    // The fake API knows no agents.
    let ran = try run("export", Self.id, "-f", "srt", "--agent-names", "--retries", "0")
    ran.expect(0).isSilent()
  }

  @Test("have recordings that hostile records do not point elsewhere")
  func hostileRecordings() throws {
    let secret = try ScriptedServer { _ in ScriptedServer.answer("inside", type: "text/plain") }
    for url in [
      secret.origin + "/admin", "https://169.254.169.254/latest", "file:///etc/passwd",
      "https://localhost:\(secret.port)/", "javascript:alert(1)",
    ] {
      api.put("h", .init(json: "{\"id\":\"h\",\"call_status\":\"x\",\"record_url\":\"\(url)\"}"))
      let ran = try run("fetch", "h", "-o", "d", "--recording", "--force", "--retries", "0")
      #expect(ran.status == 1, "\(ran)")
      #expect(bench.names("d") == ["h.json"], "\(url)")
    }
    #expect(secret.requests.isEmpty)
  }

  @Test("are listed as columns or as they are")
  func list() throws {
    api.put("z", .init(json: "{\"id\": \"z\", \"notes\": \"a\\tb\\u001b[31m\", \"cost\": 1.10}"))
    let columns = try run("list", "--columns", "id,cost,notes").expect(0)
    #expect(columns.out == "\(Self.id)\t-\t-\nz\t1.10\ta\\tb\\u{1B}[31m\n")
    let lines = try run("list", "--json", "--all").expect(0).out.split(separator: "\n")
    #expect(lines.count == 2 && lines[1].hasPrefix("{\"id\":\"z\",\"notes\""))
    let target = try #require(api.server.requests.last?.target)
    #expect(target.contains("order=asc") && target.contains("sort_column=created_at"))
    _ = try run("list", "--campaign", "c&d", "--since", "2026-03-01", "--parameter", "x=y")
    let asked = try #require(api.server.requests.last?.target)
    #expect(asked.contains("campaign_id=c%26d&") && asked.contains("start_date=2026-03-01"))
    #expect(asked.contains("order=desc") && asked.contains("&x=y&"))
  }

  @Test("need a token, which comes from the first place that has one")
  func tokens() throws {
    let none = ["CALLAB_API_KEY": ""]
    try run("list", environment: none).expect(77).says("there is no token")
    try run("auth", "status", environment: none).expect(77)

    try bench.shell(
      "printf '%s\\n' \"$TOKEN\" | \"$callpress\" auth login", environment: ["TOKEN": FakeAPI.token]
    ).expect(0).says("characters")
    let file = ".config/callpress/credentials"
    #expect(bench.text(file) == FakeAPI.token + "\n")
    let mode = try FileManager.default.attributesOfItem(atPath: bench.path(file))[.posixPermissions]
    #expect(mode as? Int == 0o600)
    try run("list", environment: none).expect(0)
    #expect(
      try run("auth", "status", "--check", environment: none).expect(0).out.contains("credentials"))
    try bench.shell("chmod 644 \(file)").expect(0)
    try run("list", environment: none).expect(78).says("chmod 600")
    try run("list").expect(0)
    try run("auth", "logout").expect(0)
    try run("list", environment: none).expect(77)

    try bench.write("{\"token-command\": [\"cat\", \"t\"]}", to: ".config/callpress/config.json")
    try bench.write(FakeAPI.token, to: "t")
    try run("list", environment: none).expect(0)
    try bench.write("{\"token-command\": [\"false\"]}", to: ".config/callpress/config.json")
    try run("list", environment: none).expect(78).says("token-command")
    try bench.shell("chmod 600 t").expect(0)
    try run("list", "--token-file", "t", environment: none).expect(0)
    try bench.shell("\"$callpress\" list --token-file - < t", environment: api.environment).expect(
      0)
  }

  @Test("settings that mean nothing are said to be wrong")
  func settings() throws {
    let wrong = [
      "{\"token\": \"x\"}", "[]", "{", "{\"base-url\": 1}", "{\"token-command\": \"x\"}",
    ]
    for text in wrong {
      try bench.write(text, to: ".config/callpress/config.json")
      try run("list").expect(78).says("config.json")
    }
    try bench.write(
      "{\"base-url\": \"http://callab.example/v1\"}", to: ".config/callpress/config.json")
    try run("list", environment: ["CALLAB_BASE_URL": ""]).expect(78).says("not https")
    try bench.write("{}", to: ".config/callpress/config.json")
    try run("list", "--ca-file", "nowhere.pem").expect(66).says("nowhere.pem")
  }

  @Test("are fetched without the token showing anywhere")
  func secret() throws {
    let wrong = "wrong-token-that-nobody-may-ever-see-987654321"
    var said = ""
    for token in [FakeAPI.token, wrong] {
      let environment = ["CALLAB_API_KEY": token]
      for arguments in [
        ["list", "-v"], ["list", "--json", "-v"],
        ["fetch", Self.id, "nope", "-o", "d", "-v", "--retries", "0"],
        ["sync", "-o", "s", "-v", "--retries", "0"], ["export", Self.id, "-f", "srt", "-v"],
        ["auth", "status"], ["auth", "status", "--check", "-v"],
        ["inspect", Self.id, "--json", "-v"],
        ["list", "-v", "--base-url", "http://127.0.0.1:1/v1", "--retries", "0"],
        ["list", "-v", "--base-url", "http://callab.example/v1"],
      ] {
        let ran = try bench.run(
          Workbench.tool, arguments, environment: api.environment.merging(environment) { $1 })
        said += ran.out + ran.err
      }
    }
    #expect(said.contains("the API does not take the token (401)"))
    for token in [FakeAPI.token, wrong] { #expect(!said.contains(token)) }
    // What was written to files holds it no more than what was said.
    try bench.shell("! grep -r -e '\(FakeAPI.token)' -e '\(wrong)' d s").expect(0)
  }

  @Test("go to a reader that leaves, quietly")
  func brokenPipe() throws {
    for number in 0..<400 { api.put("call-\(number)", text: String(repeating: "x", count: 2000)) }
    let ran = try bench.shell(
      "\"$callpress\" list --json --all | head -n 1; echo \"${PIPESTATUS[0]}\"",
      environment: api.environment)
    ran.expect(0).isSilent()
    #expect(ran.out.hasSuffix("\n141\n"), "\(ran.out.suffix(20))")
  }

  @Test("go through a proxy that the environment names, but for hosts that it exempts")
  func proxies() throws {
    func proxy(_ text: String, _ environment: [String: String]) throws -> String? {
      let address = try #require(WebAddress(text))
      return try ProxySettings(environment).proxy(for: address).map { "\($0.host):\($0.port)" }
    }
    let all = ["https_proxy": "http://p.example:3128", "HTTP_PROXY": "http://evil.example:1"]
    #expect(try proxy("https://api.callab.ai/", all) == "p.example:3128")
    #expect(try proxy("http://api.callab.ai/", all) == nil)
    #expect(try proxy("https://127.0.0.1/", all) == nil)
    for exempt in ["api.callab.ai", ".callab.ai", "x,callab.ai", "*"] {
      let environment = all.merging(["no_proxy": exempt]) { $1 }
      #expect(try proxy("https://api.callab.ai/", environment) == nil, "\(exempt)")
    }
    #expect(try proxy("https://a/", ["ALL_PROXY": "user:p%40ss@p.example"]) == "p.example:80")
    #expect(throws: CallPressError.self) { try proxy("https://a/", ["https_proxy": "socks5://x"]) }
  }
}
