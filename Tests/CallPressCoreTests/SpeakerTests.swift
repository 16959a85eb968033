import CallPressCore
import Testing

@Suite("Speakers of a transcript")
struct SpeakerTests {
  private func speaker(_ id: String, _ name: String) -> Speaker {
    Speaker(id: id, kind: .unknown, label: name, name: name)
  }

  @Test(
    "every speaker is found by identifier, however many there are", arguments: [0, 1, 8, 9, 5000])
  func found(count: Int) {
    var transcript = Transcript()
    transcript.speakers = (0..<count).map { speaker("speaker-\($0)", "name \($0)") }
    for index in 0..<count {
      #expect(transcript.speaker("speaker-\(index)")?.name == "name \(index)")
    }
    #expect(transcript.speaker("speaker-\(count)") == nil)
    // The first of two with the same identifier, and whoever comes later.
    transcript.speakers.append(speaker("speaker-0", "again"))
    transcript.speakers.append(speaker("late", "late"))
    #expect(transcript.speaker("speaker-0")?.name == (count == 0 ? "again" : "name 0"))
    #expect(transcript.speaker("late")?.name == "late")
    #expect(Transcript(speakers: transcript.speakers).speaker("late")?.name == "late")
    transcript.speakers = []
    #expect(transcript.speaker("late") == nil)
  }
}
