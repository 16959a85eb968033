import CallPressCore

/// Reads the files that say what to redact.
struct RedactionFiles {
  /// The files.
  let fileSystem: any FileSystem

  /// Adds what a configuration file says.
  ///
  /// - Throws: `invalid-redaction` for members that do not exist or hold something else.
  func read(_ path: String, into settings: inout RedactionSettings) throws(CallPressError) {
    let root = try json(path)
    guard root.kind == .object else { throw wrong(path, "it is no object", root) }
    for member in root.children {
      switch member.key {
      case "types":
        for name in try texts(member, path) {
          let types = RedactionType.named(name)
          guard !types.isEmpty else { throw wrong(path, "there is no type “\(name)”", member) }
          settings.types.formUnion(types)
        }
      case "variables": settings.variables += try texts(member, path)
      case "deny": settings.texts += try texts(member, path)
      case "allow": settings.allowed += try texts(member, path)
      case "patterns":
        for pattern in member.children {
          guard let name = pattern["name"]?.string, let shape = pattern["shape"]?.string,
            Self.isName(name), !shape.isEmpty
          else {
            throw wrong(
              path,
              "a pattern needs a “name” of letters, digits, spaces and dashes, and a “shape”",
              pattern)
          }
          settings.patterns.append(RedactionPattern(name: name, shape: shape))
        }
      default:
        throw wrong(
          path,
          "there is no member “\(member.key ?? "")”; there are types, variables, allow, deny and "
            + "patterns", member)
      }
    }
  }

  /// The names in a file: a list, or an object with a list of `variables`.
  func names(inFile path: String) throws(CallPressError) -> [String] {
    let root = try json(path)
    if root.kind == .array { return try texts(root, path) }
    if let list = root["variables"], list.kind == .array { return try texts(list, path) }
    guard root.kind == .object else { throw wrong(path, "it is no list of names", root) }
    return root.children.compactMap(\.key)
  }

  /// The bytes of a key.
  ///
  /// - Throws: `invalid-redaction` for a key of fewer than 16 bytes.
  func key(inFile path: String) throws(CallPressError) -> [UInt8] {
    var bytes = try self.bytes(path)
    while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
    guard bytes.count >= 16 else {
      throw CallPressError(
        .invalidRedaction, "the key has fewer than 16 bytes; make one with: openssl rand -hex 32",
        at: SourceLocation(source: path))
    }
    return bytes
  }

  /// A name that can stand in a label and be told as one.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 40
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == " " || $0 == "-"
      }
  }

  private func bytes(_ path: String) throws(CallPressError) -> [UInt8] {
    let reader = InputReader(fileSystem: fileSystem, maximumSize: 16 << 20)
    return try reader.read(Input(place: .file(path), name: path, baseName: "")).bytes
  }

  private func json(_ path: String) throws(CallPressError) -> JSONValue {
    do throws(CallPressError) {
      return try JSONDocument(parsing: try bytes(path)).root
    } catch {
      throw error.named(path)
    }
  }

  private func texts(_ list: JSONValue, _ path: String) throws(CallPressError) -> [String] {
    guard list.kind == .array else { throw wrong(path, "it must be a list of texts", list) }
    var texts: [String] = []
    for element in list.children {
      guard let text = element.string, !text.isEmpty else {
        throw wrong(path, "it must be a list of texts", element)
      }
      texts.append(text)
    }
    return texts
  }

  private func wrong(_ path: String, _ what: String, _ value: JSONValue) -> CallPressError {
    var location = value.location
    location.source = path
    return CallPressError(.invalidRedaction, what, at: location)
  }
}
