import CallPressCore
import TestSupport
import Testing

/// What must be true of the captions of any transcript, tried on transcripts made at random.
@Suite("Laws of cue layout")
struct CueLayoutLawTests {
  static let seeds = Array(UInt64(1)...30)

  private static func settings(_ seed: UInt64) -> CaptionSettings {
    var settings = CaptionSettings()
    settings.timing = .estimate
    switch seed % 6 {
    case 0: settings.maximumLineWidth = 20
    case 1: settings.maximumLines = 1
    case 2: settings.maximumLines = 3
    default: break
    }
    return settings
  }

  private static func tracks(
    _ seed: UInt64
  ) throws -> [(transcript: Transcript, track: CaptionTrack, settings: CaptionSettings)] {
    var all: [(Transcript, CaptionTrack, CaptionSettings)] = []
    for isCruel in [false, true] {
      var generator = TranscriptGenerator(seed: seed, isCruel: isCruel)
      for _ in 0..<8 {
        let transcript = generator.next()
        let settings = Self.settings(seed)
        all.append(
          (transcript, try CueLayout().track(for: transcript, settings: settings), settings))
      }
    }
    return all
  }

  /// The scalars of a text that can be seen.
  private static func visible(_ text: some StringProtocol) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      !scalar.properties.isWhitespace && DisplayWidth.columns(of: String(scalar)) > 0
    }
  }

  private static func text(_ line: CueLine, _ track: CaptionTrack) throws -> String {
    try #require(
      line.range.lowerBound >= 0 && line.range.upperBound <= track.text.count
        && !line.range.isEmpty)
    return try #require(String(validating: track.text[line.range], as: UTF8.self))
  }

  @Test("everything that was said is shown once and in order", arguments: seeds)
  func completeness(seed: UInt64) throws {
    for (transcript, track, _) in try Self.tracks(seed) {
      var shown: [Speaker.ID: [Unicode.Scalar]] = [:]
      var said: [Speaker.ID: [Unicode.Scalar]] = [:]
      let lines = track.lines.sorted { $0.range.lowerBound < $1.range.lowerBound }
      for (line, next) in zip(lines, lines.dropFirst()) {
        #expect(line.range.upperBound <= next.range.lowerBound)
        #expect(line.turn <= next.turn)
      }
      for line in lines {
        let speaker = transcript.turns[line.turn - 1].speaker
        shown[speaker, default: []] += Self.visible(try Self.text(line, track))
      }
      for turn in transcript.turns where !Self.visible(turn.text).isEmpty {
        said[turn.speaker, default: []] += Self.visible(turn.text)
      }
      #expect(shown == said)
      #expect(track.cues.reduce(0) { $0 + $1.lines.count } == track.lines.count)
    }
  }

  @Test("no line is wider than the limit, and no cue has more lines", arguments: seeds)
  func width(seed: UInt64) throws {
    for (_, track, settings) in try Self.tracks(seed) {
      for cue in track.cues {
        #expect(!cue.lines.isEmpty && cue.lines.count <= settings.maximumLines)
        for line in track.lines(of: cue) {
          let text = try Self.text(line, track)
          // A cluster is never cut, and there are some that no line can hold.
          let limit = settings.maximumLineWidth
          let isHopeless = text.contains { DisplayWidth.columns(of: String($0)) > limit }
          let columns = DisplayWidth.columns(of: Self.collapsed(text))
          #expect(columns <= limit || isHopeless, "\(text)")
        }
      }
    }
  }

  /// Runs of white space and controls as formats write them: as one space.
  private static func collapsed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isSpace = false
    for scalar in text.unicodeScalars {
      let isBlank = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
      if !isBlank { result.append(scalar) } else if !isSpace { result.append(" ") }
      isSpace = isBlank
    }
    return String(result)
  }

  @Test("lines have no white space at their ends", arguments: seeds)
  func trimmed(seed: UInt64) throws {
    for (_, track, _) in try Self.tracks(seed) {
      for cue in track.cues {
        for line in track.lines(of: cue) {
          let scalars = try Self.text(line, track).unicodeScalars
          for scalar in [scalars.first, scalars.last] {
            #expect(scalar?.properties.isWhitespace == false)
            #expect(scalar?.properties.generalCategory != .control)
          }
        }
      }
    }
  }

  @Test("cues are in order, none is negative or overlaps, and each has a length", arguments: seeds)
  func times(seed: UInt64) throws {
    for (_, track, settings) in try Self.tracks(seed) {
      for (cue, next) in zip(track.cues, track.cues.dropFirst()) {
        #expect(cue.start < next.start)
        #expect(cue.end <= next.start)
      }
      for cue in track.cues {
        #expect(cue.start >= .zero)
        #expect(cue.end > cue.start)
        #expect(cue.end.distance(from: cue.start) <= settings.maximumDuration)
      }
    }
  }

  @Test("a cue shorter than the minimum is followed at once by another", arguments: seeds)
  func minimumDuration(seed: UInt64) throws {
    for (_, track, settings) in try Self.tracks(seed) {
      for (index, cue) in track.cues.enumerated()
      where cue.end.distance(from: cue.start) < settings.minimumDuration {
        try #require(index + 1 < track.cues.count)
        #expect(track.cues[index + 1].start.distance(from: cue.end) <= settings.gap)
      }
    }
  }

  @Test("only a grapheme cluster that no line can hold is ever cut", arguments: seeds)
  func clusters(seed: UInt64) throws {
    for (_, track, _) in try Self.tracks(seed) {
      let text = String(decoding: track.text, as: UTF8.self)
      for cue in track.cues {
        for line in track.lines(of: cue) {
          let start = text.utf8.index(text.startIndex, offsetBy: line.range.lowerBound)
          let end = text.utf8.index(text.startIndex, offsetBy: line.range.upperBound)
          // A space may be one cluster with a mark behind it or a sign before it; lines end there
          // all the same.
          for index in [start, end] where index < text.endIndex && index > text.startIndex {
            let scalars = text.unicodeScalars
            let isAtSpace = [scalars[scalars.index(before: index)], scalars[index]].contains {
              $0.properties.isWhitespace || $0.properties.generalCategory == .control
            }
            #expect(isAtSpace || String.Index(index, within: text) != nil, "\(text)")
          }
        }
      }
    }
  }

  @Test("with measured words a kind transcript has hardly an estimated time")
  func provenance() throws {
    var settings = CaptionSettings()
    settings.showsWordTimes = true
    var count = 0
    for seed in Self.seeds {
      var generator = TranscriptGenerator(seed: seed, isCruel: false)
      let track = try CueLayout().track(for: generator.next(), settings: settings)
      let starts = Set(track.words.map(\.range.lowerBound))
      let ends = Set(track.words.map(\.range.upperBound))
      for cue in track.cues {
        // A cue that cuts a word has to guess.
        guard
          track.lines(of: cue).allSatisfy({
            starts.contains($0.range.lowerBound) && ends.contains($0.range.upperBound)
          })
        else { continue }
        #expect(!cue.isEstimated)
        count += 1
      }
    }
    #expect(count > 200)
  }

  @Test("a gap is kept wherever both neighbours have room for it", arguments: seeds)
  func gaps(seed: UInt64) throws {
    for (_, track, settings) in try Self.tracks(seed) {
      for (cue, next) in zip(track.cues, track.cues.dropFirst()) {
        let gap = next.start.distance(from: cue.end)
        let isShort = cue.end.distance(from: cue.start) <= settings.minimumDuration
        #expect(gap >= settings.gap || isShort, "\(cue) \(next)")
      }
    }
  }

  @Test("the same transcript gives the same captions")
  func determinism() throws {
    for (transcript, track, settings) in try Self.tracks(7) {
      #expect(try CueLayout().track(for: transcript, settings: settings).cues == track.cues)
    }
  }

  @Test("impossible settings are brought within bounds")
  func settings() throws {
    let turn = Inline.turn(1, "agent", "one two three, four five six", 0, 3000)
    for width in [Int.min, -1, 0, 1, 7, .max] {
      for lines in [Int.min, 0, 1, .max] {
        var settings = CaptionSettings()
        settings.maximumLineWidth = width
        settings.maximumLines = lines
        settings.maximumDuration = Int64(width)
        settings.minimumDuration = Int64(lines)
        let track = try CueLayout().track(for: Inline.transcript([turn]), settings: settings)
        #expect(!track.cues.isEmpty)
        #expect(track.cues.allSatisfy { $0.end > $0.start })
      }
    }
  }
}
