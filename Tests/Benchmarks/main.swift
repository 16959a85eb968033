import CallPressCore
import Foundation
import TestSupport

// Plain figures in CPU time. `Tests/bench` runs this in turn with Python's libraries and has the
// figures of both compared.

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("generate", 2):
  // One call a line.
  var document: [UInt8] = []
  for call in CallGenerator.calls(300, seed: 1) {
    document += call
    document.append(0x0A)
  }
  try Data(document).write(to: URL(fileURLWithPath: arguments[1]))
case ("measure", 2), ("measure", 3):
  let lines = try Data(contentsOf: URL(fileURLWithPath: arguments[1])).split(separator: 0x0A)
  let documents = lines.map { [UInt8]($0) }
  let only = arguments.count == 3 ? arguments[2] : ""
  if "json".hasPrefix(only) { try measureJSON(documents) }
  try measureExport(documents, only: only)
case ("evidence", 2):
  try measureEvidence(arguments[1])
case ("redaction", 2):
  try measureRedaction(arguments[1])
case ("compare", 2...):
  compare(try Figure.read(Array(arguments.dropFirst())))
default:
  print(
    "usage: CallPressBenchmarks generate FILE | measure FILE [FIGURE] | evidence FOLDER | redaction FOLDER | "
      + "compare FILE…"
  )
}
