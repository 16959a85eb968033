import CallPress
import CallPressCore
import Foundation
import TestSupport

// Plain figures in CPU time; `Tests/bench` runs this beside Python's libraries and prints ratios.

let arguments = CommandLine.arguments.dropFirst()
switch (arguments.first, arguments.dropFirst().first) {
case ("generate", let path?):
  // One call a line.
  var document: [UInt8] = []
  for call in CallGenerator.calls(300, seed: 1) {
    document += call
    document.append(0x0A)
  }
  try Data(document).write(to: URL(fileURLWithPath: path))
case ("measure", let path?):
  let lines = try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: 0x0A)
  try measureJSON(lines.map { [UInt8]($0) })
default:
  print("usage: CallPressBenchmarks generate FILE | measure FILE")
}
