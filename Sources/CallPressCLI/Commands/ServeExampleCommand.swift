import ArgumentParser
import CallPressCore

/// `callpress serve-example`: the API on this machine, to try everything without an account.
struct ServeExampleCommand: NetworkCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve-example",
    abstract:
      "Serve invented calls on this machine as the API would, to try things without an account.",
    discussion: """
      EXAMPLES
        callpress serve-example > example.sh &
        . ./example.sh
        callpress list
        callpress serve-example --calls examples/calls --faults

      It listens on 127.0.0.1 alone and ends when it is interrupted. When it is ready it writes \
      two lines for a shell to standard output, which set CALLAB_BASE_URL and CALLAB_API_KEY to \
      its address and its key. Its recordings are a tone; to fetch them takes \
      --allow-private-hosts.
      """)

  @Option(
    help: ArgumentHelp("The port; 0 takes one that is free.", valueName: "port"),
    transform: { try ServiceOptions.number($0, in: 0...65535) })
  var port: Int = 0

  @Option(
    help: ArgumentHelp(
      "A folder of calls in JSON to serve instead of those that are built in.",
      valueName: "folder"),
    completion: .directory)
  var calls: String?

  @Option(
    help: ArgumentHelp(
      "How many calls; beyond those that there are, the same with other ids.",
      valueName: "count"),
    transform: { try ServiceOptions.number($0, in: 1...1_000_000) })
  var count: Int?

  @Flag(
    help: """
      Misbehave: the first request for a thing meets a failure, a cut, a stall, a page of HTML or \
      too many requests; the next is served.
      """)
  var faults = false

  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  /// The token that the server takes, which is no secret.
  static let key = "example-key-for-this-machine-only"

  func run(over context: inout CommandContext) async throws(CallPressError) -> ExitStatus {
    let documents = try documents(in: context)
    let count = count
    let server = try await ExampleServer(port: port, faults: ExampleFaults(isOn: faults)) {
      port throws(CallPressError) in
      ExampleService(
        calls: try ExampleCalls(
          documents, count: count, address: "http://\(ExampleServer.host):\(port)"),
        key: Self.key)
    }
    let address = "http://\(ExampleServer.host):\(server.port)/v1"
    try context.output.write(
      text: "export CALLAB_BASE_URL=\(address)\nexport CALLAB_API_KEY=\(Self.key)\n")
    context.messages.summary("serving example calls at \(address); interrupt to end")
    await server.wait()
    return .ok
  }

  private func documents(
    in context: CommandContext
  ) throws(CallPressError) -> [(name: String, bytes: [UInt8])] {
    guard let calls else { return ExampleCalls.shipped.map { ("an example", $0) } }
    let reader = InputReader(fileSystem: context.fileSystem)
    var documents: [(name: String, bytes: [UInt8])] = []
    for input in try reader.expand(calls).inputs.get() where input.name.hasSuffix(".json") {
      documents.append((input.name, try reader.read(input).bytes))
    }
    return documents
  }
}
