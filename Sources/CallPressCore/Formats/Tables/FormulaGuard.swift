/// What is put before values that a spreadsheet would run as formulas.
public enum FormulaGuard: String, Hashable, Sendable, CaseIterable {
  /// An apostrophe, which spreadsheets take for “this is text”.
  case quote
  /// A tab.
  case tab
  /// Nothing: for programs that never open the file in a spreadsheet.
  case none

  /// The byte to put there.
  var mark: UInt8? {
    switch self {
    case .quote: UInt8(ascii: "'")
    case .tab: 0x09
    case .none: nil
    }
  }
}

/// How tables are written.
public struct TableSettings: Hashable, Sendable {
  /// What is put before values that a spreadsheet would run as formulas.
  public var formulaGuard = FormulaGuard.quote

  /// The defaults.
  public init() {}
}
