import CallPressCore

/// The names that templates can use: what documents them, checks them and tests them.
///
/// Names are API. Within a version of the context names may be added, never renamed or removed.
/// What is missing, null or empty in the call is absent, so a section on an optional name tells
/// whether it is there.
public enum TemplateContext {
  /// The version of the context; templates find it under `model_version`.
  public static let version = "1"

  /// Every name, the outermost first.
  public static let names: [ContextName] = [
    .text("model_version", "The version of these names, “1”."),
    .text("generator", "What made the page."),
    .group("page", "What the page itself needs.", page),
    .group("strings", "CallPress's own words, in the language of the page.", strings),
    .group("call", "The record's members by the API's names, and readings of them.", call),
    .list("badges", "The few facts that stand first: status, test call, sentiment, end.", badges),
    .markup("badges_html", "The badges as `li`, ready made."),
    .list("facts", "Every fact of the record that is there, in a fixed order.", facts),
    .group("recording", "The recording of the call.", recording),
    .group("transcript_state", "The transcript as a whole.", transcript),
    .list("speakers", "Who speaks, in order of first appearance.", speakers),
    .list("turns", "What was said, in order.", turn),
    .list(
      "entries", "Turns and events in one order; each holds one of the two.",
      [
        .group("turn", "A turn, with the names of `turns`.", isOptional: true, turn),
        .group("event", "Something that happened.", isOptional: true, event),
      ]),
    .markup(
      "transcript_html",
      "All entries as the items of an `ol`, ready made; quicker than a section on `entries`."),
    .markup(
      "facts_html", "The facts of the call as `dt` and `dd`, ready made: those not `is_minor`."),
    .markup("record_facts_html", "The facts about the record, ready made: those `is_minor`."),
    .markup("outcomes_html", "All outcomes as `div` elements, ready made."),
    .markup("variables_html", "All variables as `div` elements, ready made."),
    .group("outcomes_state", "Whether there are outcomes.", state),
    .list("outcomes", "What was extracted after the call.", namedValue),
    .group("variables_state", "Whether there are variables.", state),
    .list("variables", "What the agent was told before the call.", namedValue),
    .list("placeholders", "Placeholders that were spoken as they stand.", placeholders),
    .markup("placeholders_html", "The placeholders as `li`, ready made."),
    .list("diagnostics", "What was repaired, guessed or left out.", diagnostics),
    .flag("has_badges", "Whether `badges` has any."),
    .flag("has_facts", "Whether `facts` has any that are not `is_minor`."),
    .flag("has_record_facts", "Whether `facts` has any that are `is_minor`."),
    .flag("has_turns", "Whether `turns` has any."),
    .flag("has_entries", "Whether `entries` has any."),
    .flag("has_outcomes", "Whether `outcomes` has any."),
    .flag("has_variables", "Whether `variables` has any."),
    .flag("has_placeholders", "Whether `placeholders` has any."),
    .flag("has_diagnostics", "Whether `diagnostics` has any."),
    .flag("has_metadata", "Whether `metadata` has any."),
    .flag("has_other_members", "Whether `other_members` has any."),
    .list("metadata", "The record's `metadata`, one row a value.", rows),
    .markup("diagnostics_html", "The diagnostics as `li`, ready made."),
    .markup("metadata_html", "The metadata as `dt` and `dd`, ready made."),
    .list("other_members", "Members that the API's reference does not name.", rows),
    .markup("other_members_html", "These members as `dt` and `dd`, ready made."),
  ]

  private static let page: [ContextName] = [
    .text("title", "A title in one line."),
    .text("heading", "The title without the number or identifier that it ends with."),
    .optional("heading_value", "The number or identifier."),
    .text("lang", "The language of CallPress's own words."),
    .text("dir", "Their direction, `ltr` or `rtl`."),
    .text("csp", "A content security policy that fits the page and its recording."),
    .optional("media_source", "The recording's origin, for a policy of your own."),
  ]

  private static let strings: [ContextName] = InterfaceWord.allCases.map {
    .text($0.rawValue, "“\($0.text)”")
  }

