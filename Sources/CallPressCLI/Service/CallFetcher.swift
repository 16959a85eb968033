import CallPressCore
import CallabAPI
import Synchronization

/// Gets the record of a call for a reader of inputs.
protocol CallFetching: AnyObject, Sendable {
  /// The API's answer for a call, to the byte.
  func bytes(ofCall id: String) throws(CallPressError) -> [UInt8]
  /// The name of the agent of a call that was got, where names are asked for and there is one.
  func agentName(for bytes: [UInt8]) -> String?
}

/// Gets records from the API; connects when the first is asked for.
final class CallFetcher: CallFetching {
  private let options: ServiceOptions
  private let context: CommandContext
  private let wantsNames: Bool
  private let service = Mutex<Service?>(nil)
  private let names = Mutex<AgentNames?>(nil)

  /// Makes a fetcher that has not connected yet.
  init(_ options: ServiceOptions, wantsNames: Bool, in context: CommandContext) {
    self.options = options
    self.wantsNames = wantsNames
    self.context = context
  }

  deinit {
    guard let transport = service.withLock({ $0?.transport }) else { return }
    Waiting.run { await transport.close() }
  }

  func bytes(ofCall id: String) throws(CallPressError) -> [UInt8] {
    let client = try connected().client
    let result: Result<[UInt8], CallPressError> = Waiting.run {
      do throws(CallPressError) {
        return .success(try await client.call(id: id).bytes)
      } catch {
        return .failure(error.about(id))
      }
    }
    return try result.get()
  }

  func agentName(for bytes: [UInt8]) -> String? {
    guard wantsNames, let client = service.withLock({ $0?.client }),
      let record = try? CallabAnswer(parsing: bytes).data
    else { return nil }
    let names = names.withLock { names in
      let known = names ?? AgentNames(client)
      names = known
      return known
    }
    return Waiting.run { await names.name(for: record) }
  }

  private func connected() throws(CallPressError) -> Service {
    if let service = service.withLock({ $0 }) { return service }
    // Before there are other threads, which inherit what signals are blocked.
    context.temporaryFiles.watchSignals()
    let made = try options.service(in: context, jobs: 1)
    service.withLock { $0 = made }
    return made
  }
}

extension CallPressError {
  /// The same error, said of a call and not of the service that it came from.
  func about(_ id: String) -> CallPressError {
    var copy = self
    if let service = location?.source { copy.message += " (\(service))" }
    copy.location = SourceLocation(source: id)
    return copy
  }
}
