/// What people say in the corpus of captions: invented, of the kind that calls are made of.
enum CaptionSentences {
  /// Short words of somebody who listens.
  static func asides(_ language: CaptionCorpus.Language) -> [String] {
    switch language {
    case .english: ["Right.", "Uh-huh.", "Yes, exactly.", "Okay.", "Oh, I see."]
    case .french: ["D'accord.", "Oui, oui.", "Ah bon ?", "Je vois.", "Tout à fait."]
    case .arabic: ["نعم.", "طيب.", "صحيح.", "أيوه، تمام.", "فهمت."]
    case .german: ["Genau.", "Ja, ja.", "Ach so.", "Verstehe.", "Stimmt."]
    case .spanish: ["Sí.", "Claro.", "Ya veo.", "Sí, exacto.", "Vale."]
    case .japanese: ["はい。", "ええ。", "そうですね。", "なるほど。"]
    case .chinese: ["对。", "嗯。", "是的。", "好的，明白。"]
    }
  }

  /// The sentences, one a line.
  static func text(_ language: CaptionCorpus.Language) -> String {
    switch language {
    case .english: english
    case .french: french
    case .arabic: arabic
    case .german: german
    case .spanish: spanish
    case .japanese: japanese
    case .chinese: chinese
    }
  }

  private static let english = """
    Good morning, you have reached the service desk of Brightwater Dental, how can I help you today?
    I was calling because I got a letter about an invoice that I think I already paid in March.
    Let me have a look at that for you, it will only take a moment.
    Could you give me the number that is printed at the top of the letter, on the right-hand side?
    It says four four seven, two nine one, and then there is a letter, I believe it is a B.
    Thank you.
    I can see that the payment arrived on the twelfth, but it was booked to the wrong account.
    So I do not have to pay anything, is that what you are telling me?
    No, you don't have to do anything, we will correct it on our side before the end of the week.
    Okay, that is a relief.
    While I have you on the line, I wanted to ask whether I could move my appointment with Dr. Harlow.
    She is in the office on Tuesday and Thursday, and there is a free slot at half past nine.
    Thursday would be better for me because I have to take my daughter to school first.
    Then I will put you down for Thursday the fourteenth at half past nine with Dr. Harlow.
    Is there anything I should bring with me?
    Just your insurance card, and if you have them, the pictures that were taken at the clinic in Leeds.
    We moved here in the summer, and to be honest we are still trying to find out where everything is.
    If you come by train, it is a walk of about five minutes from the station, past the old library.
    What happens if I am late because of the traffic on the bridge?
    Please call us if you are going to be more than ten minutes late, so that we can tell the doctor.
    I think the problem started when we changed the router, but I am not completely sure about that.
    The light on the front was green for a few seconds, and after that it went back to orange.
    Have you tried to unplug it, wait for thirty seconds, and plug it in again?
    Yes, twice.
    In that case I would like to send a technician, and the earliest date that I can offer is Monday.
    That is not what I was told by your colleague, who said that somebody would come tomorrow.
    I am very sorry about that, and I understand that it is annoying for you.
    You can reach us by e-mail at help@brightwater.example or on the number on the back of your card.
    We talked for almost an hour about the way in which cities were built before there were cars.
    What surprised me most was how little anybody seemed to know about the people who had lived there.
    And then, all of a sudden, the whole thing was over.
    I wish you a pleasant day, and thank you for calling.
    """

