import Foundation

/// When to colour.
enum ColorChoice: String, CaseIterable, Sendable {
  /// On a terminal, unless the environment says otherwise.
  case auto
  /// Even where it is no terminal.
  case always
  /// Not at all.
  case never
}

/// What is known of one of the standard streams.
struct Terminal: Sendable {
  /// Whether a person sees it.
  var isTerminal: Bool
  /// Whether to colour.
  var hasColor: Bool
  /// The columns, as `COLUMNS` or the terminal says, else 80.
  var width: Int

  /// Works out what there is to know of a stream.
  ///
  /// `NO_COLOR` and `FORCE_COLOR` count when they are not empty, the first before the second; a
  /// `TERM` of `dumb` has no colours. `--color` is before them all.
  init(
    isTerminal: Bool, measuredWidth: Int?, choice: ColorChoice, environment: [String: String]
  ) {
    self.isTerminal = isTerminal
    func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
    hasColor =
      switch choice {
      case .always: true
      case .never: false
      case .auto:
        if isSet("NO_COLOR") {
          false
        } else if isSet("FORCE_COLOR") {
          environment["FORCE_COLOR"] != "0"
        } else {
          isTerminal && environment["TERM"] != "dumb"
        }
      }
    let columns = environment["COLUMNS"].flatMap { Int($0) } ?? measuredWidth ?? 80
    width = min(max(columns, 20), 1000)
  }

  /// Asks the system about a descriptor.
  init(descriptor: Int32, choice: ColorChoice, environment: [String: String]) {
    let isTerminal = isatty(descriptor) == 1
    var size = winsize()
    let measured =
      isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
      ? Int(size.ws_col) : nil
    self.init(
      isTerminal: isTerminal, measuredWidth: measured, choice: choice, environment: environment)
  }

  /// The ways of writing that are told apart.
  enum Style: String {
    case bold = "1"
    case dim = "2"
    case error = "1;31"
    case warning = "1;33"
  }

  /// The text in a style, or as it is where there are no colours.
  func styled(_ text: String, _ style: Style) -> String {
    hasColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
