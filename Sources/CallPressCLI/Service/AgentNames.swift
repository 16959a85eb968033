import CallPress
import CallPressCore
import CallabAPI

/// The names of agents, each asked for once a run.
actor AgentNames {
  private let client: CallabClient
  private var names: [String: String?] = [:]

  /// Knows no name yet.
  init(_ client: CallabClient) { self.client = client }

  /// The name of the agent of a call; `nil` where there is none to be had, for whatever reason: a
  /// name is a comfort and no reason to fail.
  func name(for record: JSONValue) async -> String? {
    guard let id = record["ai_agent_id"]?.string, !id.isEmpty else { return nil }
    if let known = names[id] { return known }
    var name: String?
    if let answer = try? await client.agent(id: id) {
      let text = MessageText.clean(answer.data["name"]?.string ?? "", limit: 200)
      name = text.isEmpty ? nil : text
    }
    names[id] = .some(name)
    return name
  }
}

extension CallPipeline {
  /// The same with a name for the agent, unless the user has given one.
  func naming(agent name: String?) -> CallPipeline {
    guard let name, reader.options.speakerNames["agent"] == nil else { return self }
    var copy = self
    copy.reader.options.speakerNames["agent"] = name
    return copy
  }
}
