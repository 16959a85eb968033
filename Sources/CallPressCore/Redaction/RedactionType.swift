/// A kind of value that can be redacted.
public enum RedactionType: String, Hashable, Sendable, CaseIterable {
  /// A payment card's number, told by brand, length and the Luhn digit, or asked for.
  case cardNumber = "card-number"
  /// The three or four digits that prove a card, asked for or next to its number.
  case cardSecurityCode = "card-security-code"
  /// A secret number.
  case pin
  /// A password.
  case password
  /// A code that was sent to prove who somebody is.
  case oneTimeCode = "one-time-code"
  /// An international bank account number, told by ISO 7064 mod 97-10.
  case iban
  /// The number of an account.
  case accountNumber = "account-number"
  /// The identity number of the United Arab Emirates, 784 and twelve more digits.
  case emiratesID = "emirates-id"
  /// The identity or residence number of Saudi Arabia, ten digits with a Luhn digit.
  case saudiID = "saudi-id"
  /// The number of the Tunisian identity card, eight digits.
  case tunisianCIN = "tunisian-cin"
  /// The social security number of the United States.
  case usSSN = "us-ssn"
  /// The French social security number, thirteen digits and their key.
  case frenchNIR = "french-nir"
  /// Another number of an identity document that was asked for.
  case nationalID = "national-id"
  /// The number of a passport.
  case passport
  /// A telephone number.
  case phoneNumber = "phone-number"
  /// An e-mail address, written or said.
  case emailAddress = "email-address"
  /// An IP address.
  case ipAddress = "ip-address"
  /// A date of birth.
  case birthDate = "date-of-birth"
  /// The value of a variable or an outcome that the user names.
  case knownValue = "known-value"
  /// What a pattern or a text of the user's own matches.
  case custom

  /// What people call it; stands in the label.
  public var title: String {
    switch self {
    case .cardNumber: "card number"
    case .cardSecurityCode: "card security code"
    case .pin: "PIN"
    case .password: "password"
    case .oneTimeCode: "one-time code"
    case .iban: "IBAN"
    case .accountNumber: "account number"
    case .emiratesID: "Emirates ID"
    case .saudiID: "Saudi ID"
    case .tunisianCIN: "Tunisian CIN"
    case .usSSN: "social security number"
    case .frenchNIR: "NIR"
    case .nationalID: "identity number"
    case .passport: "passport number"
    case .phoneNumber: "phone number"
    case .emailAddress: "e-mail address"
    case .ipAddress: "IP address"
    case .birthDate: "date of birth"
    case .knownValue: "known value"
    case .custom: "redacted"
    }
  }

  /// The name in tokens, in capitals: `PAN` as in `[PAN_1]`.
  public var tokenName: String {
    switch self {
    case .cardNumber: "PAN"
    case .cardSecurityCode: "CVV"
    case .pin: "PIN"
    case .password: "PASSWORD"
    case .oneTimeCode: "OTP"
    case .iban: "IBAN"
    case .accountNumber: "ACCOUNT"
    case .emiratesID: "EMIRATES_ID"
    case .saudiID: "SAUDI_ID"
    case .tunisianCIN: "CIN"
    case .usSSN: "SSN"
    case .frenchNIR: "NIR"
    case .nationalID: "ID"
    case .passport: "PASSPORT"
    case .phoneNumber: "PHONE"
    case .emailAddress: "EMAIL"
    case .ipAddress: "IP"
    case .birthDate: "DOB"
    case .knownValue: "VALUE"
    case .custom: "CUSTOM"
    }
  }

  /// The sets of types that have names of their own.
  ///
  /// `pci` is what card schemes protect, `pii` what tells a person or opens an account, `phi` the
  /// identifiers of 45 CFR 164.514(b)(2) that can be told by their shape or their question.
  public static let presets: [(name: String, types: [RedactionType])] = [
    ("pci", [.cardNumber, .cardSecurityCode, .pin]),
    (
      "pii",
      [
        .iban, .accountNumber, .emiratesID, .saudiID, .tunisianCIN, .usSSN, .frenchNIR,
        .nationalID, .passport, .phoneNumber, .emailAddress, .ipAddress, .birthDate,
        .oneTimeCode, .password,
      ]
    ),
    (
      "phi",
      [
        .accountNumber, .emiratesID, .saudiID, .tunisianCIN, .usSSN, .frenchNIR, .nationalID,
        .passport, .phoneNumber, .emailAddress, .ipAddress, .birthDate,
      ]
    ),
    ("secrets", [.cardSecurityCode, .pin, .password, .oneTimeCode]),
    ("all", allCases.filter { $0 != .knownValue && $0 != .custom }),
  ]

  /// The types that a name stands for: a preset's, a type's own or its token's, in any case.
  ///
  /// - Returns: No types for a name that stands for nothing.
  public static func named(_ name: String) -> [RedactionType] {
    let wanted = name.lowercased()
    if let preset = presets.first(where: { $0.name == wanted }) { return preset.types }
    return allCases.filter {
      $0 != .knownValue && $0 != .custom
        && ($0.rawValue == wanted || $0.tokenName.lowercased() == wanted)
    }
  }
}
