import CallPressCore
import HTTPTypes
import Testing

@testable import CallabAPI

@Suite("Trying again")
struct RetryTests {
  typealias Row = (
    failure: RetryPolicy.Failure, attempt: Int, elapsed: Duration, random: Double,
    decision: RetryPolicy.Decision
  )

  @Test("is decided by a table")
  func table() {
    let policy = RetryPolicy()
    let rows: [Row] = [
      (.transient, 1, .zero, 0, .retry(after: .milliseconds(500))),
      (.transient, 2, .zero, 0, .retry(after: .seconds(1))),
      (.transient, 3, .zero, 0, .retry(after: .seconds(2))),
      (.transient, 4, .zero, 0, .retry(after: .seconds(4))),
      (.transient, 5, .zero, 0, .giveUp),
      (.transient, 1, .zero, 1, .retry(after: .milliseconds(375))),
      (.transient, 1, .seconds(179), 0, .retry(after: .milliseconds(500))),
      (.transient, 1, .seconds(180), 0, .giveUp),
      (.permanent, 1, .zero, 0, .giveUp),
      (.status(500, requestedDelay: nil), 1, .zero, 0, .retry(after: .milliseconds(500))),
      (.status(408, requestedDelay: nil), 1, .zero, 0, .retry(after: .milliseconds(500))),
      (.status(425, requestedDelay: nil), 1, .zero, 0, .retry(after: .milliseconds(500))),
      (.status(400, requestedDelay: nil), 1, .zero, 0, .giveUp),
      (.status(401, requestedDelay: .seconds(1)), 1, .zero, 0, .giveUp),
      (.status(404, requestedDelay: nil), 1, .zero, 0, .giveUp),
      (.status(501, requestedDelay: nil), 1, .zero, 0, .giveUp),
      (.status(302, requestedDelay: nil), 1, .zero, 0, .giveUp),
      (.status(429, requestedDelay: .seconds(7)), 1, .zero, 1, .retry(after: .seconds(7))),
      (.status(429, requestedDelay: .seconds(60)), 4, .zero, 0, .retry(after: .seconds(60))),
      (.status(429, requestedDelay: .seconds(61)), 1, .zero, 0, .comeBack(after: .seconds(61))),
      (.status(429, requestedDelay: .seconds(5)), 5, .zero, 0, .comeBack(after: .seconds(5))),
      (.status(429, requestedDelay: .zero), 1, .zero, 0, .retry(after: .zero)),
      (
        .status(503, requestedDelay: .seconds(50)), 1, .seconds(150), 0,
        .comeBack(after: .seconds(50))
      ),
    ]
    for row in rows {
      #expect(
        policy.decision(
          after: row.failure, attempt: row.attempt, elapsed: row.elapsed, random: row.random)
          == row.decision, "\(row)")
    }
    #expect(
      RetryPolicy.never.decision(after: .transient, attempt: 1, elapsed: .zero, random: 0)
        == .giveUp)
  }

  @Test("never waits longer than allowed, and not without end")
  func law() {
    var policy = RetryPolicy()
    policy.retries = 1000
    for attempt in 1...1000 {
      guard
        case .retry(let delay) = policy.decision(
          after: .transient, attempt: attempt, elapsed: .zero, random: 0)
      else {
        Issue.record("gave up at \(attempt)")
        return
      }
      #expect(delay <= policy.longestDelay && delay > .zero)
    }
  }

  static let now = Instant(millisecondsSince1970: 784_111_777_000)

  @Test(
    "waits as long as the server says, in each of its ways of saying so",
    arguments: [
      ("retry-after", "120", Duration.seconds(120)), ("retry-after", "1.5", .milliseconds(1500)),
      ("retry-after", "Sun, 06 Nov 1994 08:50:37 GMT", .seconds(60)),
      ("retry-after", "Sunday, 06-Nov-94 08:50:37 GMT", .seconds(60)),
      ("retry-after", "Sun Nov  6 08:50:37 1994", .seconds(60)),
      ("retry-after", "Sun, 06 Nov 1994 08:48:37 GMT", .zero),
      ("retry-after-ms", "250", .milliseconds(250)), ("x-ratelimit-reset", "30", .seconds(30)),
      ("x-ratelimit-reset", "784111797", .seconds(784_111_797)),
      ("ratelimit-reset", "5", .seconds(5)),
      ("x-ratelimit-reset", "1994-11-06T08:49:47Z", .seconds(10)),
    ])
  func delays(name: String, value: String, delay: Duration) throws {
    var fields = HTTPFields()
    fields[try #require(HTTPField.Name(name))] = value
    #expect(RequestedDelay.read(fields, now: Self.now) == delay)
  }

  @Test("reads a reset that is a date in this century as a date")
  func resets() throws {
    let now = Instant(millisecondsSince1970: 1_790_000_000_000)
    var fields = HTTPFields()
    let name = try #require(HTTPField.Name("x-ratelimit-reset"))
    fields[name] = "1790000020"
    #expect(RequestedDelay.read(fields, now: now) == .seconds(20))
    fields[name] = "1790000020000"
    #expect(RequestedDelay.read(fields, now: now) == .seconds(20))
  }

  @Test("does not mind nonsense")
  func nonsense() throws {
    for value in ["", "-1", "soon", "1e9", "99999999999999999999", "1.x", "NaN", "Sun, 99 Foo"] {
      var fields = HTTPFields()
      fields[.retryAfter] = value
      #expect(RequestedDelay.read(fields, now: Self.now) == nil, "\(value)")
    }
    #expect(RequestedDelay.read(HTTPFields(), now: Self.now) == nil)
  }

  @Test("requests begin no faster than the rate allows")
  func schedule() throws {
    let rate = RequestRate(4, per: .seconds(1))
    #expect(rate == RequestRate("4/s"))
    var schedule = RequestSchedule(rate)
    #expect(schedule.delay(at: .seconds(10)) == .zero)
    #expect(schedule.delay(at: .seconds(10)) == .milliseconds(250))
    #expect(schedule.delay(at: .seconds(10)) == .milliseconds(500))
    #expect(schedule.delay(at: .seconds(20)) == .zero)
    var free = RequestSchedule(nil)
    #expect(free.delay(at: .zero) == .zero)
    #expect(free.delay(at: .zero) == .zero)
  }

  @Test("rates are read as they are written")
  func rates() {
    for text in ["5/s", "100/m", "1000/h"] { #expect(RequestRate(text)?.description == text) }
    for text in ["", "5", "/s", "0/s", "-1/s", "5/d", "5/s/s", "1.5/s", "5 /s"] {
      #expect(RequestRate(text) == nil, "\(text)")
    }
  }
}
