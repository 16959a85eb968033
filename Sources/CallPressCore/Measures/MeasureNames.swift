extension CallMeasures {
  /// The measures of the whole call by their names in JSON, in the order in which they are shown.
  public var named: [(name: StaticString, measure: Measured)] {
    [
      ("span_ms", span), ("talk_ms", talk), ("silence_ms", silence),
      ("longest_silence_ms", longestSilence), ("dead_air_count", deadAirCount),
      ("dead_air_ms", deadAir), ("overlap_ms", overlap),
      ("time_to_first_word_ms", timeToFirstWord), ("responses", responses),
      ("response_p50_ms", responseMedian), ("response_p95_ms", response95),
      ("longest_response_ms", longestResponse),
    ]
  }
}

extension SpeakerMeasures {
  /// The measures of the speaker that need times, by their names in JSON, in the order in which
  /// they are shown.
  public var named: [(name: StaticString, measure: Measured)] {
    [
      ("talk_ms", talk), ("share_permille", share), ("words_per_minute", wordsPerMinute),
      ("longest_monologue_ms", longestMonologue), ("interruptions", interruptions),
    ]
  }

  /// What is counted by the text alone, by its names in JSON.
  public var counts: [(name: StaticString, count: Int64)] {
    [("turns", turns), ("words", words), ("questions", questions), ("cut_off", cutOff)]
  }
}
