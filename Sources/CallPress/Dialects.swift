public import CallPressCore

/// The dialects that CallPress knows: the one place that lists them.
public enum Dialects {
  /// All of them, likeliest first; the order decides between dialects that are equally sure.
  public static let standard = DialectRegistry([
    RetellDialect(),
    LiveKitDialect(),
    DeepgramDialect(),
    DeepgramStreamDialect(),
    WhisperDialect(),
    AssemblyAIDialect(),
    ScribeDialect(),
    AWSTranscribeDialect(),
    ContactLensDialect(),
    BedrockAudioDialect(),
    AzureSpeechDialect(),
    ConversationItemsDialect(),
    GoogleSpeechDialect(),
    SpeechmaticsDialect(),
    RevAIDialect(),
    WatsonDialect(),
    GenericTurnsDialect(),
    ChatMessagesDialect(),
    KeyedObjectDialect(),
    TranscriptLinesDialect(),
  ])
}
