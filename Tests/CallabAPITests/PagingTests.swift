import CallPressCore
import HTTPTypes
import Synchronization
import Testing

@testable import CallabAPI

@Suite("Paging")
struct PagingTests {
  /// A client of a list that is given as a function from page and size to identifiers.
  static func client(
    _ list: @escaping @Sendable (_ page: Int, _ size: Int) -> [Int]
  ) throws -> (CallabClient, FakeTransport) {
    let transport = FakeTransport { address, _ in
      let page = Int(address.parameter("page") ?? "") ?? 0
      let size = Int(address.parameter("per_page") ?? "") ?? 10
      let rows = list(page, size).map { "{\"id\":\"call-\($0)\"}" }.joined(separator: ",")
      return (200, HTTPFields(), Array("{\"status\":\"ok\",\"data\":[\(rows)]}".utf8))
    }
    let client = CallabClient(
      try CallabSettings(base: "http://127.0.0.1:1/v1"), transport: transport,
      timing: FakeTiming())
    return (client, transport)
  }

  static func collect(
    _ client: CallabClient, from start: PageCursor = PageCursor()
  ) async throws -> [String] {
    var ids: [String] = []
    for try await page in client.pages(CallQuery(), from: start) {
      ids += page.rows.compactMap { $0["id"]?.string }
    }
    return ids
  }

  static func slice(_ all: Range<Int>, _ page: Int, _ size: Int) -> [Int] {
    Array(all.dropFirst(page * size).prefix(size))
  }

  @Test(
    "finds every call once, whatever the numbers",
    arguments: [0, 1, 9, 10, 11, 99, 100, 101, 10_000])
  func all(count: Int) async throws {
    let (client, transport) = try Self.client { Self.slice(0..<count, $0, $1) }
    let ids = try await Self.collect(client)
    #expect(ids == (0..<count).map { "call-\($0)" })
    #expect(transport.requests.all.withLock { $0.count } <= count / 100 + 2)
  }

  @Test(
    "finds every call where the API gives fewer to a page than it is asked for",
    arguments: [7, 50, 99])
  func capped(most: Int) async throws {
    let (byLimit, _) = try Self.client { Self.slice(0..<1000, $0, min($1, most)) }
    #expect(try await Self.collect(byLimit).count == 1000)
    // The place is reckoned with the size that was asked for, the page is cut.
    let (byCut, _) = try Self.client { page, size in
      Array(Self.slice(0..<1000, page, size).prefix(most))
    }
    #expect(Set(try await Self.collect(byCut)).count == 1000)
  }

  @Test("drops what it has seen when pages shift")
  func shifting() async throws {
    let calls = Mutex(0)
    // Newest first, and with each request there is a new one in front.
    let (client, _) = try Self.client { page, size in
      let extra = calls.withLock { calls in
        defer { calls += 1 }
        return calls
      }
      return Array(((0 - extra)..<500).dropFirst(page * size).prefix(size))
    }
    let ids = try await Self.collect(client)
    #expect(Set(ids).count == ids.count)
    #expect(Set(ids).isSuperset(of: (0..<500).map { "call-\($0)" }))
  }

  @Test("ends where the same page comes again and again")
  func ignorant() async throws {
    let (client, transport) = try Self.client { _, _ in Array(0..<100) }
    #expect(try await Self.collect(client).count == 100)
    #expect(transport.requests.all.withLock { $0.count } == 2)
    let (larger, _) = try Self.client { _, _ in Array(0..<250) }
    #expect(try await Self.collect(larger).count == 250)
  }

  @Test("goes on from a cursor that was written down")
  func resumed() async throws {
    let (client, _) = try Self.client { Self.slice(0..<1000, $0, $1) }
    var pages = client.pages(CallQuery(), from: PageCursor(size: 30)).makeAsyncIterator()
    var first: [String] = []
    var place = ""
    for _ in 0..<4 {
      let page = try #require(try await pages.next())
      first += page.rows.compactMap { $0["id"]?.string }
      place = page.next.description
    }
    let rest = try await Self.collect(client, from: try #require(PageCursor(place)))
    #expect(first + rest == (0..<1000).map { "call-\($0)" })
    for text in ["", "x", "3", "-1x10", "3x0", "3x1001", "3x10x2"] {
      #expect(PageCursor(text) == nil, "\(text)")
    }
  }

  @Test("asks for every documented parameter, and for undocumented ones as they are")
  func parameters() {
    var query = CallQuery()
    query.campaign = "c"
    query.agent = "a"
    query.status = "done"
    query.search = "x"
    query.since = "2026-03-01"
    query.until = "2026-03-31"
    query.workspace = "w"
    query.order = .descending
    query.filters = [.init(column: "call_to", comparison: "eq", value: "+1")]
    query.other = [.init("n", "v")]
    #expect(
      query.items.map { "\($0.name)=\($0.value)" } == [
        "campaign_id=c", "ai_agent_id=a", "status=done", "search=x", "start_date=2026-03-01",
        "end_date=2026-03-31", "workspace=w", "sort_column=created_at", "order=desc",
        "filter_columns[]=call_to", "filter_values[]=+1", "filter_operator[]=eq", "n=v",
      ])
    for day in ["2026-03-01", "2024-02-29"] { #expect(CallQuery.isDay(day)) }
    for day in ["2026-02-30", "2026-3-1", "yesterday", "2026-03-01T00:00:00Z", ""] {
      #expect(!CallQuery.isDay(day), "\(day)")
    }
  }
}