  private static let french = """
    Bonjour, vous êtes bien au service clients de la Maison Vasseur, que puis-je faire pour vous ?
    Je vous appelle parce que j'ai reçu une facture que je ne comprends pas très bien.
    Je regarde tout de suite, cela ne prendra qu'un instant.
    Pouvez-vous me donner le numéro qui se trouve en haut à droite de la lettre ?
    C'est le quatre cent douze, puis un tiret, puis le zéro huit.
    Merci beaucoup.
    Je vois que le paiement est arrivé le douze mars, mais qu'il a été enregistré sur un autre compte.
    Donc je n'ai rien à payer, c'est bien ça ?
    Non, vous n'avez rien à faire, nous allons corriger cela de notre côté avant la fin de la semaine.
    Très bien, ça me rassure.
    Pendant que je vous ai au téléphone, je voudrais savoir si je peux déplacer mon rendez-vous.
    Le docteur Lemaire est au cabinet le mardi et le jeudi, et il reste une place à neuf heures trente.
    Je préfère le jeudi parce que je dois d'abord déposer ma fille à l'école.
    Alors je vous inscris pour le jeudi quatorze à neuf heures trente avec le docteur Lemaire.
    Est-ce que je dois apporter quelque chose ?
    Seulement votre carte de mutuelle et, si vous les avez, les radios qui ont été faites à la clinique.
    Nous avons déménagé cet été, et pour être honnête nous cherchons encore où se trouvent les choses.
    Si vous venez en train, c'est à cinq minutes à pied de la gare, juste après l'ancienne bibliothèque.
    Et si je suis en retard à cause des embouteillages sur le pont ?
    Appelez-nous si vous avez plus de dix minutes de retard, pour que nous puissions prévenir le médecin.
    Je crois que le problème a commencé quand nous avons changé la box, mais je n'en suis pas sûr.
    La lumière était verte pendant quelques secondes, et ensuite elle est repassée à l'orange.
    Avez-vous essayé de la débrancher, d'attendre trente secondes et de la rebrancher ?
    Oui, deux fois.
    Dans ce cas je vous propose la visite d'un technicien, la première date possible est lundi matin.
    Ce n'est pas ce que m'a dit votre collègue, qui m'avait assuré que quelqu'un viendrait demain.
    J'en suis vraiment désolée, et je comprends que ce soit pénible pour vous.
    On a parlé pendant presque une heure de la manière dont on construisait les villes avant la voiture.
    Ce qui m'a le plus étonné, c'est que personne ne savait rien des gens qui y avaient vécu.
    Je vous souhaite une très bonne journée : à jeudi !
    """

  private static let arabic = """
    صباح الخير، معك قسم خدمة العملاء في شركة المنارة، كيف يمكنني مساعدتك اليوم؟
    أتصل بكم لأنني استلمت رسالة عن فاتورة أظن أنني دفعتها في شهر مارس.
    دعني أتحقق من ذلك، لن يستغرق الأمر سوى لحظات.
    هل يمكنك أن تعطيني الرقم المكتوب في أعلى الرسالة من جهة اليمين؟
    الرقم هو أربعة سبعة اثنان، ثم حرف الباء في آخره.
    شكرا جزيلا.
    أرى أن المبلغ وصل في الثاني عشر من الشهر، لكنه سجل في حساب آخر عن طريق الخطأ.
    إذن لا يجب علي أن أدفع أي شيء، هل هذا صحيح؟
    لا، ليس عليك أن تفعل أي شيء، سوف نصحح ذلك من طرفنا قبل نهاية الأسبوع.
    طيب، هذا خبر جيد.
    أردت أيضا أن أسأل هل يمكنني تغيير موعدي مع الدكتور سامي إلى يوم آخر.
    الدكتور موجود في العيادة يوم الثلاثاء ويوم الخميس، وهناك موعد متاح في الساعة التاسعة والنصف.
    يوم الخميس أفضل بالنسبة لي لأنني أوصل ابنتي إلى المدرسة في الصباح.
    إذن سجلت لك موعدا يوم الخميس في الساعة التاسعة والنصف مع الدكتور سامي.
    هل هناك شيء يجب أن أحضره معي؟
    بطاقة التأمين فقط، وإذا كانت عندك صور الأشعة التي أخذت في المستشفى فأحضرها معك.
    انتقلنا إلى هنا في الصيف، وبصراحة ما زلنا نبحث عن كل شيء في هذه المدينة.
    إذا جئت بالقطار فالعيادة على بعد خمس دقائق من المحطة، بعد المكتبة القديمة مباشرة.
    وماذا لو تأخرت بسبب الزحام على الجسر؟
    اتصل بنا إذا كنت ستتأخر أكثر من عشر دقائق حتى نخبر الطبيب بذلك.
    أظن أن المشكلة بدأت عندما غيرنا جهاز الإنترنت، لكنني لست متأكدا من ذلك.
    كان الضوء أخضر لبضع ثوان، وبعد ذلك رجع إلى اللون البرتقالي.
    هل جربت أن تفصل الجهاز من الكهرباء وتنتظر ثلاثين ثانية ثم تشغله من جديد؟
    نعم، مرتين.
    في هذه الحالة سوف أرسل لك فنيا، وأقرب موعد متاح هو يوم الاثنين صباحا.
    هذا ليس ما قاله لي زميلك، فقد أكد لي أن أحدا سيأتي غدا.
    أنا آسفة جدا على ذلك، وأتفهم أن الأمر مزعج بالنسبة لك.
    أتمنى لك يوما سعيدا، وشكرا على اتصالك.
    """

