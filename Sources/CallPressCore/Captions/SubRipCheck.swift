/// Reads SubRip as players do, and notes everything that it forgives.
struct SubRipCheck {
  private let lines: CaptionLines
  private var order = CaptionOrder()
  private var number = 0

  /// The captions.
  var captions: [ShownCaption] { order.captions }
  /// What was forgiven.
  var findings: [CaptionFile.Finding] { order.findings }

  init(_ lines: CaptionLines) {
    self.lines = lines
  }

  /// Reads the file.
  mutating func run() {
    let heads = lines.ranges.indices.filter { CueTimes(lines[$0]) != nil }
    var free = 0
    for (position, head) in heads.enumerated() {
      guard let times = CueTimes(lines[head]) else { continue }
      checkHead(head, times, since: free)
      let next = position + 1 < heads.count ? heads[position + 1] : lines.count
      let hasNumber =
        next < lines.count && next > head + 1 && lines.number(next - 1) != nil
      var end = next - (hasNumber ? 1 : 0)
      if next < lines.count, end > head + 1, !lines.isBlank(end - 1) {
        order.note(
          "missing-blank-line", true, next,
          "no empty line stands before the caption; readers take its number for text")
      }
      free = end
      while end > head + 1, lines.isBlank(end - 1) { end -= 1 }
      checkText(head, end, times)
    }
  }

  private mutating func checkHead(_ head: Int, _ times: CueTimes, since free: Int) {
    let found = head > free ? lines.number(head - 1) : nil
    if let found {
      if found != number + 1 {
        order.note(
          "number", false, head - 1,
          "the caption has the number \(found) and is the one of number \(number + 1)")
      }
      number = found
    } else {
      number += 1
      order.note("no-number", false, head, "the caption has no number before its times")
    }
    if free == 0, (0..<max(head - 1, 0)).contains(where: { !lines.isBlank($0) }) {
      order.note("text-before-captions", true, 0, "text before the first caption belongs to none")
    }
    let line = lines[head]
    let parts = line[...].split(separator: 0x20, omittingEmptySubsequences: false)
    let comma = UInt8(ascii: ",")
    let isStrict =
      parts.count == 3 && parts[1].elementsEqual("-->".utf8)
      && StrictTime.isTime(parts[0], mark: comma, needsHours: true)
      && StrictTime.isTime(parts[2], mark: comma, needsHours: true)
    if !isStrict {
      order.note(
        "times", false, head,
        "the times are not written 00:00:00,000 --> 00:00:00,000; strict readers refuse them")
    }
    if times.end == nil {
      order.note("no-end", true, head, "the caption has no end")
    }
  }

  private mutating func checkText(_ head: Int, _ end: Int, _ times: CueTimes) {
    var text: [String] = []
    var markup = SubRipMarkup()
    for index in head + 1..<max(end, head + 1) {
      let line = lines[index]
      if lines.isBlank(index) {
        order.note(
          "blank-line", true, index, "an empty line inside of a caption ends it in most readers")
        continue
      }
      if let arrow = Self.arrow(line) {
        order.note(
          "arrow-in-text", true, index, arrow + 1,
          "--> inside of a text begins a new caption for some readers")
      }
      let cleaned = markup.clean(line)
      if !cleaned.isEmpty { text.append(String(decoding: cleaned, as: UTF8.self)) }
    }
    if end > head + 1, lines.number(end - 1) != nil {
      order.note(
        "number-as-text", false, end - 1,
        "a last line that is a number is taken for the next caption's by some readers")
    }
    order.add(
      ShownCaption(
        start: times.start, end: times.end ?? times.start, lines: text, place: head + 1), at: head)
  }

  static func arrow(_ line: UnsafeBufferPointer<UInt8>) -> Int? {
    guard line.count >= 3 else { return nil }
    return (0...line.count - 3).first {
      line[$0] == 0x2D && line[$0 + 1] == 0x2D && line[$0 + 2] == 0x3E
    }
  }
}
