import CallPressCore
import Mustache

/// The names inside `call`, each read from the record when a template asks for it.
struct CallMembers: MustacheParent {
  let call: Call
  /// The vetted address of the recording.
  let recordingURL: String?

  private static let fields = Dictionary(
    uniqueKeysWithValues: CallFacts.fields.map { ($0.field.name.description, $0) })

  func child(named name: String) -> Any? {
    if let text = text(named: name) { return text.isEmpty ? nil : text }
    guard let fact = Self.fields[name], fact.field.kind == .boolean else { return nil }
    return call[fact.field]?.boolean ?? false
  }

  private func text(named name: String) -> String? {
    switch name {
    case "cost_text": return CallFacts.cost(of: call)
    case "duration": return call.duration.map { TimeText.seconds($0) }
    case "duration_text": return call.duration.map { TimeText().clock($0) }
    case "duration_iso": return call.duration.flatMap { TimeText.duration($0) }
    case "transcript": return call.text(.transcript)
    case "source": return call.sourceName
    default: break
    }
    if let fact = Self.fields[name] {
      switch fact.field.kind {
      case .boolean: return nil
      case .url: return recordingURL
      case .text, .number, .instant, .json: return CallFacts.text(of: fact.field, in: call)
      }
    }
    for suffix in ["_text", "_iso"] where name.hasSuffix(suffix) {
      guard let fact = Self.fields[String(name.dropLast(suffix.count))] else { continue }
      switch fact.field.kind {
      case .instant:
        return call.instant(fact.field).map {
          suffix == "_iso" ? $0.description : TimeText.text(of: $0)
        }
      case .url where suffix == "_text": return CallFacts.text(of: fact.field, in: call)
      case .text where suffix == "_text" && fact.isPhrase:
        return call.text(fact.field).map(CallFacts.phrase)
      default: return nil
      }
    }
    return nil
  }
}