  private static let call: [ContextName] =
    CallFacts.fields.flatMap { fact -> [ContextName] in
      let name = fact.field.name.description
      switch fact.field.kind {
      case .boolean: return [.flag(name, "As in the record; false where it says nothing.")]
      case .instant:
        return [
          .optional(name, "As in the record."),
          .optional(name + "_text", "For people, in UTC."),
          .optional(name + "_iso", "In ISO 8601, in UTC."),
        ]
      case .url:
        return [
          .url(name, "The vetted address; absent where it was refused."),
          .optional(name + "_text", "As in the record, for showing only."),
        ]
      case .text, .number, .json:
        let plain = ContextName.optional(name, "As in the record.")
        return fact.isPhrase ? [plain, .optional(name + "_text", "For people.")] : [plain]
      }
    } + [
      .optional("cost_text", "The cost with its currency."),
      .optional("duration", "The length in seconds."),
      .optional("duration_text", "The length as a clock shows it."),
      .optional("duration_iso", "The length as `datetime` takes it."),
      .optional("transcript", "The record's transcript as plain text."),
      .optional("source", "The name of the file or stream that it came from."),
    ]

  private static let badges: [ContextName] = [
    .text("badge", "The words."),
    .flag("is_good", "Whether it is good news."),
    .flag("is_notable", "Whether it deserves a second look."),
    .text("badge_dir", "The direction of the words."),
  ]

  private static let facts: [ContextName] = [
    .text("name", "The API's name."),
    .text("label", "What it is called on the page."),
    .text("value_text", "The value for people."),
    .optional("datetime", "The value as `datetime` takes it, for instants and lengths."),
    .flag("is_code", "Whether it is a number or an identifier."),
    .flag("is_minor", "Whether it is about the record rather than the call."),
    .text("dir", "The direction of the value."),
  ]

  private static let recording: [ContextName] = [
    .flag("has_url", "Whether there is an address that a page may use."),
    .url("url", "The vetted address."),
    .optional("problem", "Why there is no address although the record has one."),
  ]

  private static let transcript: [ContextName] = [
    .text("state", "`present`, `empty` or `pending`."),
    .flag("is_present", "There are turns or events."),
    .flag("is_empty", "There is nothing, and nothing is to come."),
    .flag("is_pending", "There is nothing yet."),
    .flag("has_times", "Whether any turn or event has a time."),
    .flag("has_estimates", "Whether any time is an estimate."),
    .text("turn_count", "How many turns there are."),
    .optional("lang", "The language that the record names, as BCP 47 writes it."),
    .text("dir", "The direction of most turns."),
    .optional("dialect", "The dialect that read it."),
  ]

  private static let speakers: [ContextName] = [
    .text("speaker_id", "A short name, unique in the call."),
    .text("name", "The name to show."),
    .text("label", "The label as the source writes it."),
    .text("kind", "`agent`, `customer`, `third-party` or `unknown`."),
    .text("speaker_class", speakerClass),
    .flag("is_agent", "Whether it is the agent."),
    .flag("is_customer", "Whether it is the customer."),
  ]

  private static let speakerClass =
    "For `class`: agent, customer, third-party, other-1, other-2, other-3 or other-4."

  private static let start: [ContextName] = [
    .flag("has_time", "Whether it has a time."),
    .flag("is_estimated", "Whether a time is an estimate."),
    .optional("start", "The start in seconds."),
    .optional("start_text", "The start as a clock shows it."),
    .optional("start_iso", "The start as `datetime` takes it."),
    .optional("start_provenance", "`measured`, `derived` or `estimated`."),
  ]

  private static let turn: [ContextName] =
    start + [
      .text("turn_id", "For `id` and, behind `#`, for links: t12."),
      .text("number", "The position among the turns, from 1."),
      .text("speaker", "The speaker's name."),
      .text("speaker_id", "The speaker's identifier."),
      .text("speaker_kind", "`agent`, `customer`, `third-party` or `unknown`."),
      .text("speaker_class", speakerClass),
      .flag("is_agent", "Whether the agent speaks."),
      .flag("is_customer", "Whether the customer speaks."),
      .optional("end", "The end in seconds."),
      .optional("end_text", "The end as a clock shows it."),
      .optional("end_iso", "The end as `datetime` takes it."),
      .optional("end_provenance", "`measured`, `derived` or `estimated`."),
      .optional("lang", "The language, as BCP 47 writes it."),
      .text("dir", "The direction of most letters."),
      .flag("has_text", "Whether there are words."),
      .optional("text", "What was said."),
      .markup("text_html", "The same, with evidence and placeholders in `mark` elements."),
      .flag("is_interrupted", "Whether the speaker was cut off."),
      .optional("planned_text", "What the agent was about to say."),
      .optional("confidence", "How sure the recogniser was, from 0 to 1."),
      .optional("sentiment", "The sentiment that the source names."),
      .list(
        "chips", "The outcomes and variables that were said here.",
        [
          .text("chip", "The name of the outcome or variable."),
          .text("target_id", "The `value_id` of it."),
          .flag("is_outcome", "Whether it is an outcome."),
          .flag("is_variable", "Whether it is a variable."),
        ]),
    ]

