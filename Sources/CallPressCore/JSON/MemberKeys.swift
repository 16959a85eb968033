/// A quick look at the names of an object's members.
enum MemberKeys {
  /// Whether some name may be there more than once: by their hashes, so without making a text of
  /// each; `true` as well where a name is written with escapes.
  static func mayRepeat(in object: JSONValue) -> Bool {
    guard object.kind == .object else { return false }
    return object.withTapeView { tape in
      var hashes: [UInt64] = []
      hashes.reserveCapacity(64)
      var row = object.index + 1
      let end = tape.next(object.index)
      while row < end {
        let node = tape.nodes[row]
        let start = Int(node.keyStart)
        guard !node.hasKeyEscapes, node.keyLength < JSONNode.longKey,
          let base = tape.bytes.baseAddress
        else { return true }
        hashes.append(FoldedText.hash(base + start, Int(node.keyLength), seed: 0))
        row = Int(node.next)
      }
      hashes.sort()
      return zip(hashes, hashes.dropFirst()).contains { $0 == $1 }
    }
  }
}
