/// The escapes of WebVTT's cue text: `&`, `<` and `>` become references (WebVTT §4.2.2).
///
/// Without a raw `>` there is no `-->` either.
struct WebVTTEscape: TextEscape {
  let stops = ByteSet("&<>".utf8)

  mutating func escape(
    _ bytes: UnsafeBufferPointer<UInt8>, at: Int, to output: inout OutputBuffer
  ) -> Int {
    switch bytes[at] {
    case UInt8(ascii: "&"): output.append("&amp;")
    case UInt8(ascii: "<"): output.append("&lt;")
    case UInt8(ascii: ">"): output.append("&gt;")
    default: return 0
    }
    return 1
  }
}

/// The name in a WebVTT voice tag.
///
/// A reference would be right there too, but widespread readers decode it first and then end the
/// tag at its `>`, so angle brackets become `‹` and `›`.
struct WebVTTAnnotationEscape: TextEscape {
  let stops = ByteSet("&<>".utf8)

  mutating func escape(
    _ bytes: UnsafeBufferPointer<UInt8>, at: Int, to output: inout OutputBuffer
  ) -> Int {
    switch bytes[at] {
    case UInt8(ascii: "&"): output.append("&amp;")
    case UInt8(ascii: "<"): output.append("‹")
    case UInt8(ascii: ">"): output.append("›")
    default: return 0
    }
    return 1
  }
}
