#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a piece of work cost: the median of several passes, in seconds of this process's CPU time.
enum CPUClock {
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Runs some work once to warm up and then a number of times.
  static func median(of passes: Int, _ work: () throws -> Void) rethrows -> Double {
    try work()
    var times: [Double] = []
    for _ in 0..<max(passes, 1) {
      let start = now
      try work()
      times.append(now - start)
    }
    return times.sorted()[times.count / 2]
  }
}
