import CallPressCore

/// Where the documents of a run go.
enum Destination: Equatable, Sendable {
  /// Standard output.
  case standardOutput
  /// This one file.
  case file(String)
  /// A device or pipe that exists and is written to as it stands.
  case device(String)
  /// Files in a folder, which is made where it is missing.
  case folder(String)
}

/// What is written and where to, as far as the options alone tell.
enum OutputPlan {
  /// The identifiers of the formats, in order, each once.
  ///
  /// - Parameters:
  ///   - asked: The formats asked for; none leaves it to the extension of `output`.
  ///   - output: What `-o` names.
  ///   - hasOneInput: Whether there is one input that is no folder.
  ///   - registry: The formats there are.
  static func formats(
    _ asked: [String], output: String?, hasOneInput: Bool, registry: FormatRegistry
  ) throws(CallPressError) -> [String] {
    var chosen: [String] = []
    for format in asked where !chosen.contains(format) { chosen.append(format) }
    guard chosen.isEmpty else { return chosen }
    guard let output, output != "-", !output.hasSuffix("/"), hasOneInput,
      let format = registry.format(forFileName: output)
    else {
      let all = registry.formats.map { $0.info.id }.joined(separator: ",")
      throw CallPressError(
        .contradictoryRequest,
        "no format was asked for; name one or more with --format, of \(all), or for one input "
          + "a file with -o whose extension tells the format")
    }
    return [format.info.id]
  }

  /// Where the documents go.
  ///
  /// - Parameters:
  ///   - output: What `-o` names.
  ///   - infos: The formats as they are written in this run.
  ///   - hasOneInput: Whether there is one input that is no folder.
  ///   - status: What stands at a path, `nil` for nothing.
  static func destination(
    output: String?, infos: [FormatInfo], hasOneInput: Bool,
    status: (String) -> FileStatus.Kind?
  ) throws(CallPressError) -> Destination {
    let hasOneFormat = infos.count == 1
    let only = hasOneFormat && hasOneInput ? infos[0] : nil
    guard let output else { return only == nil ? .folder(".") : .standardOutput }
    if output == "-" || output == "/dev/stdout" {
      guard hasOneFormat else {
        throw CallPressError(
          .contradictoryRequest,
          "several formats cannot share standard output; name a folder with -o, or one format")
      }
      return .standardOutput
    }
    if output.isEmpty {
      throw CallPressError(.contradictoryRequest, "-o is empty; name a file, a folder or -")
    }
    let kind = status(output)
    if kind == .folder || output.hasSuffix("/") { return .folder(output) }
    if let only {
      switch kind {
      case .characterDevice, .pipe, .other: return .device(output)
      default: break
      }
      if only.isNamed(by: output) { return .file(output) }
    }
    return .folder(output)
  }
}

extension FormatRegistry {
  /// The format that a file's name tells by its extension, the longest one first.
  func format(forFileName name: String) -> (any ExportFormat.Type)? {
    let lowercased = name.lowercased()
    return formats.filter { lowercased.hasSuffix(".\($0.info.fileExtension)") }
      .max { $0.info.fileExtension.utf8.count < $1.info.fileExtension.utf8.count }
  }
}

extension FormatInfo {
  /// Whether a file's name has the format's extension, or the last part of it; JSON Lines count
  /// as JSON.
  func isNamed(by path: String) -> Bool {
    let name = (path.split(separator: "/").last ?? "").lowercased()
    let last = String(fileExtension.split(separator: ".").last ?? "")
    return (last == "json" ? [last, "jsonl"] : [last]).contains {
      name.hasSuffix(".\($0)") && name.utf8.count > $0.utf8.count + 1
    }
  }
}
