/// The words of generated calls: what people say to a voice agent, in three languages.
struct CallVocabulary: Sendable {
  var code: String
  var locale: String
  var words: [String]
  var openings: [String]
  var names: [String]
  var cities: [String]
  var comma: String
  var question: String

  private static func split(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
  }

  static let english = CallVocabulary(
    code: "en", locale: "en-US",
    words: split(
      """
      the you to a and I of it that is for your we have can on with this be are my in not will at
      account order delivery appointment invoice number payment address card week today tomorrow
      morning afternoon please thank sure okay right yes no well actually because when what where
      check confirm change cancel book send call receive arrived package address street apartment
      support team manager question problem line minute moment hold help need want would like could
      let me see here's it's don't that's I'm we're customer's don’t really quickly available slot
      Monday Tuesday Wednesday Thursday Friday three four twenty fifteen email message subscription
      """),
    openings: ["Hello", "Sure", "Okay", "Well", "Thank you", "Let me check", "I see", "Great"],
    names: ["Amelia Carter", "James O'Neil", "Priya Nair", "Tom Becker", "Grace Walsh"],
    cities: ["Springfield", "Riverside", "Fairview", "Kingston", "Ashford"],
    comma: ",", question: "?")

  static let french = CallVocabulary(
    code: "fr", locale: "fr-FR",
    words: split(
      """
      le la les un une de des du et à je vous nous est pour que qui dans sur avec pas votre mon ce
      rendez-vous commande livraison facture numéro adresse paiement carte semaine aujourd'hui
      demain matin après-midi merci bonjour d'accord très bien oui non alors voilà parce quand où
      vérifier confirmer changer annuler réserver envoyer appeler recevoir colis rue étage société
      équipe responsable problème ligne minute instant aide besoin voudrais pourriez s'il plaît
      l'heure c'est j'ai n'est déjà préféré créneau lundi mardi mercredi jeudi vendredi trois vingt
      quinze courriel message abonnement être été même château forêt garçon leçon Noël naïf œuvre
      """),
    openings: ["Bonjour", "Très bien", "D'accord", "Alors", "Merci", "Je vérifie", "Ah oui"],
    names: ["Amélie Laurent", "Benoît Lefèvre", "Chloé Dubois", "Yasmine Trabelsi", "Noé Garçon"],
    cities: ["Bizerte", "Besançon", "Orléans", "Sousse", "Liège"],
    comma: ",", question: " ?")

  static let arabic = CallVocabulary(
    code: "ar", locale: "ar-TN",
    words: split(
      """
      في من على إلى عن أن هذا هذه التي الذي كان يكون لا نعم مع أو ثم لقد قد هل ما كيف متى أين لماذا
      موعد طلب توصيل فاتورة رقم عنوان دفع بطاقة أسبوع اليوم غدا صباحا مساء شكرا مرحبا طبعا حسنا
      تأكيد تغيير إلغاء حجز إرسال اتصال استلام شحنة شارع طابق شركة فريق مدير مشكلة خط دقيقة لحظة
      مساعدة أحتاج أريد ممكن لو سمحت الساعة الاثنين الثلاثاء الأربعاء الخميس الجمعة ثلاثة عشرون
      رسالة بريد اشتراك خدمة العملاء حضرتك معك بالتأكيد إن شاء الله الحساب المبلغ دينار الطلبية
      """),
    openings: ["مرحبا", "نعم", "حسنا", "شكرا لك", "طيب", "أهلا وسهلا", "لحظة من فضلك"],
    names: ["أحمد بن علي", "فاطمة الزهراء", "سارة منصور", "يوسف الهاشمي", "مريم القاسمي"],
    cities: ["تونس", "صفاقس", "القيروان", "سوسة", "بنزرت"],
    comma: "،", question: "؟")
}