  private static let german = """
    Guten Morgen, Sie sprechen mit dem Kundendienst der Firma Seewald, was kann ich für Sie tun?
    Ich rufe an, weil ich einen Brief über eine Rechnung bekommen habe, die ich schon bezahlt habe.
    Ich schaue gleich nach, das dauert nur einen Augenblick.
    Können Sie mir die Nummer nennen, die oben rechts auf dem Brief steht?
    Da steht vier vier sieben, dann ein Strich, und danach kommt ein Buchstabe.
    Vielen Dank.
    Ich sehe, dass die Zahlung am zwölften eingegangen ist, aber auf das falsche Konto gebucht wurde.
    Dann muss ich also nichts mehr bezahlen, habe ich das richtig verstanden?
    Nein, Sie müssen nichts tun, wir berichtigen das auf unserer Seite bis zum Ende der Woche.
    Gut, das beruhigt mich.
    Wo ich Sie gerade am Telefon habe: Könnte ich meinen Termin bei Frau Doktor Albers verschieben?
    Sie ist am Dienstag und am Donnerstag in der Praxis, und um halb zehn ist noch etwas frei.
    Der Donnerstag passt mir besser, weil ich zuerst meine Tochter in die Schule bringen muss.
    Dann trage ich Sie für Donnerstag um halb zehn bei Frau Doktor Albers ein.
    Soll ich etwas mitbringen?
    Nur Ihre Karte und, wenn Sie sie haben, die Bilder, die in der Klinik gemacht worden sind.
    Wir sind im Sommer hierher gezogen, und ehrlich gesagt suchen wir noch immer nach allem.
    Wenn Sie mit dem Zug kommen, sind es vom Bahnhof etwa fünf Minuten zu Fuß.
    Und was ist, wenn ich wegen des Verkehrs auf der Brücke zu spät komme?
    Rufen Sie uns bitte an, wenn Sie sich um mehr als zehn Minuten verspäten.
    Ich glaube, das Problem hat angefangen, als wir den Router gewechselt haben.
    Das Licht war ein paar Sekunden lang grün, und danach ist es wieder orange geworden.
    Haben Sie versucht, den Stecker zu ziehen und dreißig Sekunden zu warten?
    Ja, zweimal.
    In diesem Fall schicke ich Ihnen einen Techniker, der früheste Termin ist am Montag.
    Ihr Kollege hat mir etwas anderes gesagt, nämlich dass morgen jemand vorbeikommt.
    Das tut mir sehr leid, und ich verstehe, dass das ärgerlich für Sie ist.
    Ich wünsche Ihnen einen schönen Tag.
    """

