/// Prints the figures as a table, and beside it the ratios to what others need for the same.
func compare(_ figures: [Figure]) {
  func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
  func rounded(_ value: Double, _ digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let whole = Int((value * scale).rounded())
    guard digits > 0 else { return String(whole) }
    let fraction = String(whole % Int(scale))
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return "\(whole / Int(scale)).\(zeros)\(fraction)"
  }
  print("\(pad("CPU time of one core", 52))\(pad("MB/s", 10))\(pad("calls/s", 10))ms/call")
  for figure in figures + Figure.differences(in: figures) where figure.seconds > 0 {
    let rate = Double(figure.bytes) / figure.seconds / 1e6
    let calls = Double(figure.calls) / figure.seconds
    print(
      pad(figure.name, 52) + pad(rounded(rate, 1), 10) + pad(rounded(calls, 0), 10)
        + rounded(1000 / calls, 3))
  }
  func ratio(_ ours: String, _ theirs: String, _ bar: Double) {
    guard let left = figures.first(where: { $0.name.hasPrefix(ours) }),
      let right = figures.first(where: { $0.name == theirs }), left.seconds > 0
    else {
      print("\(pad("\(ours) / \(theirs)", 52))not measured")
      return
    }
    let times = right.seconds / left.seconds
    print(
      pad("\(ours) / \(theirs)", 52) + pad("\(rounded(times, 1))×", 10)
        + "bar \(rounded(bar, 0))×: \(times >= bar ? "met" : "BELOW")")
  }
  print("")
  ratio("json", "json JSONDecoder", 20)
  ratio("json", "json orjson", 3)
  ratio("five formats", "five formats python", 15)
  ratio("write html", "html jinja2", 1)
}
