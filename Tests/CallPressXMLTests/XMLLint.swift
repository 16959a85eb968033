import CallPressXML
import Foundation
import Testing

/// The validator that comes with libxml2, where it is installed.
enum XMLLint {
  static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin")
    .split(separator: ":").map { "\($0)/xmllint" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// What it objects to in documents; empty where all of them are valid.
  static func complaints(about documents: [[UInt8]]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "callpress-xml-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let schema = folder.appending(path: "schema.xsd")
    try Data(Schemas.callTranscript).write(to: schema)
    var arguments = ["--noout", "--nonet", "--schema", schema.path]
    for (position, document) in documents.enumerated() {
      let file = folder.appending(path: "\(position).xml")
      try Data(document).write(to: file)
      arguments.append(file.path)
    }
    let log = folder.appending(path: "log")
    try Data().write(to: log)
    let process = Process()
    process.executableURL = URL(filePath: path ?? "")
    process.arguments = arguments
    process.standardError = try FileHandle(forWritingTo: log)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus == 0 { return "" }
    let said = String(decoding: try Data(contentsOf: log), as: UTF8.self)
    return said.split(separator: "\n").filter { !$0.hasSuffix(" validates") }.prefix(20)
      .joined(separator: "\n")
  }
}

/// Runs a test where xmllint is installed; elsewhere it is skipped, and says so.
extension Trait where Self == ConditionTrait {
  static var needsXMLLint: Self {
    .enabled(if: XMLLint.path != nil, "xmllint is not installed (apt: libxml2-utils)")
  }
}
