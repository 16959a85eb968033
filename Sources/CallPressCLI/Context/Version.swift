/// The version of the tool and the library.
enum Version {
  /// The version's number.
  static let number = "0.1.0"
  /// The day of the version, as the manual writes it.
  static let day = "November 22, 2026"
}
