/// An object of JSON with its keys in the order in which they were given.
struct JSONObject: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  private(set) var members: [Member] = []

  struct Member: Hashable, Sendable {
    var key: String
    var value: JSONValue
  }

  init(dictionaryLiteral members: (String, JSONValue)...) {
    self.members = members.map { Member(key: $0, value: $1) }
  }

  var keys: [String] { members.map(\.key) }

  /// Adds a member after the others; a key is given once.
  mutating func add(_ key: String, _ value: JSONValue) { members.append(Member(key: key, value: value)) }

  func write(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (position, member) in members.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONValue.write(member.key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      member.value.write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}
