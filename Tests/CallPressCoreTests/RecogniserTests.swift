import CallPressCore
import Testing

@Suite("Answers of recognisers")
struct RecogniserTests {
  private func score(_ dialect: any TranscriptDialect, _ json: String) throws -> Int {
    dialect.match(.json(try JSONDocument(parsing: Array(json.utf8)).root)).score
  }

  @Test("segments in whole milliseconds are left to whoever looks at the unit")
  func milliseconds() throws {
    let json = #"""
      {"language":"en","segments":[{"text":"a","start":0,"end":1800,"words":[{"word":"a","start":0,
       "end":1800}]},{"text":"b","start":2000,"end":2900}]}
      """#
    #expect(try score(WhisperDialect(), json) == 0)
    #expect(try readJSON(json).spans == [[0, 1800], [2000, 2900]])
    let seconds = json.replacingZeros
    #expect(try score(WhisperDialect(), seconds) > 80)
  }

  @Test("a logarithm is no confidence, and a confidence may be a text")
  func confidence() throws {
    let whisper = try readJSON(
      #"{"language":"en","text":"a","segments":[{"text":"a","start":0.5,"end":1.0,"avg_logprob":-0.2}]}"#,
      with: WhisperDialect())
    #expect(whisper.turns.map(\.confidence) == [nil])
    let scribe = try readJSON(
      #"{"language_code":"eng","text":"a","words":[{"text":"a","type":"word","start":0.5,"end":1,"logprob":-0.5}]}"#,
      with: ScribeDialect())
    #expect(scribe.turns[0].words.map(\.confidence) == [nil])
    #expect(scribe.turns[0].language == "en")
    let items = try readJSON(
      #"{"results":{"items":[{"type":"pronunciation","start_time":"0.5","end_time":"1.0","alternatives":[{"confidence":"0.75","content":"a"}]}]}}"#,
      with: AWSTranscribeDialect())
    #expect(items.turns[0].words.map(\.confidence) == [0.75])
  }

  @Test("a language's name becomes its tag, a sentiment stays what it is")
  func languageAndSentiment() throws {
    let arabic = try readJSON(
      #"{"task":"transcribe","language":"arabic","duration":1.5,"text":"x","segments":[{"text":"x","start":0.0,"end":1.5}]}"#,
      with: WhisperDialect())
    #expect(arabic.turns[0].language == "ar")
    let lens = try readJSON(
      #"{"LanguageCode":"fr-FR","Transcript":[{"ParticipantRole":"CUSTOMER","Content":"x","BeginOffsetMillis":5,"EndOffsetMillis":9,"Sentiment":"NEGATIVE"}]}"#,
      with: ContactLensDialect())
    #expect(lens.turns[0].sentiment == "NEGATIVE")
    #expect(lens.turns[0].language == "fr-FR")
    #expect(lens.transcript.speakers.map(\.kind) == [.customer])
  }

  @Test("a job that is not done has no transcript yet, and one that failed says why")
  func jobs() throws {
    let queued = try readJSON(
      #"{"id":"j","status":"processing","audio_url":"u","text":null,"words":null,"utterances":null}"#,
      with: AssemblyAIDialect())
    #expect(queued.transcript.state == .pending)
    let error = #expect(throws: CallPressError.self) {
      try readJSON(
        #"{"id":"j","status":"error","audio_url":"u","error":"no audio in the file","text":null}"#,
        with: AssemblyAIDialect())
    }
    #expect(error?.code == .failureResponse)
    #expect(error?.message.contains("no audio in the file") == true)
  }

  @Test("words that stand in no segment are counted, not lost in silence")
  func wordsWithoutSegment() throws {
    let read = try readJSON(
      #"""
      {"results":{"audio_segments":[{"id":0,"transcript":"a","start_time":"0.1","end_time":"0.4",
        "speaker_label":"spk_0","items":[0]}],
       "items":[{"id":0,"type":"pronunciation","start_time":"0.1","end_time":"0.4",
         "alternatives":[{"content":"a"}]},
        {"id":1,"type":"pronunciation","start_time":"0.5","end_time":"0.8",
         "alternatives":[{"content":"b"}]}]}}
      """#, with: AWSTranscribeDialect())
    #expect(read.texts == ["a"])
    #expect(read.codes.contains("words-without-segment"))
  }

  @Test("channels keep their overlap, and bringing them into order is no repair")
  func channels() throws {
    let read = try readJSON(
      #"""
      {"results":{"channels":[
       {"alternatives":[{"transcript":"one two","words":[{"word":"one","start":1.0,"end":2.0},
         {"word":"two","start":2.0,"end":3.0}]}]},
       {"alternatives":[{"transcript":"three","words":[{"word":"three","start":0.5,"end":2.5}]}]}]}}
      """#, with: DeepgramDialect())
    #expect(read.spans == [[500, 2500], [1000, 3000]])
    #expect(!read.codes.contains("turns-sorted"))
    #expect(read.transcript.speakers.allSatisfy { $0.kind == .unknown })
  }

  @Test("a pause of two seconds begins a new turn of the same voice")
  func pauses() throws {
    func spans(_ start: String) throws -> [[Int64]] {
      try readJSON(
        #"{"results":[{"type":"word","start_time":0.0,"end_time":1.0,"alternatives":[{"content":"a"}]},{"type":"word","start_time":\#(start),"end_time":4.0,"alternatives":[{"content":"b"}]}]}"#,
        with: SpeechmaticsDialect()
      ).spans
    }
    #expect(try spans("2.999") == [[0, 4000]])
    #expect(try spans("3.0") == [[0, 1000], [3000, 4000]])
  }

  @Test("the user's unit counts before that of the shape")
  func forcedUnit() throws {
    var options = ReadingOptions()
    options.timeUnit = .milliseconds
    let read = try readJSON(
      #"{"results":{"utterances":[{"transcript":"a","start":1500,"end":2500,"words":[]}],"channels":[{"alternatives":[]}]}}"#,
      with: DeepgramDialect(), options: options)
    #expect(read.spans == [[1500, 2500]])
  }

  @Test("snake case and interim results of one service, partial ones of another")
  func otherForms() throws {
    let google = try readJSON(
      #"""
      {"results":[{"alternatives":[{"transcript":"hel"}],"stability":0.1,"is_final":false},
       {"alternatives":[{"transcript":"hello","words":[{"word":"hello","start_time":"1.200s",
         "end_time":"1.900s"}]}],"is_final":true,"language_code":"en-us"}]}
      """#, with: GoogleSpeechDialect())
    #expect(google.texts == ["hello"])
    #expect(google.spans == [[1200, 1900]])
    #expect(google.codes.contains("interim-results"))
    let live = try readJSON(
      #"""
      [{"type":"partial","elements":[{"type":"text","value":"he"}]},
       {"type":"final","elements":[{"type":"text","value":"hello","ts":0.5,"end_ts":0.9}]}]
      """#, with: RevAIDialect())
    #expect(live.texts == ["hello"])
  }
}

extension String {
  /// The same document in seconds.
  fileprivate var replacingZeros: String {
    replacing("1800", with: "1.8").replacing("2000", with: "2.0").replacing("2900", with: "2.9")
  }
}
