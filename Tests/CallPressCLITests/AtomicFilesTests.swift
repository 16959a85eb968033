import CallPressCore
import Foundation
import Testing

@testable import CallPressCLI

@Suite("Atomic files")
struct AtomicFileTests {
  let bench: Workbench
  let new = "the new document\n"

  init() throws {
    bench = try Workbench()
  }

  /// What became of a document.
  enum Outcome {
    case written
    case unchanged
  }

  private func write(
    _ text: String, to name: String, force: Bool = false, _ fileSystem: any FileSystem
  ) throws(CallPressError) -> Outcome {
    var files = AtomicFiles(
      fileSystem: fileSystem,
      cleanup: TemporaryFiles(fileSystem: fileSystem, watchesSignals: false),
      replacesExisting: force)
    let isStaged = try Array(text.utf8).withContiguousBytes { bytes throws(CallPressError) in
      try files.add(bytes, to: bench.path(name))
    }
    let results = files.commit()
    #expect(results.count == (isStaged ? 1 : 0))
    for result in results { _ = try result.get() }
    return isStaged ? .written : .unchanged
  }

  @Test("are made, left alone when the same, refused when different, replaced when forced")
  func outcomes() throws {
    let system = POSIXFileSystem()
    #expect(try write(new, to: "a", system) == .written)
    let before = try FileManager.default.attributesOfItem(atPath: bench.path("a"))
    #expect(try write(new, to: "a", system) == .unchanged)
    #expect(try write(new, to: "a", force: true, system) == .unchanged)
    let after = try FileManager.default.attributesOfItem(atPath: bench.path("a"))
    #expect(before[.modificationDate] as? Date == after[.modificationDate] as? Date)
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
    let error = #expect(throws: CallPressError.self) { try write("other\n", to: "a", system) }
    #expect(error?.code == .outputExists)
    #expect(bench.text("a") == new)
    #expect(try write("other\n", to: "a", force: true, system) == .written)
    #expect(bench.text("a") == "other\n")
    #expect(bench.names() == ["a"])
  }

