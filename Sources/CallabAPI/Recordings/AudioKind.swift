/// What kind of audio bytes are, by their beginning and not by what anybody says of them.
public enum AudioKind: String, Hashable, Sendable, CaseIterable {
  /// RIFF WAVE, RF64 among them.
  case wav
  /// MPEG audio, with or without a tag in front.
  case mp3
  /// Ogg: Vorbis, Opus.
  case ogg
  /// MPEG-4 audio.
  case m4a
  /// FLAC.
  case flac
  /// WebM or Matroska.
  case webm
  /// AAC in ADTS frames.
  case aac
  /// AMR, narrow or wide.
  case amr
  /// AIFF.
  case aiff
  /// Sun and NeXT audio.
  case au

  /// How many of the first bytes decide.
  public static let headLength = 64

  /// Recognises the first bytes of a file; `nil` for what is no audio that is known.
  public init?(head: some Collection<UInt8>) {
    let head = Array(head.prefix(Self.headLength))
    func has(_ text: String, at offset: Int = 0) -> Bool {
      head.dropFirst(offset).starts(with: text.utf8)
    }
    if has("RIFF") || has("RF64"), has("WAVE", at: 8) {
      self = .wav
    } else if has("OggS") {
      self = .ogg
    } else if has("fLaC") {
      self = .flac
    } else if has("ID3") {
      self = .mp3
    } else if has("ftyp", at: 4) {
      self = .m4a
    } else if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
      self = .webm
    } else if has("#!AMR") {
      self = .amr
    } else if has("FORM"), has("AIFF", at: 8) || has("AIFC", at: 8) {
      self = .aiff
    } else if has(".snd") {
      self = .au
    } else if head.count >= 4, head[0] == 0xFF, head[1] & 0xF6 == 0xF0 {
      self = .aac
    } else if head.count >= 4, head[0] == 0xFF, head[1] & 0xE0 == 0xE0, head[1] & 0x06 != 0,
      head[1] & 0x18 != 0x08, head[2] & 0xF0 != 0xF0, head[2] & 0x0C != 0x0C
    {
      self = .mp3
    } else {
      return nil
    }
  }

  /// The extension of a file's name.
  public var fileExtension: String { rawValue }

  /// The length in milliseconds of a plain WAV file, which its head and its size tell exactly;
  /// `nil` for everything else.
  public static func duration(head: [UInt8], size: Int) -> Int? {
    guard AudioKind(head: head) == .wav else { return nil }
    func number(_ at: Int) -> Int {
      (0..<4).reduce(0) { $0 | Int(head[at + $1]) << (8 * $1) }
    }
    var at = 12
    var rate: Int?
    while at + 8 <= head.count {
      let (name, length) = (head[at..<at + 4], number(at + 4))
      if name.elementsEqual("fmt ".utf8), at + 20 <= head.count {
        rate = number(at + 16)
      } else if name.elementsEqual("data".utf8) {
        guard let rate, rate > 0 else { return nil }
        // A stream that was written without knowing its end says so with a length of nothing.
        let bytes = min(length == 0 ? .max : length, max(size - at - 8, 0))
        return (bytes * 1000 + rate / 2) / rate
      }
      at += 8 + length + length % 2
    }
    return nil
  }
}
