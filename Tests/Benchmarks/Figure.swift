import Foundation

/// One figure: what was measured, the seconds of a pass, and what a pass went through.
struct Figure {
  var name: String
  var seconds: Double
  var bytes: Int
  var calls: Int

  /// One line for the program that prints the comparison.
  func print() {
    Swift.print("\(name)\t\(seconds)\t\(bytes)\t\(calls)")
  }

  /// What some figures leave to others: reading without JSON and join, writing captions without
  /// their layout.
  static func differences(in figures: [Figure]) -> [Figure] {
    func difference(_ name: String, _ whole: String, _ parts: [String]) -> Figure? {
      func figure(_ name: String) -> Figure? { figures.first { $0.name == name } }
      guard var rest = figure(whole) else { return nil }
      rest.name = name
      for part in parts {
        guard let part = figure(part) else { return nil }
        rest.seconds -= part.seconds
      }
      return rest
    }
    return [
      difference("read: the model alone", "read", ["json", "join"]),
      difference("write srt: without the layout", "write srt", ["captions"]),
      difference("write vtt: without the layout", "write vtt", ["captions"]),
    ].compactMap { $0 }
  }

  /// The figures in some files, the median of those with the same name.
  static func read(_ paths: [String]) throws -> [Figure] {
    var names: [String] = []
    var byName: [String: [Figure]] = [:]
    for path in paths {
      for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
        let parts = line.split(separator: "\t")
        guard parts.count == 4, let seconds = Double(parts[1]), let bytes = Int(parts[2]),
          let calls = Int(parts[3])
        else { continue }
        let name = String(parts[0])
        if byName[name] == nil { names.append(name) }
        byName[name, default: []].append(
          Figure(name: name, seconds: seconds, bytes: bytes, calls: calls))
      }
    }
    return names.compactMap { name in
      guard let figures = byName[name]?.sorted(by: { $0.seconds < $1.seconds }) else { return nil }
      return figures[figures.count / 2]
    }
  }
}
