public import CallPressCore
import CallPressHTML
import CallPressXML

/// The formats that CallPress writes: the one place that lists them.
public enum Formats {
  /// All of them, in the order in which they are listed for people.
  public static let standard = FormatRegistry([
    SRTFormat.self,
    WebVTTFormat.self,
    PlainTextFormat.self,
    MarkdownFormat.self,
    CallTranscriptXMLFormat.self,
    HTMLFormat.self,
    JSONFormat.self,
    RecordFormat.self,
    TimelineFormat.self,
    JSONLinesFormat.self,
    CallsTable.self,
    TurnsTable.self,
    OutcomesTable.self,
    VariablesTable.self,
  ])
}
