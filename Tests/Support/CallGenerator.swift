/// Makes call records in the API's shape, the same ones for the same seed.
///
/// A call has some 80 turns and 1,180 words with their times on average, in English, French,
/// Arabic or all three, with variables and outcomes of which most are said; 74 KB of compact JSON.
public struct CallGenerator: Sendable {
  private var random: SeededRandom
  private var made = 0
  private var output: [UInt8] = []
  private var clock: Int64 = 0

  /// Starts from a seed.
  public init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  /// A number of calls, each a document of its own.
  public static func calls(_ count: Int, seed: UInt64) -> [[UInt8]] {
    var generator = CallGenerator(seed: seed)
    return (0..<count).map { _ in generator.next() }
  }

  /// The next call in the API's envelope.
  ///
  /// - Parameter turns: How many turns; by default 20 to 240, 80 on average.
  public mutating func next(turns: Int? = nil) -> [UInt8] {
    made += 1
    output.removeAll(keepingCapacity: true)
    clock = 400
    // Few long calls among many of middling length.
    let stretch = random.oneIn(12) ? 140 : 0
    let count = turns ?? 20 + random.below(50) + random.below(50) + random.below(stretch)
    let vocabulary: CallVocabulary? =
      switch random.below(10) {
      case 0..<4: .english
      case 4..<7: .french
      case 7..<9: .arabic
      default: nil
      }
    let facts = Facts(&random, vocabulary ?? .french)
    var speech = Speech()
    var turnsJSON: [UInt8] = []
    swap(&turnsJSON, &output)
    put("[")
    for turn in 0..<max(count, 0) {
      if turn > 0 { put(",") }
      appendTurn(turn, vocabulary ?? pickVocabulary(), facts, &speech)
    }
    put("]")
    swap(&turnsJSON, &output)
    appendRecord(facts, vocabulary?.locale ?? "fr-FR", turnsJSON, speech)
    return output
  }

  // MARK: What a call is about

  private struct Facts {
    var name: String
    var city: String
    var amount: String
    var reference: String
    var phone: String

    init(_ random: inout SeededRandom, _ vocabulary: CallVocabulary) {
      name = random.pick(vocabulary.names)
      city = random.pick(vocabulary.cities)
      amount = "\(random.below(900) + 100).\(random.below(90) + 10)"
      reference = "CP-\(10_000 + random.below(90_000))"
      phone = "+2167\(1_000_000 + random.below(9_000_000))"
    }
  }

  private struct Speech {
    var transcript: [UInt8] = []
  }

  private mutating func pickVocabulary() -> CallVocabulary {
    random.pick([.english, .french, .arabic])
  }

  // MARK: Turns

  private mutating func appendTurn(
    _ number: Int, _ vocabulary: CallVocabulary, _ facts: Facts, _ speech: inout Speech
  ) {
    let isAgent = number % 2 == 0
    let words = sentence(vocabulary, facts, isAgent ? 4 + random.below(29) : 1 + random.below(20))
    let role = isAgent ? "agent" : "user"
    put("{\"role\":\"\(role)\",\"content\":\"")
    speech.transcript += Array((isAgent ? "Agent: " : "User: ").utf8)
    for (position, word) in words.enumerated() {
      let text = position + 1 < words.count ? word + " " : word
      putEscaped(text)
      speech.transcript += Array(text.utf8)
    }
    speech.transcript.append(0x0A)
    put("\",\"words\":[")
    clock += Int64(150 + random.below(900))
    for (position, word) in words.enumerated() {
      if position > 0 { put(",") }
      let length = Int64(60 + word.unicodeScalars.count * 45 + random.below(120))
      put("{\"word\":\"")
      putEscaped(position + 1 < words.count ? word + " " : word)
      put("\",\"start\":")
      putSeconds(clock)
      put(",\"end\":")
      putSeconds(clock + length)
      put("}")
      clock += length + (random.oneIn(8) ? Int64(random.below(400)) : 0)
    }
    put("],\"metadata\":{\"response_id\":\(number / 2)}}")
  }

  private mutating func sentence(
    _ vocabulary: CallVocabulary, _ facts: Facts, _ count: Int
  ) -> [String] {
    var words = random.pick(vocabulary.openings).split(separator: " ").map(String.init)
    words[words.count - 1] += vocabulary.comma
    while words.count < count {
      if random.oneIn(40) {
        let fact = random.pick([facts.name, facts.city, facts.amount, facts.reference])
        words += fact.split(separator: " ").map(String.init)
        continue
      }
      var word = random.pick(vocabulary.words)
      if words.count + 1 == count {
        word += random.oneIn(4) ? vocabulary.question : "."
      } else if random.oneIn(9) {
        word += vocabulary.comma
      }
      words.append(word)
    }
    return words
  }

