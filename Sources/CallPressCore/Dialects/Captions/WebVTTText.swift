/// Reads the text of WebVTT cues: voices, times, references and other markup.
struct WebVTTText {
  /// What the text of a cue says.
  struct Content {
    /// Who says what.
    var voices: [SourceCue.Voice] = []
    /// The language of the first `<lang>`.
    var language: String?
    /// Whether there are times inside.
    var isTimed = false
  }

  /// How many tags were taken out.
  private(set) var count = 0
  /// How many readings beside characters were left out.
  private(set) var readings = 0

  private static let tags: Set<String> = ["c", "i", "b", "u", "ruby", "lang"]

  /// What is being put together of one cue.
  private struct Draft {
    var content = Content()
    var label: String?
    var text: [UInt8] = []
    var words: [DraftWord] = []
    /// Where the text since the last time begins, and the time.
    var wordStart = 0
    var wordTime: Int64?
    var isInReading = false

    /// Ends the run of text since the last time.
    mutating func endWords() {
      let run = text[min(wordStart, text.count)...]
      wordStart = text.count
      // Only the first word of a run has a time that is said.
      for word in run.split(whereSeparator: { $0 <= 0x20 }) {
        words.append(
          DraftWord(
            text: String(decoding: word, as: UTF8.self),
            start: wordTime.map { MediaTime(milliseconds: $0) }))
        wordTime = nil
      }
    }

    mutating func endVoice() {
      endWords()
      let lines = text.split(separator: 0x0A, omittingEmptySubsequences: true)
        .map { DirectionMarks.removed(from: Array($0)) }.filter { !$0.isEmpty }
      text = []
      wordStart = 0
      let words = words
      self.words = []
      guard !lines.isEmpty else { return }
      let voice = SourceCue.Voice(
        label: label, text: String(decoding: Array(lines.joined(separator: [0x0A])), as: UTF8.self),
        words: words)
      // In place, so that many pieces of one voice cost no more than one.
      let last = content.voices.count - 1
      if last >= 0, content.voices[last].label == label {
        content.voices[last].text += "\n"
        content.voices[last].text += voice.text
        content.voices[last].words += voice.words
      } else {
        content.voices.append(voice)
      }
    }
  }

  /// Reads the text of a cue.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8, with its line ends.
  ///   - start: When the cue begins, in milliseconds.
  ///   - end: When it ends.
  ///   - shift: What is added to the times inside.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, start: Int64, end: Int64?, shift: Int64
  ) -> Content {
    var draft = Draft()
    draft.wordTime = start
    var closing = -1
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "&"):
        let (scalar, length) = Self.reference(bytes, at)
        if let scalar, !draft.isInReading { draft.text += Array(String(scalar).utf8) }
        if scalar == nil, !draft.isInReading { draft.text.append(bytes[at]) }
        at += scalar == nil ? 1 : length
        continue
      case UInt8(ascii: "<"):
        if closing < at {
          closing = bytes[at...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
        }
        if closing < bytes.count, closing - at <= 1024,
          take(UnsafeBufferPointer(rebasing: bytes[(at + 1)..<closing]), shift, &draft)
        {
          at = closing + 1
          continue
        }
      case 0x0D:
        if !draft.isInReading { draft.text.append(0x0A) }
        at += 1
        continue
      default: break
      }
      if !draft.isInReading { draft.text.append(bytes[at]) }
      at += 1
    }
    draft.endVoice()
    if draft.content.voices.isEmpty {
      draft.content.voices = [SourceCue.Voice(label: draft.label, text: "")]
    }
    finishWords(&draft.content, end)
    Self.removeDashes(&draft.content)
    return draft.content
  }

  /// Takes away the dashes that tell viewers where each of several voices begins.
  private static func removeDashes(_ content: inout Content) {
    guard content.voices.count > 1, content.voices.allSatisfy({ $0.text.hasPrefix("- ") }) else {
      return
    }
    for index in content.voices.indices {
      content.voices[index].text.removeFirst(2)
      if content.voices[index].words.first?.text == "-" {
        content.voices[index].words.removeFirst()
      }
    }
  }

  /// The last word ends with the cue; without times inside there are no words.
  private func finishWords(_ content: inout Content, _ end: Int64?) {
    for index in content.voices.indices {
      guard content.isTimed else {
        content.voices[index].words = []
        continue
      }
      guard index == content.voices.count - 1, let end else { continue }
      let last = content.voices[index].words.count - 1
      guard last >= 0 else { continue }
      content.voices[index].words[last].end = MediaTime(milliseconds: end)
    }
  }

  /// Takes a tag; `false` for one that is none of WebVTT's, and so is text.
  private mutating func take(
    _ tag: UnsafeBufferPointer<UInt8>, _ shift: Int64, _ draft: inout Draft
  ) -> Bool {
    guard let first = tag.first else { return false }
    if first &- 0x30 < 10 {
      guard let time = CueTimes.time(tag) else { return false }
      draft.endWords()
      draft.wordTime = time + shift
      draft.content.isTimed = true
      return true
    }
    let isEnd = first == UInt8(ascii: "/")
    let body = UnsafeBufferPointer(rebasing: tag[(isEnd ? 1 : 0)...])
    let nameEnd = body.firstIndex { $0 == UInt8(ascii: ".") || $0 <= 0x20 } ?? body.count
    let name = String(decoding: body[..<nameEnd], as: UTF8.self)
    switch name {
    case "v":
      draft.endVoice()
      draft.label = isEnd ? nil : Self.annotation(body)
    case "rt":
      if !isEnd { readings += 1 }
      draft.isInReading = !isEnd
    case _ where Self.tags.contains(name):
      if name == "ruby" { draft.isInReading = false }
      if name == "lang", !isEnd, draft.content.language == nil {
        draft.content.language = Self.annotation(body)
      }
      if !isEnd { count += 1 }
    default: return false
    }
    return true
  }

  /// What stands behind the name and classes of a tag, with its references resolved.
  private static func annotation(_ body: UnsafeBufferPointer<UInt8>) -> String? {
    guard let space = body.firstIndex(where: { $0 <= 0x20 }) else { return nil }
    var text: [UInt8] = []
    var at = space
    while at < body.count {
      let (scalar, length) =
        body[at] == UInt8(ascii: "&") ? reference(body, at) : (nil, 1)
      if let scalar {
        text += Array(String(scalar).utf8)
        at += length
      } else {
        text.append(body[at] < 0x20 ? 0x20 : body[at])
        at += 1
      }
    }
    let words = text.split(separator: 0x20)
    guard !words.isEmpty else { return nil }
    return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
  }

  /// The character that a reference stands for, and the length of the reference.
  private static func reference(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> (Unicode.Scalar?, Int) {
    let window = bytes[(at + 1)..<min(at + 12, bytes.count)]
    guard let semicolon = window.firstIndex(of: UInt8(ascii: ";")) else { return (nil, 0) }
    let name = String(decoding: bytes[(at + 1)..<semicolon], as: UTF8.self)
    let length = semicolon - at + 1
    if let scalar = named[name] { return (scalar, length) }
    guard name.hasPrefix("#") else { return (nil, 0) }
    let isHexadecimal = name.dropFirst().first.map { $0 == "x" || $0 == "X" } ?? false
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    guard let value = UInt32(digits, radix: isHexadecimal ? 16 : 10), value > 0 else {
      return (nil, 0)
    }
    return (Unicode.Scalar(value), length)
  }

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "lrm": "\u{200E}", "rlm": "\u{200F}",
  ]
}
