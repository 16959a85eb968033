public import CallPressCore

/// From where recordings may be fetched: the addresses come from records, and records from
/// strangers.
public struct AddressRules: Hashable, Sendable {
  /// Whether hosts that are not public may be fetched from, and this machine in the clear.
  public var allowsPrivateHosts: Bool

  /// Makes rules; by default only public hosts over https will do.
  public init(allowsPrivateHosts: Bool = false) {
    self.allowsPrivateHosts = allowsPrivateHosts
  }

  /// Refuses an address that may not be fetched from whatever its host's numbers are.
  public func check(_ address: WebAddress) throws(CallPressError) {
    if address.scheme != .https, !(allowsPrivateHosts && address.isLoopback) {
      throw refusal(address, "it is not https")
    }
    if !allowsPrivateHosts, address.isLoopback || !Self.mayBePublic(address.host) {
      throw refusal(address, "its host is not on the public internet")
    }
  }

  /// The numbers of a host that may be connected to, in their order.
  ///
  /// - Throws: `address-refused` where none of them may.
  public func allowed(
    _ numbers: [NetworkAddress], for address: WebAddress
  ) throws(CallPressError) -> [NetworkAddress] {
    let allowed = allowsPrivateHosts ? numbers : numbers.filter(\.isPublic)
    guard !allowed.isEmpty else {
      throw refusal(address, "its host is not on the public internet")
    }
    return allowed
  }

  private func refusal(_ address: WebAddress, _ reason: String) -> CallPressError {
    CallPressError(
      .addressRefused,
      "the recording is not fetched from \(MessageText.clean(address.description, limit: 120)): "
        + "\(reason); --allow-private-hosts allows hosts of your own network",
      at: nil)
  }

  /// Not so for numbers that are not public, and for names that only a private network knows.
  private static func mayBePublic(_ host: String) -> Bool {
    if let number = NetworkAddress(host) { return number.isPublic }
    let last = host.split(separator: ".").last ?? ""
    return !["local", "internal", "localhost", "lan", "home", "intranet", "corp"].contains(last)
  }
}
