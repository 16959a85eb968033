/// Races work against the time that it may take.
///
/// The work is cancelled when the time is over, and at once when the task around it is.
func withDeadline<Value: Sendable>(
  _ limit: Duration, _ work: @escaping @Sendable () async throws(TransportError) -> Value
) async throws(TransportError) -> Value {
  let outcome = await withTaskGroup(of: Result<Value, TransportError>.self) { group in
    group.addTask {
      do throws(TransportError) {
        return .success(try await work())
      } catch {
        return .failure(error)
      }
    }
    group.addTask {
      do {
        try await Task.sleep(for: limit)
        return .failure(
          TransportError(.timedOut, "the answer was not whole within \(limit.components.seconds) s")
        )
      } catch {
        return .failure(TransportError(.cancelled, "it was cancelled"))
      }
    }
    let first = await group.next()
    group.cancelAll()
    return first ?? .failure(TransportError(.cancelled, "it was cancelled"))
  }
  return try outcome.get()
}
