/// Joins a call's named values with what was said in it.
///
/// Whole words only, in every turn, whoever speaks: exactly, or tolerant of case, accents, Arabic
/// diacritics, letter variants and particles written together with a word, the script of digits
/// and their grouping, the kinds of apostrophes, dashes and spaces. Numbers, money, dates, times,
/// telephone numbers, codes, e-mail addresses and names are found as people say and spell them, in
/// English, French and Arabic; true and false by the answer to the question that their name asks.
public enum EvidenceJoin {
  /// The most links that are kept of one value; there are fewer for each where a call has more
  /// than 200 values.
  public static let linkLimit = 100

  /// Looks for every outcome and every variable in the turns of a transcript, and for
  /// placeholders that were spoken as they stand.
  ///
  /// The work grows with the length of the transcript plus that of the values, not with their
  /// product.
  public static func evidence(
    for transcript: Transcript, variables: [NamedValue], outcomes: [NamedValue]
  ) -> Evidence {
    var join = CallJoin(transcript)
    var wanted: [[CallJoin.Scalar]] = []
    wanted.reserveCapacity(outcomes.count + variables.count)
    for value in outcomes { wanted.append(join.want(value)) }
    for value in variables { wanted.append(join.want(value)) }
    join.search()
    var evidence = Evidence(placeholders: join.placeholders)
    evidence.outcomes.reserveCapacity(outcomes.count)
    evidence.variables.reserveCapacity(variables.count)
    for scalars in wanted[..<outcomes.count] { evidence.outcomes.append(join.item(for: scalars)) }
    for scalars in wanted[outcomes.count...] { evidence.variables.append(join.item(for: scalars)) }
    return evidence
  }
}
