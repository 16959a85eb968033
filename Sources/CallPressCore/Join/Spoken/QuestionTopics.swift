/// What words are about: the words of one line mean the same in three languages; any other word
/// is about its own beginning.
struct QuestionTopics: Sendable {
  static let shared = QuestionTopics()

  private let known: [UInt64: UInt64]
  private let words: [UInt64: [UInt64]]
  private let ignored: Set<UInt64>
  private static let seed = SpokenLexicon.seed &+ 1

  private static let lines: StaticString = """
    appointment booking booked reservation rendez rdv réservation réserver rendezvous موعد حجز
    confirm confirmed confirmation confirmer confirmez confirmé confirmons تأكيد أكد تأكد نأكد
    callback recall rappel rappeler rappelle rappelons رجع نتصل نكلمك معاودة
    payment paid pay paiement payé payer règlement régler دفع دفعت تدفع تخلص خلصت سداد
    delivery delivered deliver livraison livré livrer livrée reçu توصيل وصل وصلت وصلك وصلتك تسليم
    address adresse عنوان
    interested interest intéressé intéressée intéresse مهتم مهتمة يهمك
    consent consents recorded recording enregistré enregistrement accord تسجيل نسجل موافقة توافق
    agree agreed accept accepted accepter acceptez accepté accord موافق موافقة توافق تقبل
    insured insurance assurance assuré assurée تأمين مؤمن
    satisfied satisfaction satisfait satisfaite content راضي راضية رضا
    resolved solved fixed résolu résolue réglé حل انحل محلولة تحلت
    email mail courriel إيميل بريد
    owner propriétaire مالك صاحب
    married marié mariée متزوج متزوجة
    allergy allergies allergic allergie allergique حساسية
    first première premier أول
    refund refunded rembourser remboursement remboursé استرجاع ترجيع
    cancel cancelled cancellation annuler annulation annulé إلغاء تلغي نلغي
    subscription subscribe subscribed abonnement abonné اشتراك
    urgent urgency emergency urgence مستعجل عاجل
    children child kids enfants enfant أطفال أولاد
    vehicle car voiture véhicule سيارة كرهبة عربية
    employed job work travail travaillez emploi عمل تخدم تشتغل
    available availability disponible متاح متوفر فاضي
    transfer transferred transférer transfert تحويل
    human person advisor conseiller humain موظف إنسان
    parking garage موقف
    breakfast déjeuner فطور إفطار
    identity verified verify identité vérifié vérifier هوية تحقق
    account compte حساب
    internet connexion connection إنترنت
    power electricity électricité courant كهرباء
    restart restarted redémarré redémarrer reboot
    pain douleur ألم وجع
    fever fièvre حرارة حمى
    prescription ordonnance وصفة
    invoice bill facture فاتورة
    order commande طلب طلبية
    offer offre عرض
    newsletter marketing promotion عروض
    """

  /// Words of names that say nothing of what was asked.
  private static let empty: StaticString = """
    is was has had have are did does do the a an of to in on for by be been customer client user caller agent
    call flag status wants want needs need will would if whether and or with this that it le la les de du des un
    une est a ont sont client appel si et que qui pour en sur هل من في على ال و أن العميل الزبون المكالمة
    """

  private init() {
    var known: [UInt64: UInt64] = [:]
    var ignored: Set<UInt64> = []
    var folded = FoldedText(seed: 0)
    var line: UInt64 = 1
    for text in Self.lines.description.split(separator: "\n") {
      folded.fold(String(text))
      for token in folded.tokens {
        let hash = Self.hash(folded.bytes[token.range])
        if known[hash] == nil { known[hash] = line }
      }
      line += 1
    }
    folded.fold(Self.empty.description)
    for token in folded.tokens { ignored.insert(Self.hash(folded.bytes[token.range])) }
    self.known = known
    words = Dictionary(grouping: known.keys) { known[$0] ?? 0 }
    self.ignored = ignored
  }

  /// What a folded word is about, `nil` for words that are about nothing.
  ///
  /// - Parameter mayCount: Whether a word with a hash, or a beginning of words, counts at all.
  func topic(
    _ word: Lent<UInt8>, where mayCount: (UInt64) -> Bool = { _ in true }
  ) -> UInt64? {
    let hash = Self.hash(word)
    if mayCount(hash) {
      if ignored.contains(hash) { return nil }
      if let topic = known[hash] { return topic }
    }
    guard let first = word.first else { return nil }
    if first >= 0xD8, first <= 0xDB { return arabicTopic(word, where: mayCount) }
    guard word.count >= 3 else { return nil }
    let stem = Self.hash(word.prefix(max(4, min(word.count - 3, 5))))
    return mayCount(stem) && known[hash] == nil && !ignored.contains(hash) ? stem : nil
  }

  /// The hashes of the words, or of their beginnings, that are about a topic.
  func words(about topic: UInt64) -> [UInt64] { words[topic] ?? [topic] }

  /// Without "and", "the" and prepositions before it.
  private func arabicTopic(
    _ word: Lent<UInt8>, where mayCount: (UInt64) -> Bool
  ) -> UInt64? {
    var word = word
    for _ in 0..<3 {
      guard word.count > 6 else { break }
      let isArticle = word.starts(with: [0xD8, 0xA7, 0xD9, 0x84])
      let isParticle =
        word.starts(with: [0xD9, 0x88]) || word.starts(with: [0xD8, 0xA8])
        || word.starts(with: [0xD9, 0x84])
      guard isArticle || isParticle else { break }
      word = word.dropFirst(isArticle ? 4 : 2)
      let hash = Self.hash(word)
      if mayCount(hash), let topic = known[hash] { return topic }
    }
    let stem = Self.hash(word.prefix(8))
    return mayCount(stem) ? stem : nil
  }

  private static func hash(_ bytes: Lent<UInt8>) -> UInt64 {
    // Lines have small numbers, words large ones.
    FoldedText.hash(bytes, seed: seed) | 1 << 63
  }
}