  @Test("that replace keep the permissions of what they replace")
  func permissions() throws {
    try bench.write("old", to: "a")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: bench.path("a"))
    #expect(try write(new, to: "a", force: true, POSIXFileSystem()) == .written)
    let attributes = try FileManager.default.attributesOfItem(atPath: bench.path("a"))
    #expect((attributes[.posixPermissions] as? Int) == 0o600)
  }

  @Test("replace a symbolic link and not what it points at")
  func links() throws {
    try bench.write("precious", to: "target")
    try FileManager.default.createSymbolicLink(
      atPath: bench.path("a"), withDestinationPath: bench.path("target"))
    #expect(throws: CallPressError.self) { try write(new, to: "a", POSIXFileSystem()) }
    #expect(try write(new, to: "a", force: true, POSIXFileSystem()) == .written)
    #expect(bench.text("target") == "precious")
    #expect(bench.text("a") == new)
    try FileManager.default.createSymbolicLink(
      atPath: bench.path("dangling"), withDestinationPath: bench.path("nowhere"))
    let error = #expect(throws: CallPressError.self) {
      try write(new, to: "dangling", POSIXFileSystem())
    }
    #expect(error?.code == .outputExists)
    #expect(bench.names() == ["a", "dangling", "target"])
  }

  @Test("are whole after every failure there can be: the old, the new, or nothing, never a part")
  func faults() throws {
    for force in [false, true] {
      for old in [nil, "the old document\n"] {
        var position = 0
        var failures: Set<String> = []
        while true {
          let name = "file"
          try? FileManager.default.removeItem(atPath: bench.path(name))
          if let old { try bench.write(old, to: name) }
          // Writes of five bytes at most, so that there are several to fail.
          let faulty = FaultyFileSystem(failing: position, largestWrite: 5)
          let result = Result { () throws(CallPressError) in
            try write(new, to: name, force: force, faulty)
          }
          guard let failed = faulty.failed else { break }
          failures.insert(failed)
          let text = bench.text(name)
          #expect(
            text == old || text == new, "\(failed) failed and left \(text ?? "nothing")")
          if case .success(.written) = result { #expect(text == new, "\(failed) failed") }
          let leftovers = bench.names().filter { $0.hasPrefix(AtomicFiles.temporaryPrefix) }
          if failed != "remove" {
            #expect(leftovers.isEmpty, "\(failed) failed")
            if case .failure = result { #expect(text == old, "\(failed) failed") }
          }
          for leftover in leftovers {
            try? FileManager.default.removeItem(atPath: bench.path(leftover))
          }
          position += 1
        }
        if force || old == nil {
          #expect(failures.isSuperset(of: ["create", "write", "synchronize", "close"]))
          #expect(failures.contains(force ? "rename" : "link"))
        }
      }
    }
  }

  @Test("say what kind of trouble there was")
  func statuses() throws {
    for (number, status) in [
      (ENOSPC, Status.inputOutput), (EDQUOT, .inputOutput), (EIO, .inputOutput),
      (EACCES, .cannotCreate), (EROFS, .cannotCreate),
    ] {
      let faulty = FaultyFileSystem(failing: 2, with: number)
      let error = #expect(throws: CallPressError.self) { try write(new, to: "x", faulty) }
      #expect(faulty.failed == "write")
      #expect(error.map { Status($0.code.category) } == status)
    }
    try FileManager.default.createDirectory(
      atPath: bench.path("folder"), withIntermediateDirectories: false)
    for force in [false, true] {
      let error = #expect(throws: CallPressError.self) {
        try write(new, to: "folder", force: force, POSIXFileSystem())
      }
      #expect(error?.code == .cannotCreate)
    }
  }

  @Test("get by where a file can have one name alone")
  func withoutLinks() throws {
    // status, create, write, synchronize, close, link
    let faulty = FaultyFileSystem(failing: 5, with: EPERM)
    #expect(try write(new, to: "a", faulty) == .written)
    #expect(faulty.failed == "link")
    #expect(bench.text("a") == new)
    #expect(bench.names() == ["a"])
  }

  @Test("in a batch are each whole after every failure there can be, and none stops the others")
  func batches() throws {
    let count = 10
    var position = 0
    var failures: Set<String> = []
    while true {
      let out = "out\(position)"
      try bench.write("old 3\n", to: "\(out)/3")
      let faulty = FaultyFileSystem(failing: position)
      let cleanup = TemporaryFiles(fileSystem: faulty, watchesSignals: false)
      var files = AtomicFiles(fileSystem: faulty, cleanup: cleanup)
      var failed: Set<String> = []
      for number in 0..<count {
        do throws(CallPressError) {
          _ = try Array("new \(number)\n".utf8).withContiguousBytes {
            bytes throws(CallPressError) in
            try files.add(bytes, to: bench.path("\(out)/\(number)"))
          }
        } catch {
          failed.insert(String(number))
        }
      }
      for result in files.commit() {
        if case .failure(let error) = result {
          failed.insert(String(error.location?.source?.last ?? "?"))
        }
      }
      #expect(cleanup.paths.isEmpty)
      guard let operation = faulty.failed else {
        #expect(failed == ["3"])
        break
      }
      failures.insert(operation)
      #expect(failed.subtracting(["3"]).count <= 1, "\(operation)")
      for number in 0..<count {
        let text = bench.text("\(out)/\(number)")
        if number == 3 {
          #expect(text == "old 3\n")
        } else {
          let whole = failed.contains(String(number)) ? nil : "new \(number)\n"
          #expect(text == whole, "\(operation)")
        }
      }
      let hidden = bench.names(out).filter { $0.hasPrefix(".") }
      #expect(hidden.isEmpty || operation == "remove", "\(operation)")
      position += 1
    }
    #expect(failures.contains("synchronizeDisk") && failures.contains("link"))
  }
}
