/// The words of English and French.
extension SpokenLexicon {
  static let english: [(SpokenRole, String)] = [
    (.unit, "0 zero nought 1 one 2 two 3 three 4 four 5 five 6 six 7 seven 8 eight 9 nine"),
    (
      .teen,
      """
      10 ten 11 eleven 12 twelve 13 thirteen 14 fourteen 15 fifteen 16 sixteen 17 seventeen \
      18 eighteen 19 nineteen
      """
    ),
    (
      .tens,
      """
      20 twenty 30 thirty 40 forty fourty 50 fifty 60 sixty 70 seventy 80 eighty 90 ninety
      """
    ),
    (.hundred, "100 hundred"),
    (.scale, "1000 thousand 1000000 million 1000000000 billion"),
    (
      .ordinal,
      """
      1 first 2 second 3 third 4 fourth 5 fifth 6 sixth 7 seventh 8 eighth 9 ninth 10 tenth \
      11 eleventh 12 twelfth 13 thirteenth 14 fourteenth 15 fifteenth 16 sixteenth \
      17 seventeenth 18 eighteenth 19 nineteenth 20 twentieth 30 thirtieth
      """
    ),
    (
      .month,
      """
      1 january jan 2 february feb 3 march 4 april apr 5 may 6 june jun 7 july jul 8 august aug \
      9 september sept sep 10 october oct 11 november nov 12 december dec
      """
    ),
    (
      .weekday,
      "1 monday 2 tuesday 3 wednesday 4 thursday 5 friday 6 saturday 7 sunday"
    ),
    (.point, "point"), (.half, "half"), (.quarter, "quarter"),
    (.hour, "oclock"), (.timeUnit, "60 minute minutes mins 1 second seconds"),
    (.morning, "am morning"), (.evening, "pm afternoon evening tonight night"),
    (.hourName, "12 noon midday 0 midnight"), (.past, "past after"), (.to, "to before till"),
    (.and, "and"), (.or, "or"), (.article, "a an the"), (.of, "of"), (.at, "at by around"),
    (.times, "2 double twice 3 triple treble"), (.oh, "oh o"),
    (.symbol, "46 dot point period 64 at 45 dash hyphen minus 95 underscore 47 slash 43 plus"),
    (.like, "like as for"), (.dozen, "dozen"), (.minus, "minus negative"),
    (.filler, "uh um er then"),
    (
      .counted,
      """
      percent people persons guests nights days weeks months years items pieces rooms seats \
      tickets adults children kids boxes units kilos miles hours times
      """
    ),
    (.idiom, "thanks apologies times thank percent"),
    (.yes, "yes yeah yep yup sure correct absolutely definitely exactly certainly indeed"),
    (.no, "no nope nah"),
    (.subunit, "100 cents cent pence penny pennies 1000 millimes millime"),
  ]

  static let french: [(SpokenRole, String)] = [
    (.unit, "0 zéro 1 un une 2 deux 3 trois 4 quatre 5 cinq 6 six 7 sept 8 huit 9 neuf"),
    (.teen, "10 dix 11 onze 12 douze 13 treize 14 quatorze 15 quinze 16 seize"),
    (
      .tens,
      """
      20 vingt vingts 30 trente 40 quarante 50 cinquante 60 soixante 70 septante \
      80 huitante octante 90 nonante
      """
    ),
    (.hundred, "100 cent cents"),
    (.scale, "1000 mille 1000000 million millions 1000000000 milliard milliards"),
    (
      .ordinal,
      """
      1 premier première 2 deuxième seconde second 3 troisième 4 quatrième 5 cinquième 6 sixième \
      7 septième 8 huitième 9 neuvième 10 dixième 11 onzième 12 douzième 13 treizième \
      14 quatorzième 15 quinzième 16 seizième 20 vingtième
      """
    ),
    (
      .month,
      """
      1 janvier 2 février 3 mars 4 avril 5 mai 6 juin 7 juillet 8 août 9 septembre 10 octobre \
      11 novembre 12 décembre
      """
    ),
    (
      .weekday,
      "1 lundi 2 mardi 3 mercredi 4 jeudi 5 vendredi 6 samedi 7 dimanche"
    ),
    (.point, "virgule"), (.half, "demi demie"), (.quarter, "quart"),
    (.hour, "heure heures h"), (.timeUnit, "60 minute minutes 1 seconde secondes"),
    (.morning, "matin matinée"), (.evening, "soir soirée midi"),
    (.hourName, "12 midi 0 minuit"), (.less, "moins"),
    (.and, "et"), (.or, "ou"), (.article, "le la les un une"), (.of, "de du"),
    (.at, "à vers pour dès"),
    (.times, "2 double 3 triple"),
    (
      .symbol,
      """
      46 point 64 arobase arobas arrobase arrobas 45 tiret trait 95 underscore souligné \
      47 slash 43 plus
      """
    ),
    (.like, "comme"), (.dozen, "douzaine"), (.minus, "moins"), (.filler, "euh puis ensuite"),
    (
      .counted,
      """
      personnes jours semaines mois ans années nuits places articles chambres billets adultes \
      enfants kilos pièces colis cartons unités kilomètres heures pour fois
      """
    ),
    (.idiom, "mercis fois merci excuses"),
    (.yes, "oui ouais ouaip absolument exactement certainement voilà exact effectivement"),
    (.no, "non nan"),
    (.subunit, "100 centime centimes cts 1000 millime millimes"),
  ]

  static let anyLanguage: [(SpokenRole, String)] = [
    (
      .currency,
      """
      1 dinar dinars tnd dt 2 dollar dollars usd bucks 3 euro euros eur 4 pound pounds gbp quid livre \
      livres 5 riyal riyals rial rials sar 6 dirham dirhams aed mad 7 franc francs chf
      """
    ),
    (.morning, "am"), (.evening, "pm"), (.hour, "h"), (.filler, "hmm ok okay"),
    (.letter, "121 igrec"),
  ]
}
