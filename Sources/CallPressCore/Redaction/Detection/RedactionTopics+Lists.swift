/// The phrases, parted by bars: articles and prepositions are passed over, in them and in the
/// text, and so are the article, possessives and particles that Arabic writes with a word.
extension RedactionTopics {
  static let stopWords: StaticString = """
    the a an your my his her our their of on in for to full whole entire complete please this that new valid
    le la les l un une de du des d votre ton ta ma mon mes vos son sa notre au aux en sur cette ce complet complete
    متاع متاعك متاعي متاعو تاع تاعك تاعي حق حقك حقي الخاص الخاصة الخاصه بك بكم في من على هذا هذه ديالك ديالي نتاعك نتاعي تبعك تبعي اللي الي التي الموجودة الموجود الموجودين mentioned printed
    """

  static let lists: [(RedactionTopic.Kind, RedactionTopic.Weight, StaticString)] = [
    (
      .type(.cardNumber), .sure,
      """
      card number|credit card|debit card|bank card|payment card|card digits|long number|sixteen digits|16 digits
      sixteen digit number|16 digit number|visa|mastercard|master card|amex|american express|mada|prepaid card
      numero carte|carte bancaire|carte credit|carte bleue|carte visa|carte paiement|carte debit|seize chiffres|16 chiffres
      numero visa|cb|numero cb|carte bancaire numero|numeros carte|carte banque
      بطاقة ائتمان|بطاقة الائتمان|بطاقة بنكية|البطاقة البنكية|بطاقة مصرفية|بطاقة الصراف|بطاقة مدى|مدى|فيزا|ماستركارد|ماستر كارد
      كارت بنكير|كارطة بنكير|رقم كارت|رقم الكارت|رقم الكارطة|الكارطة|كارطة|بطاقة الدفع|رقم الفيزا|ستة عشر رقم|كريدت كارد|كرت بنكي
      بطاقة الخصم|بطاقة السحب|الكارت البنكي|كارطة|16 رقم|ستاشر رقم|نومرو الكارطة|نومرو الكارت
      """
    ),
    (.type(.cardNumber), .hint, "card|carte"),
    (.card, .hint, "رقم البطاقة|نومرو البطاقة|بطاقة|البطاقة|كارت|كرت"),
    (
      .type(.cardSecurityCode), .sure,
      """
      cvv|cvc|cvv2|cvc2|csc|cid|security code|three digits back|3 digits back|digits back|three digit code|3 digit code|card security
      card verification|four digits front|three digit number back|code back|three numbers back|3 numbers back|security digits
      cryptogramme|cryptogramme visuel|crypto|code crypto|code securite|trois chiffres dos|trois derniers chiffres dos|3 chiffres dos|chiffres dos
      chiffres derriere|trois chiffres derriere|3 chiffres derriere|chiffres verso|derniers chiffres dos|trois chiffres|code dos
      3 derniers chiffres dos|code derriere|numero dos|numero derriere
      رمز الأمان|رمز الامان|رمز الحماية|كود الأمان|كود الحماية|سيفيفي|سي في سي|ثلاثة أرقام|ثلاث أرقام|أرقام تلاتة|أرقام ثلاثة|تلات أرقام|الأرقام الثلاثة|3 أرقام|تلاتة أرقام
      أرقام ظهر|أرقام خلف|أرقام وراء|أرقام ورا|الرقم خلف|رقم التحقق للبطاقة|كود السيكوريتي|الثلاث ارقام|ثلاثة أرقام ورا|رمز خلف|كود ورا|رمز ظهر
      """
    ),
    (
      .type(.pin), .sure,
      """
      pin|pin code|pin number|code pin|secret code|secret number|atm code|telephone banking code|digit pin
      code secret|code confidentiel|code carte|numero secret|code personnel
      الرقم السري|رقم سري|رمز سري|الرمز السري|كود سري|الكود السري|بن كود|بين كود|كود بين|رقم البن
      """
    ),
    (
      .type(.oneTimeCode), .sure,
      """
      otp|one time|verification code|authentication code|authorization code|passcode|code sent|code texted|sms code|code sms|code text|text code
      code received|code just sent|code just texted|activation code|login code|access code sent|confirmation code|validation code|code got
      code you received|code we sent|code we texted|digit code|code you got|code arrived|code came|code message|temporary code|security code sent
      code verification|code validation|code authentification|code usage unique|code recu|code confirmation|code temporaire|code envoye
      code activation|code unique|code par sms|code avez recu|code vient|code texto|chiffres recus|code message|code connexion
      code que vous avez recu|code vous avez recu|code reçu par|code viens|code identification
      رمز التحقق|رمز التأكيد|رمز التفعيل|كود التحقق|كود التفعيل|كود التأكيد|كود الرسالة|رمز الرسالة|الرمز المرسل|الرمز الذي وصلك|الرمز اللي وصلك
      الكود اللي وصلك|الكود اللي جاك|الرمز اللي جاك|رمز الدخول|أو تي بي|اوتيبي|رقم التحقق|كود وصل|رمز وصل|كود جاك|الكود المرسل|رمز المرور المؤقت
      كود الي وصلك|كود الي جاك|كود سميس|كود ميساج|كود اس ام اس|رمز تحقق|كود تحقق|الرمز الي وصلك
      """
    ),
    (.code, .hint, "code|الرمز|رمز|الكود|كود"),
    (.type(.iban), .sure, "iban|ايبان|آيبان|اي بان|آي بان|الآيبان|إيبان|numero iban"),
    (
      .type(.accountNumber), .sure,
      """
      account number|bank account|account|rib|routing number|sort code|numero compte|compte bancaire|compte|compte courant|releve identite bancaire
      رقم الحساب|رقم حساب|حساب بنكي|الحساب البنكي|حساب|الحساب|الحساب الجاري|ريب|الريب|نومرو الكونت|كونت بنكير|رقم حسابي
      """
    ),
    (
      .type(.emiratesID), .sure,
      "emirates id|emirate id|emirati id|emirates identity|eid number|هوية إماراتية|الهوية الإماراتية|هوية الإمارات"
    ),
    (
      .type(.saudiID), .sure,
      "iqama|iqama number|saudi id|residency number|residence permit|إقامة|الإقامة|رقم الإقامة|اقامة|الهوية الوطنية|هوية وطنية|iqamah"
    ),
    (
      .type(.tunisianCIN), .sure,
      """
      cin|c i n|carte identite|carte identite nationale|carte nationale|carte identite tunisienne|numero carte identite|carte id|numero cin
      بطاقة التعريف|بطاقة تعريف|رقم التعريف|رقم بطاقة التعريف|بطاقة التعريف الوطنية|البطاقة الوطنية|سي إي إن|سين|كارت ديدنتيتي|لاكارت ديدنتيتي
      نومرو التعريف|نومرو بطاقة التعريف|التعريف
      """
    ),
    (.type(.usSSN), .sure, "ssn|social security|social security number|social|tax id|itin"),
    (
      .type(.frenchNIR), .sure,
      "securite sociale|numero securite sociale|numero secu|secu|nir|carte vitale|numero insee|الضمان الاجتماعي"
    ),
    (
      .identity, .sure,
      """
      id number|identity number|identification number|national id|national identity|id card|identity card|identity document|civil id|qid
      numero identite|piece identite|numero national|identifiant national|numero identification|registre national|numero registre national
      رقم الهوية|رقم هوية|رقم الهويه|الرقم الوطني|رقم وطني|بطاقة الهوية|بطاقة هوية|الهوية|هوية|هويتك|هويتي|الرقم المدني|البطاقة المدنية
      """
    ),
    (.identity, .hint, "id|identite"),
    (
      .type(.passport), .sure,
      "passport|passport number|passeport|numero passeport|جواز السفر|جواز سفر|جواز|رقم الجواز|الجواز|باسبور|باسبورت|پاسبور|نومرو الباسبور"
    ),
    (
      .type(.phoneNumber), .sure,
      """
      phone|telephone|phone number|mobile|mobile number|cell|cellphone|cell number|contact number|callback number|landline|home number|work number
      reach you|reach me|reach him|call you back|call me back|call back|call me|call you|whatsapp|best number|number reach|ring me|ring back|text me
      dial back
      telephone portable|portable|gsm|numero telephone|numero portable|numero mobile|joindre|rappeler|rappelez|rappelle|appeler|appelez|ligne fixe|numero fixe
      coordonnees|contacter|tel|mobile
      هاتف|الهاتف|رقم الهاتف|تلفون|التلفون|تليفون|جوال|الجوال|رقم الجوال|موبايل|الموبايل|محمول|نقال|النقال|واتساب|واتس|رقم التواصل|للتواصل|نتصل|اتصل
      نكلمك|كلمني|تكلمني|رقم تلفون|نومرو التليفون|نومرو تليفون|بورتابل|البورطابل|البورتابل|اتصلوا|يتصلوا|تتصل|هاتفك|خطك
      """
    ),
    (.number, .hint, "number|numero|num|رقم|الرقم|نومرو|النومرو|النمرة|نمرة|نمرو"),
    (
      .type(.birthDate), .sure,
      """
      date birth|birth date|birthdate|birthday|dob|born|was born|birth
      date naissance|naissance|nee|suis ne|est ne|etes ne|anniversaire|sommes nes|sont nes|ete ne
      تاريخ الميلاد|تاريخ ميلاد|ميلاد|الميلاد|تاريخ الولادة|ولادة|الولادة|ولدت|اتولدت|تولدت|مولود|مولودة|مواليد|مواليدي|زدت|ازديت|تاريخ ازدياد|خلقت|عيد ميلاد
      """
    ),
    (
      .lastDigits, .sure,
      """
      ending|ends|end in|last four|last 4|last three|last two|last digits|last four digits|last 4 digits
      finissant|termine|terminant|se termine|finit|quatre derniers|4 derniers|derniers chiffres|quatre derniers chiffres|4 derniers chiffres|deux derniers
      تنتهي|ينتهي|المنتهية|المنتهي|آخر أربعة|آخر أربع|آخر 4|اخر اربعة ارقام|آخر أرقام|تكمل ب|آخر أربع أرقام|تنتهي ب|ينتهي ب
      """
    ),
    (
      .appointment, .sure,
      """
      appointment|rendez vous|rdv|booking date|delivery date|check in|check out|meeting|visit|deadline|due date|expiry|expires|expiration|valid until|good through
      livraison prevue|echeance|date limite|expire|expiration|date rendez vous|visite|prochain rendez vous
      موعد|الموعد|مواعيد|تاريخ التسليم|تاريخ الانتهاء|انتهاء|صلاحية|موعدك|تنتهي الصلاحية
      """
    ),
    (
      .other, .sure,
      """
      order number|order id|order reference|tracking number|tracking code|tracking|parcel number|shipment number|reference number|reference code|reference
      ticket number|case number|claim number|invoice number|bill number|booking number|booking reference|reservation number|confirmation number
      quote number|contract number|extension|ext|room number|flight number|flight|gate|version|firmware|model number|serial number|serial|zip code|zip
      postal code|postcode|promo code|discount code|coupon code|voucher code|gift code|error code|short code|area code|country code|dialing code|bar code
      product code|item number|part number|customer number|client number|loyalty number|member number|policy number|press|dial|option|meter reading|reading
      order|dress code|source code|code word|referral code|registration number|license plate|plate number|bus number|dispatch number|work order|job number
      transaction id|ticket id|booking id|customer id|user id|agent id|device id|employee id|store id|case id|tracking id|session id|product id|member id|username
      transaction number|parking|seat|platform|locker|table number|queue number|badge|staff number|employee number|student number
      numero commande|numero suivi|suivi|numero colis|colis|numero reference|reference|ref|numero dossier|dossier|numero facture|facture numero|numero reservation
      numero ticket|numero devis|numero contrat|poste|numero chambre|numero vol|vol|version|modele|numero serie|code postal|code promo|code promotionnel|code reduction
      code erreur|code cadeau|code parrainage|code produit|numero court|code pays|indicatif|appuyez|tapez|composez|touche|numero client|numero fidelite|numero police
      compteur|releve|index|commande|bon commande|code barre|code article|immatriculation|numero intervention|numero bon
      رقم الطلب|رقم الطلبية|طلبية|الطلبية|رقم الشحنة|شحنة|رقم التتبع|تتبع|رقم الفاتورة|رقم الحجز|رقم التذكرة|رقم المرجع|مرجع|رقم مرجعي|الرقم المرجعي|رقم الملف
      رقم الغرفة|رقم الرحلة|رحلة|نسخة|إصدار|رمز بريدي|الرمز البريدي|كود الخصم|رمز الخصم|كود التخفيض|كود البرومو|رمز العرض|اضغط|اضغطي|انزل|كود الخطأ|رمز الخطأ|رقم قصير
      رقم العميل|رقم الطلبيه|رقم الكوموند|كوموند|نومرو الكوموند|رقم البلاغ|رقم الشكوى|رقم الدور|رقم العقد|العداد|قراءة العداد|رقم المنتج|رقم الكولي|كولي|نومرو الكولي|طلبك|الطلب
      """
    ),
    (
      .other, .hint,
      """
      parcel|package|shipment|ticket|case|claim|invoice|bill|booking|reservation|quote|contract|policy|room|gate|amount|total|price|cost|balance|quantity|points|miles|score
      menu|warranty|model|item|street|avenue|floor|apartment|building|year|version|population|distance|license|capacity
      facture|reservation|contrat|police|chambre|montant|total|prix|solde|quantite|points|menu|garantie|article|rue|avenue|etage|appartement|annee|devis|ticket|distance
      فاتورة|الفاتورة|حجز|تذكرة|غرفة|مبلغ|المبلغ|سعر|السعر|ثمن|رصيد|نقاط|كمية|قائمة|ضمان|شارع|طابق|عمارة|سنة|المجموع|مسافة
      """
    ),
  ]
}
