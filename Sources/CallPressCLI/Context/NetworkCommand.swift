import CallPressCore
import Dispatch
import Synchronization

/// A command that uses the network, and so has to wait for it.
protocol NetworkCommand: ToolCommand, Sendable {
  /// Does the work; what goes wrong as a whole is thrown, what goes wrong in parts is said.
  func run(over context: inout CommandContext) async throws(CallPressError) -> ExitStatus
}

extension NetworkCommand {
  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    // Before there are other threads, which inherit what signals are blocked.
    context.temporaryFiles.watchSignals()
    let before = context
    let (result, after) = Waiting.run {
      var context = before
      let result: Result<ExitStatus, CallPressError>
      do throws(CallPressError) {
        result = .success(try await run(over: &context))
      } catch {
        result = .failure(error)
      }
      return (result, context)
    }
    context = after
    return try result.get()
  }
}

/// Waits on a thread that may wait for work that runs on those that may not.
enum Waiting {
  /// The result of the work.
  static func run<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
    let box = Box<Value>()
    let done = DispatchSemaphore(value: 0)
    Task {
      let value = await work()
      box.value.withLock { $0 = value }
      done.signal()
    }
    while true {
      done.wait()
      if let value = box.value.withLock({ $0 }) { return value }
    }
  }

  private final class Box<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }
}
