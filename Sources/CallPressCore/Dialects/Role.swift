/// What a source's role or speaker label says about whoever bears it.
enum Role: Hashable, Sendable {
  /// Somebody who speaks, and in what part.
  case speaker(Speaker.Kind)
  /// Instructions to the agent.
  case system
  /// Something that happens and is not speech.
  case event(Event.Kind)
  /// A label that says nothing about the part: a name, a number, a diarization label.
  case unknown

  /// The role that a label names, whatever its case and the spaces around it.
  ///
  /// English, French and Arabic words are known. A label that is not known is never guessed at.
  static func classify(_ label: String) -> Role {
    guard label.utf8.count <= 96 else { return .unknown }
    return table[label] ?? table[normalForm(label)] ?? .unknown
  }

  /// The role of a label that is written in its normal form, the usual case.
  static func usual(_ label: String) -> Role? { table[label] }

  /// A label as labels are compared: in lower case, without Arabic vowel signs and stretching,
  /// without what stands around it, words joined by one underscore.
  static func normalForm(_ label: String) -> String {
    var result = String.UnicodeScalarView()
    var pendingGap = false
    for scalar in label.lowercased().unicodeScalars {
      switch scalar {
      case " ", "_", "-", "*", ":", "：", "[", "]", "(", ")", "\t", "\r", "\n", "\u{A0}", "\u{202F}",
        "\u{2019}", "'":
        pendingGap = !result.isEmpty
      case "\u{640}", "\u{64B}"..."\u{652}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{FEFF}",
        "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{200B}"..."\u{200D}":
        continue
      default:
        if pendingGap { result.append("_") }
        pendingGap = false
        result.append(
          scalar == "أ" || scalar == "إ" || scalar == "آ" ? "ا" : scalar == "ى" ? "ي" : scalar)
      }
    }
    let text = String(result)
    let prefix = "message_role_"
    return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
  }

  /// Whether a label in normal form is one of those that programs give to voices they cannot
  /// name: `speaker_00`, `spk_1`, `s1`, `ch_0`, `guest_1`, `a`, `0`.
  static func isDiarizationLabel(_ normalForm: String) -> Bool {
    var rest = Substring(normalForm)
    let prefixes = [
      "speaker", "spk", "channel", "ch", "guest", "participant", "voice", "locuteur", "intervenant",
      "المتحدث", "متحدث", "part", "s", "p",
    ]
    if let prefix = prefixes.first(where: { rest.hasPrefix($0) }) {
      let tail = rest.dropFirst(prefix.count)
      if tail.first == "_" || tail.first?.isWholeNumber == true || tail.isEmpty { rest = tail }
    }
    if rest.first == "_" { rest = rest.dropFirst() }
    if rest.isEmpty || rest.allSatisfy(\.isWholeNumber) { return true }
    if rest.unicodeScalars.count == 1, let scalar = rest.unicodeScalars.first {
      return ("a"..."z").contains(scalar)
    }
    if ["uu", "unknown", "unk", "unspecified"].contains(normalForm) { return true }
    // A speaker of a channel: `channel_0_speaker_1`.
    let parts = normalForm.split(separator: "_")
    return parts.count == 4
      && parts.allSatisfy { prefixes.contains(String($0)) || $0.allSatisfy(\.isWholeNumber) }
  }

  private static let table: [String: Role] = {
    var table: [String: Role] = [:]
    func put(_ role: Role, _ labels: String) {
      for label in labels.split(separator: " ") { table[normalForm(String(label))] = role }
    }
    put(
      .speaker(.agent),
      """
      agent assistant bot ai model robot internal callab ai_agent voice_agent virtual_agent \
      ai_assistant virtual_assistant voice_assistant voicebot chatbot machine system_agent \
      representative rep advisor adviser agente assistante conseiller conseillère \
      téléconseiller téléconseillère agent_ia agent_vocal agent_virtuel assistant_vocal \
      assistante_vocale assistant_virtuel assistante_virtuelle \
      وكيل الوكيل وكيلة الوكيلة مساعد المساعد مساعدة المساعدة موظف الموظف موظفة الموظفة \
      مندوب المندوب بوت البوت روبوت الروبوت الوكيل_الذكي المساعد_الافتراضي المساعد_الصوتي \
      المساعدة_الصوتية
      """)
    put(
      .speaker(.customer),
      """
      user human customer caller callee contact client lead external end_user enduser prospect \
      cliente appelant appelante appelé appelée utilisateur utilisatrice usager correspondant \
      correspondante interlocuteur interlocutrice prospecte \
      عميل العميل عميلة العميلة زبون الزبون زبونة الزبونة متصل المتصل متصلة المتصلة مستخدم \
      المستخدم المستخدمة حريف الحريف حريفة الحريفة
      """)
    put(
      .speaker(.thirdParty),
      """
      transfer_target human_agent live_agent supervisor operator third_party specialist \
      superviseur superviseure superviseuse opérateur opératrice responsable agent_humain tiers \
      مشرف المشرف مشرفة المشرفة الموظف_البشري
      """)
    put(
      .system,
      "system developer instructions instruction system_prompt prompt système نظام النظام")
    put(
      .event(.toolCall),
      """
      tool_calls tool_call tool_call_invocation tool_invocation tool_use function_call \
      function_calls
      """)
    put(
      .event(.toolResult),
      """
      tool function tool_call_result tool_call_results tool_result tool_results tool_output \
      function_call_output function_call_result function_response
      """)
    put(.event(.nodeTransition), "node_transition")
    put(.event(.handoff), "agent_handoff handoff")
    put(.event(.transfer), "transfer call_transfer agent_transfer")
    put(.event(.dtmf), "dtmf")
    put(.event(.message), "sms")
    put(.event(.injectedContext), "injected injected_context")
    put(.event(.marker), "agent_action agent_config_update event marker événement evenement حدث")
    return table
  }()
}
