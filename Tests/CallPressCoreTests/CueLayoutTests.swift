import CallPressCore
import TestSupport
import Testing

@Suite("Cue layout")
struct CueLayoutTests {
  private func lines(
    _ turns: Turn..., settings: CaptionSettings = CaptionSettings()
  ) throws -> [[String]] {
    let track = try CueLayout().track(for: Inline.transcript(turns), settings: settings)
    return track.cues.map { cue in track.lines(of: cue).map { track.text(of: $0) } }
  }

  @Test("what fits on one line stays on one line")
  func oneLine() throws {
    #expect(
      try lines(Inline.turn(1, "", "Yes. I would like that, please.", 0, 2000))
        == [["Yes. I would like that, please."]])
  }

  @Test("two lines end where a sentence or a phrase does, the second the longer")
  func twoLines() throws {
    let turn = Inline.turn(
      1, "", "That is settled. I will send the confirmation to your address today.", 0, 5000)
    #expect(
      try lines(turn) == [
        ["That is settled. I will send", "the confirmation to your address today."]
      ])
  }

  @Test(
    "no line ends behind an article or a preposition",
    arguments: [
      "We can deliver the parcel to the office in the morning or to the neighbour in the evening",
      "Vous pouvez passer à la clinique avec la carte de la mutuelle dans le courant de la semaine",
      "يمكنك زيارة الفرع في وسط المدينة من الساعة التاسعة إلى الساعة الخامسة مع بطاقة الهوية",
    ])
  func phrases(text: String) throws {
    let bad: Set<String> = [
      "the", "to", "in", "or", "à", "la", "avec", "de", "dans", "le", "في", "من", "إلى", "مع",
    ]
    for line in try lines(Inline.turn(1, "", text, 0, 6000)).flatMap({ $0 }) {
      let last = line.split(separator: " ").last.map(String.init) ?? ""
      #expect(!bad.contains(last), "\(line)")
    }
  }

  @Test(
    "no line begins with the sign that French puts behind a space",
    arguments: [" ", "\u{A0}", "\u{202F}"])
  func frenchSpaces(space: String) throws {
    let text =
      "Vous êtes bien au bon numéro\(space)? Oui\(space): c’est moi\(space)! «\(space)Entrez\(space)»\(space); merci"
    for width in 12...30 {
      var settings = CaptionSettings()
      settings.maximumLineWidth = width
      for line in try lines(Inline.turn(1, "", text, 0, 9000), settings: settings).flatMap({ $0 }) {
        #expect(line.first.map { !"?:!»;".contains($0) } == true, "\(width): \(line)")
        #expect(line.last != "«", "\(width): \(line)")
      }
    }
  }

  @Test("a telephone number and an address stay on one line")
  func numbers() throws {
    let texts = [
      "You can call us back any day on 01 99 00 44 17 or write to us, whichever you prefer":
        "01 99 00 44 17",
      "Please write to first.last@mail.example.com as soon as you have found the papers":
        "first.last@mail.example.com",
    ]
    for (text, whole) in texts {
      let all = try lines(Inline.turn(1, "", text, 0, 6000)).joined()
      #expect(all.contains { $0.contains(whole) })
    }
  }

  @Test("a cue ends at a pause rather than going on over it")
  func pauses() throws {
    let turn = Inline.timedTurn(
      1, "",
      "Let@0-200 me@200-400 see@400-700 yes@2900-3100 I@3100-3200 found@3200-3500 it@3500-3700")
    #expect(try lines(turn) == [["Let me see"], ["yes I found it"]])
  }

  @Test("cues of timed words begin and end with their words")
  func wordTimes() throws {
    let turn = Inline.timedTurn(
      1, "", "Good@100-400 morning.@400-900 How@3000-3200 are@3200-3400 you?@3400-3800")
    let track = try CueLayout().track(for: Inline.transcript([turn]), settings: CaptionSettings())
    #expect(track.cues.map(\.start.milliseconds) == [100, 3000])
    // The second is shorter than the minimum and has room to stay on.
    #expect(track.cues.map(\.end.milliseconds) == [933, 3833])
    #expect(track.cues.allSatisfy { !$0.isEstimated })
  }

  @Test("a turn without word times shares its span, and the guesses are marked")
  func sharedSpan() throws {
    let text = String(repeating: "word and word, ", count: 20)
    let track = try CueLayout().track(
      for: Inline.transcript([Inline.turn(1, "", text, 1000, 19_000)]), settings: CaptionSettings())
    #expect(track.cues.count > 3)
    #expect(track.cues.first?.start.milliseconds == 1000)
    #expect(track.cues.last?.end.milliseconds == 19_000)
    #expect(track.cues.allSatisfy { $0.isEstimated })
    for (cue, next) in zip(track.cues, track.cues.dropFirst()) {
      #expect(next.start.distance(from: cue.end) == 84)
    }
  }

  @Test("a word of 600 letters is cut between clusters, an address behind its signs")
  func longWords() throws {
    let word = try lines(Inline.turn(1, "", String(repeating: "é", count: 600), 0, 9000))
    #expect(word.flatMap { $0 }.map(\.count) == Array(repeating: 42, count: 14) + [12])
    let address = "https://www.example.com/a/long/path/to/somewhere?with=a&query=of&some=length"
    for line in try lines(Inline.turn(1, "", address, 0, 9000)).flatMap({ $0 }).dropLast() {
      #expect(line.last.map { "/?&=.-".contains($0) } == true, "\(line)")
    }
  }

  @Test("East Asian text breaks between characters, never before a closing mark")
  func eastAsian() throws {
    let text = "我想预约明天上午十点的时间,请问可以吗?如果不行的话,下午三点以后也没有问题,谢谢您。"
    let all = try lines(Inline.turn(1, "", text, 0, 9000)).flatMap { $0 }
    #expect(all.joined() == text)
    for line in all {
      #expect(DisplayWidth.columns(of: line) <= 42)
      #expect(line.first.map { !",?。".contains($0) } == true)
    }
  }

  @Test("a single word is never left alone where it can be helped")
  func noScraps() throws {
    let text =
      "I have written down everything that you told me about the delivery and the invoice now"
    for cue in try lines(Inline.turn(1, "", text, 0, 6000)) {
      #expect(cue.joined(separator: " ").split(separator: " ").count > 2)
    }
  }

  @Test("a turn of ten thousand words is laid out whole")
  func longTurn() throws {
    let text = Array(repeating: "one two three, four", count: 2500).joined(separator: " ")
    let track = try CueLayout().track(
      for: Inline.transcript([Inline.turn(1, "", text, 0, 3_600_000)]), settings: CaptionSettings())
    #expect(track.cues.count > 500)
    #expect(track.lines.last?.range.upperBound == text.utf8.count)
  }

  @Test("Japanese lines are narrow and end behind particles and signs, not inside of words")
  func japanese() throws {
    let text = "先日届いた請求書についてお聞きしたいことがあるのですが、よろしいでしょうか。"
    let all = try lines(Inline.turn(1, "", text, 0, 9000)).flatMap { $0 }
    #expect(all.joined() == text)
    for line in all {
      #expect(DisplayWidth.columns(of: line) <= 26)
      #expect(line.first.map { !"、。っゃゅょー".contains($0) } == true)
    }
    #expect(all.contains { $0.hasSuffix("、") })
  }

  @Test("Thai without spaces is cut before leading vowels, never before a vowel above or below")
  func thai() throws {
    let text = "สวัสดีครับผมอยากสอบถามเรื่องใบแจ้งหนี้ที่ได้รับเมื่อวันก่อนและไม่แน่ใจว่าจ่ายเงินไปแล้วหรือยัง"
    let all = try lines(Inline.turn(1, "", text, 0, 9000)).flatMap { $0 }
    #expect(all.count > 1 && all.joined() == text)
    for line in all {
      #expect(DisplayWidth.columns(of: line) <= 35)
      let first = line.unicodeScalars.first?.properties.generalCategory
      #expect(first != .nonspacingMark)
    }
  }

  @Test("what one says in several turns without a pause is laid out as one")
  func joinedTurns() throws {
    let turns = [
      Inline.timedTurn(1, "agent", "I@0-200 will@200-400 send@400-700"),
      Inline.timedTurn(2, "agent", "the@720-800 letter@800-1200 today.@1200-1600"),
    ]
    #expect(try lines(turns[0], turns[1]) == [["I will send the letter today."]])
  }

  @Test("in a language that is known, only its own small words count")
  func languages() throws {
    var turn = Inline.turn(
      1, "", "Die Lampe war an und danach war die Lampe in der Küche wieder aus", 0, 6000)
    turn.language = "de"
    for line in try lines(turn).flatMap({ $0 }) {
      let last = line.split(separator: " ").last.map(String.init) ?? ""
      #expect(!["die", "der", "in", "und"].contains(last), "\(line)")
    }
  }
}
