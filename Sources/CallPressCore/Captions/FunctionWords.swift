/// The words themselves. Where a word is in two lists of a language, the first counts.
extension FunctionWords {
  static let lists: [(WordLanguage, WordRole, StaticString)] =
    english + french + arabic + romance + german

  private static let english: [(WordLanguage, WordRole, StaticString)] = [
    (
      .english, .determiner,
      """
      a an the my your his her its our their this these those no every each some any another \
      which what whose such both either neither several many few most more less very too quite \
      really
      """
    ),
    (
      .english, .conjunction,
      """
      and or but so because if when while that who whom where although though then than unless \
      nor yet whether since until as once whereas how why cause
      """
    ),
    (
      .english, .preposition,
      """
      of in on at to for with from by about into over after before under between without through \
      during against toward towards upon via within across among behind beyond near off onto per \
      like around along above below beside besides despite except inside outside
      """
    ),
    (
      .english, .pronoun,
      """
      i you he she it we they there who's that's i'm i'll i've i'd you're you'll you've you'd he's \
      he'll he'd she's she'll she'd it's it'll we're we'll we've we'd they're they'll they've \
      they'd there's what's where's here's let's who'll that'll i’m i’ll i’ve i’d you’re you’ll \
      you’ve you’d he’s he’ll she’s she’ll it’s it’ll we’re we’ll we’ve we’d they’re they’ll \
      they’ve they’d there’s that’s what’s let’s
      """
    ),
    (
      .english, .auxiliary,
      """
      is are was were am be been being will would can could shall should may might must have has \
      had do does did not never don't doesn't didn't can't couldn't won't wouldn't shouldn't isn't \
      aren't wasn't weren't haven't hasn't hadn't cannot gonna wanna don’t doesn’t didn’t can’t \
      couldn’t won’t wouldn’t shouldn’t isn’t aren’t wasn’t weren’t haven’t hasn’t hadn’t
      """
    ),
    (.english, .title, "mr mrs ms miss dr prof st mr. mrs. ms. dr. prof. st. no."),
  ]

  private static let french: [(WordLanguage, WordRole, StaticString)] = [
    (
      .french, .determiner,
      """
      le la les un une des du mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce \
      cet cette ces quel quelle quels quelles chaque aucun aucune quelques plusieurs tout toute \
      tous toutes certains certaines très trop si plus moins aussi bien
      """
    ),
    (
      .french, .conjunction,
      """
      et ou mais donc or ni car que qui quand lorsque puisque comme dont où afin parce quoique \
      tandis sinon pourquoi comment puis alors laquelle lequel lesquels lesquelles
      """
    ),
    (
      .french, .preposition,
      """
      à de en dans par pour sur avec sans sous chez vers entre depuis pendant contre au aux jusque \
      jusqu'à jusqu’à avant après dès selon malgré parmi durant envers hors sauf via devant \
      derrière près auprès d'après d’après
      """
    ),
    (
      .french, .pronoun,
      """
      je tu il elle on nous vous ils elles me te se y ça ceci cela c'est c’est j'ai j’ai qu'il \
      qu'elle qu'on qu’il qu’elle qu’on n'est n’est s'il s’il voici voilà
      """
    ),
    (
      .french, .auxiliary,
      """
      ne est sont suis es êtes sommes était étaient étais étions sera seront serait serai ont ai \
      as avons avez avait avais avaient aura aurez aurait a pas jamais rien peut peux pouvez \
      pouvons peuvent pourrait pourrais pourriez dois doit devez devons doivent devrait veux veut \
      voulez voudrais voudrait vais va allons allez vont faut fait faire être avoir
      """
    ),
    (.french, .title, "mme mlle mr dr pr st ste mme. m. dr. pr. n° monsieur madame docteur maître"),
  ]

  private static let arabic: [(WordLanguage, WordRole, StaticString)] = [
    (
      .arabic, .determiner,
      """
      هذا هذه هذان هؤلاء ذلك تلك أولئك كل أي أية بعض جميع كلا كلتا نفس غير سوى هاد هادا هادي هذي \
      هاي يا أيها مثل أكثر أقل أول آخر عدة
      """
    ),
    (
      .arabic, .conjunction,
      """
      و أو او ثم لكن ولكن لأن لان إذا اذا لو عندما حتى أن ان إن بأن بان لأنه لأنها حيث بينما كما \
      الذي التي الذين اللذين اللواتي اللي إلي الي كي لكي حين حينما إما أم بل فإن فإذا فلا وإذا \
      علشان عشان لين باش خاطر كيف متى لماذا لما كيما ولا وإن
      """
    ),
    (
      .arabic, .preposition,
      """
      من في على إلى الى عن مع بين عند منذ بعد قبل حول ضد دون بدون تحت فوق خلال أثناء أمام خلف داخل \
      خارج لدى نحو عبر حسب بسبب قرب ضمن ومن وفي وعلى وإلى ومع وعن فى ع ب ل ك متاع تاع حق مال
      """
    ),
    (
      .arabic, .pronoun,
      """
      أنا انا نحن أنت انت أنتم انتم هو هي هم هما هن إنه إنها أنه أنها إني إنك وهو وهي احنا إحنا نحنا \
      انتي هوما هومة
      """
    ),
    (
      .arabic, .auxiliary,
      """
      لا لم لن ما قد سوف ليس ليست لست كان كانت كنت كنا يكون تكون يمكن يمكنك يجب هل لقد وقد ولم ولا \
      ولن مش مو موش ماشي راح رح حيكون نقدر تقدر ممكن لازم ينبغي سيتم تم يتم عم
      """
    ),
    (
      .arabic, .title,
      "السيد السيدة الأستاذ الأستاذة الدكتور الدكتورة الأخ الأخت عبد أبو ابن بن أم دكتور أستاذ سيد"
    ),
  ]

