/// What stands behind a tag once its name is looked up and its transforms are applied.
enum TemplateValue {
  case text
  case url
  case flag
  case number
  case markup
  case list([ContextName])
  case group([ContextName])

  init(_ name: ContextName) {
    self =
      switch name.kind {
      case .text: .text
      case .url: .url
      case .flag: .flag
      case .markup: .markup
      case .list: .list(name.members)
      case .group: .group(name.members)
      }
  }

  /// The value that the engine's transform makes of it; `nil` where it would make nothing.
  func transformed(by transform: String) -> TemplateValue? {
    switch (self, transform) {
    case (.text, "uppercased"), (.text, "lowercased"), (.text, "capitalized"), (.text, "reversed"):
      .text
    case (.text, "empty"), (.list, "empty"): .flag
    case (.list, "count"): .number
    case (.list, "reversed"): self
    case (.list(let members), "first"), (.list(let members), "last"): .group(members)
    case (.number, "plusone"), (.number, "minusone"): .number
    case (.number, "even"), (.number, "odd"), (.number, "equalzero"): .flag
    default: nil
    }
  }

  /// The value of a transform without a name, which tells the place in a list.
  static func placeInList(_ transform: String) -> TemplateValue? {
    switch transform {
    case "index": .number
    case "first", "last", "even", "odd": .flag
    default: nil
    }
  }
}

/// The names that can be used at a place of a template: those of the section around it, of the one
/// around that, and so on up to the outermost.
struct TemplateScope {
  /// Why a name cannot be used.
  enum Failure: Error {
    case unknown(name: String, suggestion: String?)
    case transform(String)
    case notInList
  }

  private struct Level {
    var names: [ContextName]
    /// What `.` stands for.
    var value: TemplateValue
    var isInList: Bool
  }

  private var levels: [Level]

  init(names: [ContextName]) {
    levels = [Level(names: names, value: .group(names), isInList: false)]
  }

  /// What stands behind a tag.
  func value(of tag: TemplateTag) throws(Failure) -> TemplateValue {
    var transforms = tag.transforms[...]
    var value: TemplateValue
    if tag.name.isEmpty {
      guard let last = transforms.popLast(), let place = TemplateValue.placeInList(last) else {
        throw .transform(tag.transforms.last ?? "")
      }
      guard levels[levels.count - 1].isInList else { throw .notInList }
      value = place
    } else {
      value = try self.value(ofName: tag)
    }
    while let transform = transforms.popLast() {
      guard let next = value.transformed(by: transform) else { throw .transform(transform) }
      value = next
    }
    return value
  }

  private func value(ofName tag: TemplateTag) throws(Failure) -> TemplateValue {
    if tag.name == "." { return levels[levels.count - 1].value }
    let path = tag.path
    guard let first = path.first else { throw .unknown(name: tag.name, suggestion: nil) }
    let visible = tag.name.hasPrefix(".") ? levels.suffix(1) : levels[...]
    var found: ContextName?
    for level in visible.reversed() where found == nil {
      found = level.names.first { $0.name == first }
    }
    guard var name = found else {
      throw .unknown(
        name: first, suggestion: Self.nearest(to: first, in: visible.flatMap(\.names)))
    }
    for part in path.dropFirst() {
      // A list has no names itself; the engine would find nothing in it.
      let members = name.kind == .group ? name.members : []
      guard let next = members.first(where: { $0.name == part }) else {
        throw .unknown(name: tag.name, suggestion: Self.nearest(to: part, in: members))
      }
      name = next
    }
    return TemplateValue(name)
  }

  /// The scope inside a section on a value.
  func inside(_ value: TemplateValue) -> TemplateScope {
    var scope = self
    switch value {
    case .list(let members):
      scope.levels.append(Level(names: members, value: .group(members), isInList: true))
    case .group(let members):
      scope.levels.append(Level(names: members, value: value, isInList: false))
    case .text, .url, .markup, .number:
      scope.levels.append(Level(names: [], value: value, isInList: false))
    case .flag: break
    }
    return scope
  }

  private static func nearest(to name: String, in names: [ContextName]) -> String? {
    var best: (name: String, distance: Int)?
    for candidate in names {
      let distance = distance(Array(name.utf8), Array(candidate.name.utf8))
      if distance < best?.distance ?? 3 { best = (candidate.name, distance) }
    }
    return best?.name
  }

  /// The Levenshtein distance; names beyond 64 bytes are near nothing.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    guard left.count <= 64, right.count <= 64 else { return .max }
    var row = Array(0...right.count)
    for (position, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = position + 1
      for (other, candidate) in right.enumerated() {
        let substituted = diagonal + (byte == candidate ? 0 : 1)
        diagonal = row[other + 1]
        row[other + 1] = min(substituted, diagonal + 1, row[other] + 1)
      }
    }
    return row[right.count]
  }
}
