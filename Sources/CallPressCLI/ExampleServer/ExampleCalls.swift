import CallPressCore
import CallabAPI

/// The calls that the example server has, each as JSON of its own.
struct ExampleCalls: Sendable {
  /// One call.
  struct Record: Sendable {
    /// Its identifier.
    var id: String
    /// The members as JSON, recordings at the server's own address.
    var json: [UInt8]
    /// The same, read.
    var value: JSONValue
  }

  /// The calls, in no order.
  private(set) var records: [Record] = []
  private var positions: [String: Int] = [:]

  /// The call with an id.
  func record(_ id: String) -> Record? { positions[id].map { records[$0] } }

  /// The documents that the tool brings along.
  static let shipped: [[UInt8]] = [
    PackageResources.livekit_fr_json, PackageResources.support_en_turns_json,
    PackageResources.chat_ar_json, PackageResources.plain_timed_fr_json,
    PackageResources.in_progress_en_json, PackageResources.no_answer_ar_json,
  ]

  /// Takes the calls of documents.
  ///
  /// - Parameters:
  ///   - documents: Answers of the API, or calls by themselves.
  ///   - count: How many calls there shall be, `nil` for those of the documents; further ones are
  ///     the same with other ids and times.
  ///   - address: The server's own address.
  /// - Throws: What cannot be read.
  init(
    _ documents: [(name: String, bytes: [UInt8])], count: Int?, address: String
  ) throws(CallPressError) {
    var found: [JSONValue] = []
    for (name, bytes) in documents {
      do throws(CallPressError) {
        let data = try CallabAnswer(parsing: bytes).data
        let elements = data.kind == .array ? Array(data.children) : [data]
        found += elements.filter { $0["id"]?.string?.isEmpty == false }
      } catch {
        throw error.named(name)
      }
    }
    guard !found.isEmpty else {
      throw CallPressError(.cannotRead, "there is no call with an id in the documents")
    }
    for number in 0..<(count ?? found.count) {
      let source = found[number % found.count]
      try add(source, copy: number / found.count, number: number, address: address)
    }
  }

  private mutating func add(
    _ source: JSONValue, copy: Int, number: Int, address: String
  ) throws(CallPressError) {
    let original = source["id"]?.string ?? ""
    let id = copy == 0 ? original : Self.identifier(number)
    guard positions[id] == nil else { return }
    var changes: [(range: Range<Int>, text: String)] = []
    func change(_ value: JSONValue?, to text: String) {
      guard let value, value.kind == .string else { return }
      changes.append((value.byteRange, text))
    }
    change(source["id"], to: id)
    change(source["record_url"], to: "\(address)/recordings/\(WebAddress.escaped(id)).wav")
    if copy > 0 {
      let time = Instant(millisecondsSince1970: 1_767_225_600_000 + Int64(number) * 60_000)
      change(source["created_at"], to: time.description)
      change(source["updated_at"], to: time.description)
    }
    let start = source.byteRange.lowerBound
    let bytes = Array(source.rawBytes)
    var output = OutputBuffer()
    var copied = 0
    for (range, text) in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      output.append(bytes[copied..<range.lowerBound - start])
      JSONEscaping.append(text, to: &output)
      copied = range.upperBound - start
    }
    output.append(bytes[copied...])
    let json = output.bytes()
    positions[id] = records.count
    records.append(Record(id: id, json: json, value: try JSONDocument(parsing: json).root))
  }

  /// An identifier in the form of a UUID, the same for the same number.
  private static func identifier(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }
}
