import CallPressCore

extension [UInt8] {
  /// Lends the bytes to a function that throws the tool's own error, which the standard library's
  /// way loses the type of.
  func withContiguousBytes<Value>(
    _ body: (UnsafeRawBufferPointer) throws(CallPressError) -> Value
  ) throws(CallPressError) -> Value {
    let result: Result<Value, CallPressError> = withUnsafeBytes { bytes in
      do throws(CallPressError) {
        return .success(try body(bytes))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
