/// The names of a call's speakers as captions show them: `Agent: `.
///
/// Prepared once for a call, so that a cue only copies bytes.
struct SpeakerLabels {
  /// One speaker's name.
  struct Label {
    /// The name on one line, without the colon; empty where there is none to show.
    var name: String
    /// The columns of the name, a colon and a space; 0 without a name.
    var columns: Int
    /// The direction of the name's first strong character.
    var direction: Bidi.Direction?
    /// Whether the name was cut because it is too wide.
    var isShortened: Bool
  }

  private let positions: [Speaker.ID: Int]
  /// The labels in the order of the speakers.
  let labels: [Label]

  /// Prepares the labels.
  ///
  /// - Parameters:
  ///   - speakers: The speakers of a transcript.
  ///   - limit: The most columns that a label may take; longer names are cut.
  init(_ speakers: [Speaker], limit: Int) {
    positions = Dictionary(
      speakers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    labels = speakers.map { Self.label($0.name, limit) }
  }

  /// The position of a speaker in ``labels``, -1 for one that is not known.
  func position(of id: Speaker.ID) -> Int {
    positions[id] ?? -1
  }

  /// The columns of the label at a position that ``position(of:)`` gave; 0 where there is none.
  func columns(at position: Int) -> Int {
    labels.indices.contains(position) ? labels[position].columns : 0
  }

  /// The label at a position that ``position(of:)`` gave.
  func label(at position: Int) -> Label? {
    labels.indices.contains(position) && labels[position].columns > 0 ? labels[position] : nil
  }

  /// The widest label of a cue's first line under these settings.
  static func limit(_ settings: CaptionSettings) -> Int {
    if settings.isOneCuePerTurn { return .max }
    let width = settings.usableLineWidth
    return settings.usableLines > 1 ? width : width / 2
  }

  private static func label(_ name: String, _ limit: Int) -> Label {
    var line = OutputBuffer(capacity: 64)
    var writer = LineWriter(PlainEscape())
    writer.append(text: name, to: &line)
    var text = line.string()
    var isBlank = true
    var direction: Bidi.Direction?
    text.withUTF8 {
      isBlank = WhiteSpace.isBlank($0)
      direction = Bidi.profile(of: $0).first
    }
    guard !isBlank else { return Label(name: "", columns: 0, direction: nil, isShortened: false) }
    let columns = DisplayWidth.columns(of: text)
    guard columns + 2 > limit else {
      return Label(name: text, columns: columns + 2, direction: direction, isShortened: false)
    }
    // A colon, a space and the sign that something is missing.
    let room = max(limit - 3, 1)
    var short = ""
    var taken = 0
    for character in text {
      let width = min(DisplayWidth.columns(of: String(character)), 2)
      guard taken + width <= room else { break }
      short.append(character)
      taken += width
    }
    return Label(name: short + "…", columns: taken + 3, direction: direction, isShortened: true)
  }
}
