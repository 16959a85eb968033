import Foundation
import Synchronization

/// The temporary files of the run, removed when a signal ends it.
///
/// The signals are blocked and one thread waits for them, so that the removing is ordinary code
/// and not a signal handler. A signal that is ignored, as under `nohup`, stays ignored. Whatever
/// a crash leaves behind is harmless and its name begins with `.callpress-`.
final class TemporaryFiles: Sendable {
  private struct State {
    var paths: Set<String> = []
    var isWatching = false
  }

  private let state = Mutex(State())
  private let fileSystem: any FileSystem
  private let watchesSignals: Bool

  /// Makes an empty collection.
  init(fileSystem: any FileSystem, watchesSignals: Bool) {
    self.fileSystem = fileSystem
    self.watchesSignals = watchesSignals
  }

  /// The files that exist now or are about to.
  var paths: [String] { state.withLock { $0.paths.sorted() } }

  /// Adds a file that is about to be made.
  func remember(_ path: String) {
    state.withLock { state in
      state.paths.insert(path)
      watchSignals(&state)
    }
  }

  /// Begins to watch for the signals, if it has not begun.
  ///
  /// The thread that calls this and all that come from it leave the signals to the one that waits
  /// for them, so this comes before other threads are made.
  func watchSignals() {
    state.withLock { watchSignals(&$0) }
  }

  private func watchSignals(_ state: inout State) {
    guard watchesSignals, !state.isWatching else { return }
    state.isWatching = true
    watch()
  }

  /// Drops a file that is gone or has its final name.
  func forget(_ path: String) {
    state.withLock { _ = $0.paths.remove(path) }
  }

  private func watch() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var current = sigaction()
      guard sigaction(number, nil, &current) == 0, !current.isIgnored else { continue }
      sigaddset(&signals, number)
    }
    // Threads inherit the mask, so this comes before the thread is made.
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let watched = signals
    Thread.detachNewThread { [self] in
      var watched = watched
      var number: Int32 = 0
      guard sigwait(&watched, &number) == 0 else { return }
      // The lock is never let go: no file is made or named behind this point.
      state.withLock { state in
        for path in state.paths { try? fileSystem.remove(path) }
        signal(number, SIG_DFL)
        pthread_sigmask(SIG_UNBLOCK, &watched, nil)
        kill(getpid(), number)
        // Reached only until the signal arrives.
        while true { sleep(1) }
      }
    }
  }
}

extension sigaction {
  fileprivate var isIgnored: Bool {
    #if canImport(Darwin)
      unsafeBitCast(__sigaction_u.__sa_handler, to: Int.self) == 1
    #else
      unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self) == 1
    #endif
  }
}
