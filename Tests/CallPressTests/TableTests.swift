import CallPress
import CallPressCore
import Foundation
import TestSupport
import Testing

/// Tables of comma-separated values, read back by RFC 4180 alone.
@Suite("Tables")
struct TableTests {
  private static let tables = ["calls.csv", "turns.csv", "outcomes.csv", "variables.csv"]

  /// Reads rows as RFC 4180 describes them; `nil` for what it does not allow.
  private func rows(_ text: String) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first {
      if first == "\"" {
        scalars.removeFirst()
        while let next = scalars.popFirst() {
          guard next == "\"" else {
            cell.append(next)
            continue
          }
          guard scalars.first == "\"" else { break }
          cell.append(next)
          scalars.removeFirst()
        }
        guard let next = scalars.first, next == "," || next == "\r" else { return nil }
      } else {
        while let next = scalars.first, next != ",", next != "\r" {
          guard next != "\"", next != "\n" else { return nil }
          cell.append(next)
          scalars.removeFirst()
        }
      }
      row.append(String(cell))
      cell = String.UnicodeScalarView()
      guard let end = scalars.popFirst() else { return nil }
      guard end == "\r" else { continue }
      guard scalars.popFirst() == "\n" else { return nil }
      rows.append(row)
      row = []
    }
    return row.isEmpty ? rows : nil
  }

  private func table(
    _ id: String, _ call: Call, settings: ExportSettings = ExportSettings()
  ) throws -> [[String]] {
    let exporter = try CallExporter(formats: [id], settings: settings)
    var buffer = OutputBuffer()
    var text = String(decoding: exporter.header(of: id), as: UTF8.self)
    exporter.export(call, using: &buffer) { _, document, _ in text += document.string() }
    #expect(text.hasPrefix("\u{FEFF}"))
    return try #require(rows(String(text.unicodeScalars.dropFirst())))
  }

  @Test("every row has a cell for every column", arguments: tables, Samples.names)
  func columns(id: String, name: String) throws {
    for call in try Samples.read(name) {
      let rows = try table(id, call)
      #expect(rows.allSatisfy { $0.count == rows[0].count })
      #expect(Set(rows[0]).count == rows[0].count)
      switch id {
      case "calls.csv": #expect(rows.count == 2)
      case "turns.csv": #expect(rows.count == 1 + call.transcript.turns.count)
      case "outcomes.csv": #expect(rows.count == 1 + call.outcomes.count)
      default: #expect(rows.count == 1 + call.variables.count)
      }
    }
  }

  @Test("the turns' texts are in the table as they are", arguments: Samples.names)
  func texts(name: String) throws {
    var settings = ExportSettings()
    settings.tables.formulaGuard = .none
    for call in try Samples.read(name) {
      let rows = try table("turns.csv", call, settings: settings)
      let column = try #require(rows[0].firstIndex(of: "text"))
      let read = rows.dropFirst().map { $0[column] }
      let written = call.transcript.turns.map { $0.text.replacing("\0", with: "\u{FFFD}") }
      #expect(read == written)
    }
  }

  @Test(
    "a spreadsheet runs nothing, and telephone numbers stay what they are",
    arguments: [
      ("=1+1", true), ("+971501234567", false), ("+971 50 123", true), ("-12.5", false),
      ("-", true), ("+", true), ("@cmd", true), ("\t=1", true), ("  =1", true), ("＝1", true),
      ("＋1", true), ("-1+cmd|' /C calc'!A0", true), ("\u{200F}=1", true), ("١٢", false),
      ("a=b", false), ("", false), ("5-3", false), ("\r\n=1", true), ("-1.2.3", true),
    ])
  func formulas(value: String, isMarked: Bool) throws {
    var encoded = OutputBuffer()
    JSONEscaping.append(value, to: &encoded)
    let json = #"{"id":"c","call_sid":"s","agent_dynamic_variables":{"v":\#(encoded.string())}}"#
    let source = SourceDocument(name: "in", bytes: Array(json.utf8))
    let call = try #require(try CallPipeline().calls(in: source).first).get()
    let rows = try table("variables.csv", call)
    let column = try #require(rows[0].firstIndex(of: "value"))
    #expect(rows[1][column] == (isMarked ? "'" + value : value))
  }

  @Test("the lines of JSON Lines are the JSON", arguments: Samples.names)
  func lines(name: String) throws {
    for call in try Samples.read(name) {
      var documents: [String: [UInt8]] = [:]
      for exported in try exportAll(call) { documents[exported.info.id] = exported.bytes }
      let line = try #require(documents["jsonl"])
      #expect(line.last == 0x0A && line.dropLast().allSatisfy { $0 != 0x0A && $0 != 0x0D })
      func minified(_ bytes: [UInt8]) throws -> String {
        var output = OutputBuffer()
        JSONMinifier.append(try JSONDocument(parsing: bytes).root, to: &output)
        return output.string()
      }
      #expect(try minified(line) == minified(try #require(documents["json"])))
    }
  }
}
