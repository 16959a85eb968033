/// The words of a value's name: `appointmentConfirmed` and `appointment_confirmed` are two.
enum NameWords {
  /// A name with a space between its words.
  static func apart(_ name: String) -> String {
    var result: [UInt8] = []
    var previous: UInt8 = 0x20
    for byte in name.utf8.prefix(200) {
      let isCapital = byte &- UInt8(ascii: "A") < 26
      if isCapital, previous &- UInt8(ascii: "a") < 26 { result.append(0x20) }
      result.append(byte < 0x80 && !isPart(byte) ? 0x20 : byte)
      previous = byte
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- 0x30 < 10
  }
}