  private static let romance: [(WordLanguage, WordRole, StaticString)] = [
    (
      .spanish, .determiner,
      """
      el la los las un una unos unas mi mis tu tus su sus nuestro nuestra nuestros nuestras este \
      esta estos estas ese esa esos esas aquel aquella cada todo toda todos todas algún alguna \
      ningún ninguna otro otra muy más menos tan lo qué cuál
      """
    ),
    (
      .spanish, .conjunction,
      """
      y e o u pero que porque si cuando mientras como aunque donde quien quienes pues sino ni \
      entonces cual cuyo cuya
      """
    ),
    (
      .spanish, .preposition,
      """
      a de en con por para sin sobre entre hasta desde hacia contra según durante tras ante bajo \
      del al
      """
    ),
    (
      .spanish, .pronoun,
      "yo tú él ella usted nosotros ustedes ellos ellas me te se nos le les"
    ),
    (
      .spanish, .auxiliary,
      """
      no es son soy eres somos fue era eran está están estoy estamos ha han he hay había puede \
      puedo podemos debe debo voy va vamos van ser estar nunca ya
      """
    ),
    (.spanish, .title, "sr sra srta dr dra sr. sra. srta. dr. dra. don doña señor señora"),
    (
      .portuguese, .determiner,
      """
      o os as um uma uns umas meu minha meus minhas seu sua seus suas nosso nossa este esta esse \
      essa aquele aquela isso isto cada todo toda todos todas algum alguma nenhum nenhuma outro \
      outra muito muita mais menos tão qual
      """
    ),
    (
      .portuguese, .conjunction,
      "e ou mas que porque se quando enquanto como embora onde quem pois nem então porém"
    ),
    (
      .portuguese, .preposition,
      """
      a de em com por para sem sobre entre até desde contra durante após do da dos das no na nos \
      nas ao à aos às pelo pela pelos pelas num numa pro pra
      """
    ),
    (.portuguese, .pronoun, "eu tu ele ela você nós vocês eles elas me te lhe a gente"),
    (
      .portuguese, .auxiliary,
      """
      não é são sou foi era eram está estão estou estamos tem têm tenho há pode posso podemos deve \
      vou vai vamos vão ser estar nunca já
      """
    ),
    (.portuguese, .title, "sr sra dr dra sr. sra. dr. dra. senhor senhora dona"),
    (
      .italian, .determiner,
      """
      il lo la i gli le un uno una mio mia miei mie tuo tua suo sua suoi sue nostro nostra vostro \
      vostra loro questo questa questi queste quello quella quel quei ogni tutto tutta tutti tutte \
      qualche nessun altro altra molto più meno così quale
      """
    ),
    (
      .italian, .conjunction,
      "e ed o ma che perché se quando mentre come anche dove chi cui quindi poi né oppure però"
    ),
    (
      .italian, .preposition,
      """
      a ad di da in con su per tra fra senza sopra sotto fino verso contro durante dopo prima del \
      dello della dei degli delle al allo alla ai agli alle dal dalla nel nella nei nelle sul \
      sulla sui
      """
    ),
    (.italian, .pronoun, "io tu lui lei noi voi mi ti si ci vi ne"),
    (
      .italian, .auxiliary,
      """
      non è sono sei siamo siete era erano ha ho hai abbiamo avete hanno può posso possiamo deve \
      devo vuole voglio va vado essere avere stato mai già
      """
    ),
    (.italian, .title, "sig sig.ra dott dott. sig. ing. avv. signor signora dottor dottoressa"),
  ]

  private static let german: [(WordLanguage, WordRole, StaticString)] = [
    (
      .german, .determiner,
      """
      der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner dein \
      deine sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem \
      euer dieser diese dieses diesen diesem jeder jede jedes jeden jedem alle kein keine keinen \
      keinem keiner welche welcher welches manche einige viele mehr sehr zu so
      """
    ),
    (
      .german, .conjunction,
      """
      und oder aber denn weil dass ob wenn als während obwohl damit bis sobald falls sondern doch \
      wie wo was wer warum also sowie nachdem bevor
      """
    ),
    (
      .german, .preposition,
      """
      in im an am auf aus bei beim mit nach seit von vom zum zur für durch gegen ohne um unter über \
      vor hinter neben zwischen wegen trotz ab außer gegenüber ins ans laut pro
      """
    ),
    (.german, .pronoun, "ich du er sie es wir man mich dich sich uns euch mir dir ihm ihn ihnen"),
    (
      .german, .auxiliary,
      """
      ist sind bin bist seid war waren habe hast hat haben hatte hatten wird werden wurde würde \
      kann können könnte muss müssen soll sollen will wollen darf dürfen möchte nicht nie noch
      """
    ),
    (.german, .title, "herr frau herrn dr dr. prof prof. hr. fr."),
  ]
}