  // MARK: The record

  private mutating func appendRecord(
    _ facts: Facts, _ locale: String, _ turns: [UInt8], _ speech: Speech
  ) {
    let seconds = clock / 1000 + 2
    put("{\"status\":\"ok\",\"message\":\"Call retrieved\",\"data\":{\"id\":\"")
    putUUID()
    put("\",\"call_sid\":\"CA\(made)\",\"company_id\":\"")
    putUUID()
    put("\",\"campaign_id\":null,\"ai_agent_id\":\"")
    putUUID()
    put("\",\"contact_id\":null,\"call_provider\":\"sip\",\"call_from\":\"+21671000000\",")
    put(
      "\"call_to\":\"\(facts.phone)\",\"call_duration\":\(seconds),\"call_status\":\"completed\",")
    put("\"call_direction\":\"outbound\",\"is_test\":false,\"call_rating\":null,")
    put("\"call_feedback\":null,\"record_url\":\"https://recordings.example.com/\(made).mp3\",")
    put("\"transcript\":\"")
    putEscaped(speech.transcript)
    put("\",\"transcript_object\":")
    output += turns
    put(",\"transcript_language\":\"\(locale)\",\"cost\":0.\(10 + random.below(90)),")
    put("\"price_unit\":\"USD\",\"latency\":\(300 + random.below(900)),")
    put("\"disconnect_reason\":\"user_hangup\",\"analysis_sentiment\":\"neutral\",")
    put("\"agent_task_status\":\"completed\",\"agent_task_feedback\":null,\"metadata\":{},")
    put("\"agent_dynamic_variables\":{\"customer_name\":\"")
    putEscaped(facts.name)
    put("\",\"city\":\"")
    putEscaped(facts.city)
    put("\",\"customer_phone\":\"\(facts.phone)\",\"order_reference\":\"\(facts.reference)\",")
    put("\"retention_offer\":\"spring-20\",\"is_vip\":false},\"agent_post_call_outcomes\":{")
    put("\"confirmed_name\":{\"value\":\"")
    putEscaped(facts.name)
    put("\",\"type\":\"string\"},\"amount_due\":\(facts.amount),\"callback_requested\":true,")
    put("\"topics\":[\"")
    putEscaped(facts.city)
    put("\",\"\(facts.reference)\"],\"next_step\":\"none agreed\"},\"notes\":null,")
    let day = String(10 + made % 18)
    put("\"created_at\":\"2026-03-\(day)T09:00:00Z\",\"updated_at\":\"2026-03-\(day)T09:59:00Z\",")
    put("\"deleted_at\":null,\"started_at\":\"2026-03-\(day)T09:00:01Z\",")
    let end = seconds + 1
    put("\"ended_at\":\"2026-03-\(day)T\(two(9 + end / 3600)):\(two(end / 60 % 60)):")
    put("\(two(end % 60))Z\",\"retry_at\":null,\"workspace_id\":\"default\"}}")
  }

  private func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }

  // MARK: Bytes

  private mutating func put(_ text: String) {
    output += text.utf8
  }

  private mutating func putEscaped(_ text: String) {
    putEscaped(Array(text.utf8))
  }

  private mutating func putEscaped(_ bytes: [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x22, 0x5C: output += [0x5C, byte]
      case 0x0A: output += [0x5C, UInt8(ascii: "n")]
      default: output.append(byte)
      }
    }
  }

  /// Seconds with up to three digits behind the point, as JavaScript and Python print them.
  private mutating func putSeconds(_ milliseconds: Int64) {
    put(String(milliseconds / 1000))
    var fraction = milliseconds % 1000
    guard fraction > 0 else { return }
    put(".")
    var digit: Int64 = 100
    while fraction > 0 {
      put(String(fraction / digit))
      fraction %= digit
      digit /= 10
    }
  }

  private mutating func putUUID() {
    let digits = Array("0123456789abcdef".utf8)
    for position in 0..<32 {
      if position == 8 || position == 12 || position == 16 || position == 20 { put("-") }
      output.append(position == 12 ? UInt8(ascii: "4") : random.pick(digits))
    }
  }
}
