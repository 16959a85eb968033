/// Does work on several things at a time.
enum Concurrently {
  /// Works on each of the items, at most so many at a time, and hands over each result when it is
  /// there.
  ///
  /// - Parameters:
  ///   - items: What to work on, started in order.
  ///   - jobs: How many at a time.
  ///   - work: The work.
  ///   - deliver: Takes a result, one at a time, in the order in which they come; returns whether
  ///     to go on.
  static func forEach<Item: Sendable, Value: Sendable>(
    _ items: some Sequence<Item>, jobs: Int, work: @escaping @Sendable (Item) async -> Value,
    deliver: (Item, Value) -> Bool
  ) async {
    await withTaskGroup(of: (Item, Value).self) { group in
      var iterator = items.makeIterator()
      var running = 0
      while true {
        while running < max(jobs, 1), let item = iterator.next() {
          group.addTask { (item, await work(item)) }
          running += 1
        }
        guard running > 0, let (item, value) = await group.next() else { return }
        running -= 1
        guard deliver(item, value) else {
          group.cancelAll()
          return
        }
      }
    }
  }
}
