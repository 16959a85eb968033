/// What voices are called in an answer that tells channels apart, or speakers, or both.
struct VoiceLabels {
  private var channels: Set<String> = []
  private var pairs: Set<String> = []
  /// Whether the channel is part of a voice's label.
  private(set) var usesChannel = false
  private(set) var usesSpeaker = false

  /// Notes a voice.
  mutating func insert(channel: String?, speaker: String?) {
    if let channel { channels.insert(channel) }
    if let speaker { pairs.insert("\(channel ?? "")\u{0}\(speaker)") }
  }

  /// Decides by all the voices: channels only where there are several of them, speakers beside
  /// them only where a channel has several.
  mutating func decide(channelCount: Int = 0) {
    usesChannel = max(channels.count, channelCount) > 1
    usesSpeaker = !usesChannel || pairs.count > channels.count
  }

  /// The label of a voice; `nil` where nothing is known of it.
  func label(channel: String?, speaker: String?) -> String? {
    guard usesChannel, let channel else { return speaker }
    guard usesSpeaker, let speaker else { return channel }
    return channel == speaker ? channel : "channel \(channel) speaker \(speaker)"
  }
}
