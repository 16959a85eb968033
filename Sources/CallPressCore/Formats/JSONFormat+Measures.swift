/// The measures of the JSON format.
extension JSONFormat {
  func writeMeasures(
    _ measures: CallMeasures, _ json: inout JSONWriter, _ output: inout OutputBuffer
  ) {
    json.name("measures", &output)
    json.open("{", &output)
    json.name("settings", &output)
    json.open("{", &output)
    json.member("pause_ms", measures.settings.pause, &output)
    json.member("dead_air_ms", measures.settings.deadAir, &output)
    json.member("overlap_ms", measures.settings.overlap, &output)
    json.close("}", &output)
    json.member("turns", measures.turns, &output)
    write(measures.named, &json, &output)
    json.name("speakers", &output)
    json.open("[", &output)
    for speaker in measures.speakers {
      json.element(&output)
      json.open("{", &output)
      json.member("speaker", speaker.speaker, &output)
      for (name, count) in speaker.counts { json.member(name, count, &output) }
      write(speaker.named, &json, &output)
      json.close("}", &output)
    }
    json.close("]", &output)
    json.close("}", &output)
  }

  /// Measures as numbers; `null` for what is unknown, nothing for what does not apply.
  private func write(
    _ measures: [(name: StaticString, measure: Measured)], _ json: inout JSONWriter,
    _ output: inout OutputBuffer
  ) {
    for (name, measure) in measures {
      switch measure {
      case .value(let number, _): json.member(name, number, &output)
      case .unknown:
        json.name(name, &output)
        output.append("null")
      case .notApplicable: continue
      }
    }
    let estimated = measures.filter(\.measure.isEstimated)
    guard !estimated.isEmpty else { return }
    json.name("estimated", &output)
    json.open("[", &output)
    for (name, _) in estimated {
      json.element(&output)
      JSONEscaping.append(name.description, to: &output)
    }
    json.close("]", &output)
  }
}
