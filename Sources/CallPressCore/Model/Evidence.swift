/// What a call's named values have to do with what was said in it.
public struct Evidence: Sendable {
  /// One place where a value was said.
  public struct Link: Hashable, Sendable {
    /// How a value was found in the words.
    public enum Match: String, Hashable, Sendable {
      /// The same characters.
      case exact
      /// The same but for case, accents, Arabic diacritics, letter variants and joined particles,
      /// the script of digits, their grouping and the zeros at a fraction's end, or the kinds of
      /// apostrophes, dashes and spaces.
      case tolerant
      /// A number, or an amount of money, in words or in words and digits.
      case numberWords = "number-words"
      /// A date, said in another way than it is written.
      case date
      /// A time of day, said in another way than it is written.
      case time
      /// A telephone number or a code, said digit by digit or in groups.
      case digits
      /// An e-mail address, its signs said as words.
      case email
      /// A name or a code, letter by letter.
      case spelled
      /// Yes or no, to a question that shares its words with the name of the value.
      case question
    }

    /// How sure it is that the value was meant.
    public enum Strength: String, Hashable, Sendable {
      /// The words mean the value.
      case strong
      /// The words may mean something else: look before you rely on it.
      case weak
    }

    /// The turn's ``Turn/number``.
    public var turn: Int
    /// Where in the turn's text, in UTF-8 bytes.
    public var range: Range<Int>
    /// How it was found.
    public var match: Match
    /// How sure it is.
    public var strength: Strength
    /// From the first to the last of the words it covers, or the turn's own span without words.
    public var span: TimeSpan?

    /// Makes a link.
    public init(
      turn: Int, range: Range<Int>, match: Match, strength: Strength = .strong, span: TimeSpan?
    ) {
      self.turn = turn
      self.range = range
      self.match = match
      self.strength = strength
      self.span = span
    }
  }

  /// What is known of one value.
  public enum Finding: String, Hashable, Sendable {
    /// It was said; the links tell where.
    case said
    /// It may have been said: all of the links are weak.
    case maybeSaid = "maybe-said"
    /// Nobody said it.
    case notSaid = "not-said"
    /// There is nothing that could be said: null, true or false whose question was not found,
    /// empty, a structure, or a text so long, in a call so large, that the search for it was given up.
    case notSearchable = "not-searchable"
  }

  /// The evidence of one value.
  public struct Item: Sendable {
    /// Whether it was said.
    public var finding: Finding
    /// Where it was said, in order.
    public var links: [Link]
    /// Whether the agent said it, by a link that is strong.
    public var saidByAgent: Bool
    /// Whether it was said more often than there are links.
    public var hasMoreLinks: Bool

    /// Makes an item.
    public init(
      finding: Finding, links: [Link] = [], saidByAgent: Bool = false, hasMoreLinks: Bool = false
    ) {
      self.finding = finding
      self.links = links
      self.saidByAgent = saidByAgent
      self.hasMoreLinks = hasMoreLinks
    }
  }

  /// A placeholder of a template that was spoken as it stands, its value never filled in.
  public struct Placeholder: Hashable, Sendable {
    /// As spoken, brackets included.
    public var text: String
    /// The name inside the brackets.
    public var name: String
    /// The turn's ``Turn/number``.
    public var turn: Int
    /// Where in the turn's text, in UTF-8 bytes.
    public var range: Range<Int>

    /// Makes a placeholder.
    public init(text: String, name: String, turn: Int, range: Range<Int>) {
      self.text = text
      self.name = name
      self.turn = turn
      self.range = range
    }
  }

  /// One item for each of ``Call/outcomes``, in the same order.
  public var outcomes: [Item]
  /// One item for each of ``Call/variables``, in the same order.
  public var variables: [Item]
  /// Placeholders that were spoken.
  public var placeholders: [Placeholder]

  /// Makes evidence.
  public init(
    outcomes: [Item] = [], variables: [Item] = [], placeholders: [Placeholder] = []
  ) {
    self.outcomes = outcomes
    self.variables = variables
    self.placeholders = placeholders
  }
}