  private static let spanish = """
    Buenos días, le atiende el servicio de clientes de Casa Olmedo, ¿en qué puedo ayudarle?
    Llamo porque he recibido una carta sobre una factura que creo que ya pagué en marzo.
    Déjeme comprobarlo, será solo un momento.
    ¿Puede darme el número que aparece en la parte de arriba de la carta, a la derecha?
    Es el cuatro cuatro siete, luego un guion y después una letra.
    Muchas gracias.
    Veo que el pago llegó el día doce, pero se registró en otra cuenta por error.
    Entonces no tengo que pagar nada, ¿es eso lo que me está diciendo?
    No, usted no tiene que hacer nada, nosotros lo vamos a corregir antes del fin de semana.
    Bueno, me quedo más tranquila.
    Ya que estamos, quería saber si puedo cambiar mi cita con la doctora Robles a otro día.
    Ella está en la consulta los martes y los jueves, y queda un hueco a las nueve y media.
    Prefiero el jueves porque primero tengo que llevar a mi hija al colegio.
    Pues la apunto para el jueves a las nueve y media con la doctora Robles.
    ¿Tengo que llevar algo?
    Solo la tarjeta del seguro y, si las tiene, las radiografías que le hicieron en la clínica.
    Nos mudamos aquí en verano y, para ser sincera, todavía estamos buscando dónde está todo.
    Si viene en tren, son unos cinco minutos a pie desde la estación, después de la biblioteca.
    ¿Y qué pasa si llego tarde por el tráfico del puente?
    Llámenos si va a tardar más de diez minutos para que podamos avisar a la doctora.
    Creo que el problema empezó cuando cambiamos el aparato, pero no estoy del todo segura.
    La luz estuvo verde unos segundos y después volvió a ponerse naranja.
    ¿Ha probado a desenchufarlo, esperar treinta segundos y enchufarlo otra vez?
    Sí, dos veces.
    Que tenga un buen día y gracias por llamar.
    """

  private static let japanese = """
    お電話ありがとうございます、さくら歯科の受付でございます。
    先日届いた請求書についてお聞きしたいことがあるのですが、よろしいでしょうか。
    はい、確認いたしますので少々お待ちください。
    手紙の右上に書いてある番号を教えていただけますか。
    番号は四四七の二九一で、最後にアルファベットのビーが付いています。
    ありがとうございます。
    お支払いは十二日に届いておりますが、別の口座に記録されていたようです。
    それでは、もう払わなくてもいいということですか。
    はい、こちらで今週中に直しますので、何もしていただかなくて大丈夫です。
    わかりました、安心しました。
    それから、来週の予約を別の日に変えたいのですが、空いている時間はありますか。
    火曜日と木曜日の午前九時半でしたらご案内できます。
    娘を学校に送ってから行くので、木曜日のほうが助かります。
    では、木曜日の午前九時半にお待ちしております。
    何か持っていくものはありますか。
    保険証と、もしあれば前の病院で撮ったレントゲンの写真をお持ちください。
    夏にこちらへ引っ越してきたばかりで、まだ道がよくわからないんです。
    駅から歩いて五分ほどで、古い図書館のすぐ隣にあります。
    道が混んでいて遅れそうなときはどうすればいいですか。
    十分以上遅れる場合は、お電話でお知らせください。
    """

  private static let chinese = """
    您好，这里是海川公司客服中心，请问有什么可以帮您？
    我收到了一封关于账单的信，可是我记得三月份已经付过钱了。
    我帮您查一下，请稍等一会儿。
    请告诉我信件右上角的号码。
    号码是四四七二九一，后面还有一个字母。
    谢谢您。
    我看到款项是十二号到账的，但是被记到了另一个账户上。
    那我是不是就不用再付了？
    是的，您什么都不用做，我们会在这个星期之内改正过来。
    好的，那我就放心了。
    另外我想问一下，能不能把下周的预约改到别的时间？
    医生星期二和星期四都在，上午九点半还有一个空位。
    星期四比较合适，因为我早上要先送女儿去学校。
    那我给您安排在星期四上午九点半。
    我需要带什么东西吗？
    只要带上您的保险卡，如果有以前拍的片子也请一起带来。
    我们夏天才搬到这里，说实话还不太熟悉周围的路。
    从车站走过来大概五分钟，就在老图书馆的旁边。
    如果因为堵车迟到了怎么办？
    如果您会晚到十分钟以上，请提前给我们打个电话。
    """
}
