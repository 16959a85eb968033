public import CallPressCore

/// A page of calls: those that no page before it had.
public struct CallPage: Sendable {
  /// The calls as the list has them, in its order.
  public var rows: [JSONValue]
  /// How many of the page were left out because an earlier page had them.
  public var repeated: Int
  /// Where to go on behind this page.
  public var next: PageCursor
}

/// A place in a listing, to go on from in another run.
public struct PageCursor: Hashable, Sendable, CustomStringConvertible {
  /// The number of the page, from 0.
  public var page: Int
  /// How many calls to a page.
  public var size: Int

  /// The most calls that are asked for in a page.
  public static let largestSize = 1000

  /// Makes a cursor.
  public init(page: Int = 0, size: Int = 100) {
    self.page = max(page, 0)
    self.size = min(max(size, 1), Self.largestSize)
  }

  /// Reads what ``description`` wrote.
  public init?(_ text: String) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let page = Int(parts[0]), let size = Int(parts[1]),
      (0...1_000_000_000).contains(page), (1...Self.largestSize).contains(size)
    else { return nil }
    self.init(page: page, size: size)
  }

  /// `3x100`: the page behind the third of a hundred calls each.
  public var description: String { "\(page)x\(size)" }
}

/// The pages of a query, fetched as they are asked for.
///
/// The API says neither how many calls there are nor which page is the last, and may give fewer
/// calls to a page than it was asked for. So a page with fewer calls is the last where the API has
/// been seen to fill one; where it has not, one more page is asked for, and if there are calls on
/// it the size that the API gives is used from then on. A page on which nothing is new ends the
/// listing as well: something answers that does not know about pages.
public struct CallPages: AsyncSequence, Sendable {
  /// A page.
  public typealias Element = CallPage
  /// What fails.
  public typealias Failure = CallPressError

  private let client: CallabClient
  private let query: CallQuery
  private let start: PageCursor

  init(client: CallabClient, query: CallQuery, start: PageCursor) {
    self.client = client
    self.query = query
    self.start = start
  }

  /// Starts to ask.
  public func makeAsyncIterator() -> Iterator {
    Iterator(client: client, query: query, cursor: start)
  }

  /// Asks for one page after another.
  public struct Iterator: AsyncIteratorProtocol, Sendable {
    private let client: CallabClient
    private let query: CallQuery
    private var cursor: PageCursor
    private var seen: Set<String> = []
    private var hasSeenFullPage = false
    private var isAtEnd = false

    init(client: CallabClient, query: CallQuery, cursor: PageCursor) {
      self.client = client
      self.query = query
      self.cursor = cursor
    }

    /// The next page; `nil` behind the last.
    public mutating func next() async throws(CallPressError) -> CallPage? {
      try await next(isolation: nil)
    }

    /// The next page; `nil` behind the last.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(CallPressError) -> CallPage? {
      guard !isAtEnd else { return nil }
      let asked = cursor
      var rows = try await self.rows(of: asked)
      let count = rows.count
      cursor.page += 1
      if count >= asked.size {
        hasSeenFullPage = true
      } else if hasSeenFullPage || count == 0 {
        isAtEnd = true
      } else {
        // Perhaps the last page, perhaps as much as the API ever gives.
        if try await self.rows(of: cursor).contains(where: isNew(besides: rows)) {
          cursor = PageCursor(page: 1, size: count)
          if asked.page > 0 {
            // Where the pages are of another size, the place must be found again.
            cursor.page = 0
          }
          hasSeenFullPage = true
        } else {
          isAtEnd = true
        }
      }
      rows.removeAll { row in
        guard let id = Self.identity(of: row) else { return false }
        return !seen.insert(id).inserted
      }
      if rows.isEmpty { isAtEnd = true }
      if count == 0 { return nil }
      return CallPage(rows: rows, repeated: count - rows.count, next: cursor)
    }

    private func rows(of cursor: PageCursor) async throws(CallPressError) -> [JSONValue] {
      let answer = try await client.calls(query, page: cursor.page, size: cursor.size)
      return Array(answer.data.children)
    }

    private func isNew(besides rows: [JSONValue]) -> (JSONValue) -> Bool {
      let here = Set(rows.compactMap(Self.identity))
      return { row in
        guard let id = Self.identity(of: row) else { return false }
        return !here.contains(id) && !seen.contains(id)
      }
    }

    private static func identity(of row: JSONValue) -> String? {
      guard let id = row["id"]?.string, !id.isEmpty else { return nil }
      return id
    }
  }
}

extension CallabClient {
  /// The calls that a query asks for, page by page.
  ///
  /// - Parameters:
  ///   - query: What to ask for.
  ///   - start: Where to begin.
  public func pages(_ query: CallQuery, from start: PageCursor = PageCursor()) -> CallPages {
    CallPages(client: self, query: query, start: start)
  }
}