  private static let event: [ContextName] =
    start + [
      .text("kind", "`tool-call`, `transfer`, and so on."),
      .text("kind_text", "The kind for people."),
      .optional("name", "The tool's, node's or agent's name."),
      .optional("text", "The arguments, the result, the digit, the message."),
      .flag("is_error", "Whether the source says that it failed."),
      .text("dir", "The direction of the text."),
    ]

  private static let state: [ContextName] = [
    .flag("is_present", "There are some."),
    .flag("is_empty", "The record says that there are none."),
    .flag("is_pending", "The record says nothing, or not yet."),
  ]

  private static let namedValue: [ContextName] = [
    .text("value_id", "For `id` and, behind `#`, for links: o1, v1."),
    .text("name", "The name as the source writes it."),
    .text("name_dir", "The direction of the name."),
    .flag("has_value", "Whether there is a value: neither missing nor null nor empty."),
    .optional("value_text", "The value; anything but a text as JSON."),
    .flag("is_true", "The value is `true`."),
    .flag("is_false", "The value is `false`."),
    .flag("is_structure", "The value is an object or an array."),
    .text("dir", "The direction of the value."),
    .optional("type", "The type that the source declares."),
    .optional("description", "What it means, in the source's words."),
    .optional("rationale", "Why it is so, in the source's words."),
    .flag("is_repeated", "Whether another has the same name."),
    .flag("is_said", "Somebody said it."),
    .flag("is_maybe_said", "Somebody may have said it: all of the evidence is weak."),
    .flag("is_not_said", "Nobody said it."),
    .flag("is_not_searchable", "There is nothing that could be said."),
    .flag("said_by_agent", "The agent said it."),
    .list(
      "evidence", "Where it was said.",
      [
        .text("turn_id", "The turn's, for links behind `#`."),
        .text("turn_number", "The turn's number."),
        .text("turn_speaker", "Who said it."),
        .optional("at", "When, in seconds."),
        .optional("at_text", "When, as a clock shows it."),
        .optional("at_iso", "When, as `datetime` takes it."),
        .text("quote", "The words, shortened where they are many."),
        .text("quote_dir", "The direction of the words."),
        .text(
          "match",
          """
          `exact`, `tolerant`, `number-words`, `date`, `time`, `digits`, `email`, `spelled` or \
          `question`.
          """),
        .flag("is_tolerant", "Whether the spelling differs."),
        .flag("is_weak", "Whether the words may mean something else."),
      ]),
  ]

  private static let placeholders: [ContextName] = [
    .text("text", "As spoken, brackets included."),
    .text("name", "The name inside the brackets."),
    .text("turn_id", "The turn's, for links behind `#`."),
    .text("turn_number", "The turn's number."),
    .text("turn_speaker", "Who said it."),
    .optional("at_text", "The start of the turn, as a clock shows it."),
    .optional("at_iso", "The start of the turn, as `datetime` takes it."),
  ]

  private static let diagnostics: [ContextName] = [
    .text("code", "A stable name for the kind."),
    .text("severity", "`info` or `warning`."),
    .flag("is_warning", "Whether it is a warning."),
    .text("message", "What was met and what was done."),
    .optional("location", "Where."),
  ]

  private static let rows: [ContextName] = [
    .optional("key", "The member's name; absent for an element of an array."),
    .optional("value_text", "The value; absent for a structure, whose rows follow."),
    .text("depth_class", "For `class`: how deep it stands, d0 to d6."),
    .text("dir", "The direction of the value."),
  ]
}
