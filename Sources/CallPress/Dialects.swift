public import CallPressCore
import CallPressXML

/// The dialects that CallPress knows: the one place that lists them.
public enum Dialects {
  /// All of them, likeliest first; the order decides between dialects that are equally sure.
  public static let standard = DialectRegistry(
    [CallPressDialect()] + transcripts + [VConDialect(bodies: DialectRegistry(transcripts))])

  /// The shapes of a transcript itself; a container may hold any of them.
  private static let transcripts: [any TranscriptDialect] = [
    RetellDialect(),
    LiveKitDialect(),
    DeepgramDialect(),
    DeepgramStreamDialect(),
    WhisperDialect(),
    AssemblyAIDialect(),
    AssemblyAIStreamDialect(),
    ScribeDialect(),
    AWSTranscribeDialect(),
    TranscribeStreamDialect(),
    ContactLensDialect(),
    BedrockAudioDialect(),
    AzureSpeechDialect(),
    ConversationItemsDialect(),
    GoogleSpeechDialect(),
    SpeechmaticsDialect(),
    RevAIDialect(),
    WatsonDialect(),
    SonioxDialect(),
    VapiDialect(),
    ElevenLabsDialect(),
    OpenAIRealtimeDialect(),
    PipecatDialect(),
    UltravoxDialect(),
    BlandDialect(),
    SynthflowDialect(),
    TwilioDialect(),
    ConversationRelayDialect(),
    AircallDialect(),
    GongDialect(),
    DialpadDialect(),
    RingCentralDialect(),
    ClarifyDialect(),
    WorldTranscriptDialect(),
    PodcastDialect(),
    TimedChatDialect(),
    GenericTurnsDialect(),
    ChatMessagesDialect(),
    KeyedObjectDialect(),
    WebVTTDialect(),
    SubRipDialect(),
    TTMLDialect(),
    OwnTextDialect(),
    TranscriptLinesDialect(),
  ]
}
