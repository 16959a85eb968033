import CallPressCore

/// One thing to read: a file, or standard input.
struct Input: Equatable, Sendable {
  /// Where the bytes are.
  enum Place: Equatable, Sendable {
    case standardInput
    case file(String)
    /// The API, which has a call of this id.
    case call(String)
  }

  /// Where the bytes are.
  var place: Place
  /// What to call it in messages.
  var name: String
  /// The name for outputs of calls without an identifier.
  var baseName: String
}

/// Finds the inputs that a user names and reads them.
struct InputReader {
  /// The files.
  let fileSystem: any FileSystem
  /// The most bytes that are read of one input.
  var maximumSize = 1 << 30
  /// What gets calls by their ids; `nil` where only files are read.
  var fetcher: (any CallFetching)?

  /// The ends of the names that a folder is searched for.
  static let extensions = ["json", "jsonl", "xml", "txt", "srt", "vtt", "ttml", "dfxp"]

  /// The same for people.
  static let listedExtensions =
    extensions.dropLast().map { "." + $0 }.joined(separator: ", ") + " or ."
    + extensions[extensions.count - 1]

  /// What one argument stands for.
  struct Expansion {
    /// The inputs, or why there are none.
    var inputs: Result<[Input], CallPressError>
    /// Whether the argument is a folder, and so stands for many even where it holds one.
    var isFolder: Bool

    /// The inputs one by one, or the one failure.
    var items: [Result<Input, CallPressError>] {
      switch inputs {
      case .success(let inputs): inputs.map { .success($0) }
      case .failure(let error): [.failure(error)]
      }
    }
  }

  /// The inputs that an argument stands for: itself, or the files directly inside a folder,
  /// sorted by name.
  func expand(_ argument: String) -> Expansion {
    if argument == "-" {
      let input = Input(place: .standardInput, name: "standard input", baseName: "call")
      return Expansion(inputs: .success([input]), isFolder: false)
    }
    do throws(SystemError) {
      guard try fileSystem.status(of: argument).kind == .folder else {
        return Expansion(inputs: .success([input(argument)]), isFolder: false)
      }
      let names = try fileSystem.names(in: argument).filter(isCandidate).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
      if names.isEmpty {
        let error = CallPressError(
          .cannotRead,
          "the folder holds no files that end in \(Self.listedExtensions); name a file",
          at: SourceLocation(source: argument))
        return Expansion(inputs: .failure(error), isFolder: true)
      }
      let folder = argument.hasSuffix("/") ? argument : argument + "/"
      return Expansion(inputs: .success(names.map { input(folder + $0) }), isFolder: true)
    } catch {
      if error.isMissing, isCallIdentifier(argument) {
        guard fetcher == nil else {
          let input = Input(
            place: .call(argument), name: argument, baseName: FileNames.safe(argument))
          return Expansion(inputs: .success([input]), isFolder: false)
        }
        let error = CallPressError(
          .cannotRead,
          "there is no such file; it looks like the id of a call, and calls are not fetched here",
          at: SourceLocation(source: argument))
        return Expansion(inputs: .failure(error), isFolder: false)
      }
      return Expansion(inputs: .failure(error.whileReading(argument)), isFolder: false)
    }
  }

  /// The bytes of an input.
  ///
  /// - Throws: `cannot-read` for what is missing or is no file, `limit-exceeded` beyond
  ///   ``maximumSize``, `reading-failed`.
  func read(_ input: Input) throws(CallPressError) -> SourceDocument {
    let path: String
    switch input.place {
    case .standardInput:
      return SourceDocument(name: input.name, bytes: try bytes(from: 0, named: input.name))
    case .call(let id):
      guard let fetcher else {
        throw CallPressError(.cannotRead, "calls are not fetched here").named(id)
      }
      return SourceDocument(name: input.name, bytes: try fetcher.bytes(ofCall: id))
    case .file(let named): path = named
    }
    let descriptor = try open(path)
    defer { try? fileSystem.close(descriptor) }
    return SourceDocument(name: input.name, bytes: try bytes(from: descriptor, named: path))
  }

  /// Whether an input can be read without waiting for somebody to write it.
  func isOnDisk(_ input: Input) -> Bool {
    guard case .file(let path) = input.place else { return false }
    return (try? fileSystem.status(of: path).kind) == .regular
  }

  private func open(_ path: String) throws(CallPressError) -> Int32 {
    let place = SourceLocation(source: path)
    do throws(SystemError) {
      // Before opening, since to open a device may do something.
      switch try fileSystem.status(of: path).kind {
      case .regular, .pipe: return try fileSystem.openForReading(path)
      case .folder: break
      case .characterDevice, .other:
        throw SystemError.notAFile
      }
    } catch {
      if error == .notAFile {
        throw CallPressError(
          .cannotRead, "cannot read: it is a device; use - to read standard input", at: place)
      }
      throw error.whileReading(path)
    }
    throw CallPressError(
      .cannotRead, "cannot read: it is a folder inside a folder, and only files are read there",
      at: place)
  }

  private func bytes(
    from descriptor: Int32, named name: String
  ) throws(CallPressError) -> [UInt8] {
    let tooLarge = CallPressError(
      .limitExceeded, "cannot read: larger than the limit of \(maximumSize >> 20) MiB",
      at: SourceLocation(source: name))
    do throws(SystemError) {
      let status = try fileSystem.status(of: descriptor)
      if status.kind == .folder { throw SystemError.isAFolder }
      var bytes: [UInt8] = []
      if status.kind == .regular {
        // A byte more than there should be, so that the end shows without growing.
        bytes.reserveCapacity(min(max(status.size, 0), maximumSize) + 1)
      }
      let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
      defer { chunk.deallocate() }
      while bytes.count <= maximumSize {
        let count = try fileSystem.read(descriptor, into: chunk)
        if count == 0 { return bytes }
        bytes.append(contentsOf: chunk[..<count])
      }
    } catch {
      throw error.whileReading(name)
    }
    throw tooLarge
  }

  private func input(_ path: String) -> Input {
    Input(
      place: .file(path), name: path,
      baseName: FileNames.base(ofInput: path, extensions: Self.extensions))
  }

  private func isCandidate(_ name: String) -> Bool {
    let lowercased = name.lowercased()
    return !name.hasPrefix(".") && Self.extensions.contains { lowercased.hasSuffix(".\($0)") }
  }

  /// Eight, four, four, four and twelve hexadecimal digits with dashes between them.
  private func isCallIdentifier(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12]
      && parts.joined().allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
      }
  }
}
