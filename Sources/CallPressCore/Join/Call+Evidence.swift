extension Call {
  /// The outcomes that nobody said anything of, though they could have been said.
  public var unsaidOutcomes: [NamedValue] {
    zip(outcomes, evidence.outcomes).filter { $1.finding == .notSaid }.map(\.0)
  }

  /// The variables whose value the agent never spoke, though it could have been spoken.
  public var variablesUnspokenByAgent: [NamedValue] {
    zip(variables, evidence.variables)
      .filter { $1.finding != .notSearchable && !$1.saidByAgent }.map(\.0)
  }
}
