/// A page that belongs to an entry or a contact, for people to open; Tend never opens one.
public struct Link: Hashable, Sendable, Codable {
  /// What is there, where the plan says so: “Join the meeting”.
  public var name: String?
  /// Begins with `https://` or `http://`.
  public var url: String

  /// - Returns: Nil for what is no address of a page.
  public init?(_ url: String, name: String? = nil) {
    guard let scheme = ["https://", "http://"].first(where: url.hasPrefix),
      url.utf8.count > scheme.utf8.count,
      !url.utf8.contains(where: { $0 <= 0x20 })
    else { return nil }
    self.name = name
    self.url = url
  }

  /// `Join the meeting: https://…`, or the address alone.
  public var words: String { name.map { "\($0): \(url)" } ?? url }
}
