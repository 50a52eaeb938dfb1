import Care

// `links`: pages of an entry or a contact.

extension FieldReader {
  /// They stand in every reminder.
  private static let mostLinks = 20
  private static let link = "https://support.example"
  private static let namedLink = "{ name = \"Join\", url = \"https://support.example\" }"

  /// An address or a list of such; one that has a name is a table.
  func links(_ node: Int) -> [Link] {
    var items = [node]
    if kind(node) == .array {
      items = Array(document.children(node))
      guard (1...FieldReader.mostLinks).contains(items.count) else {
        error(
          value: node,
          items.isEmpty
            ? "\(name(node)) is an empty list; it takes addresses such as [\"\(FieldReader.link)\"]"
            : "\(name(node)) is a list of \(items.count), more than \(FieldReader.mostLinks)")
        return []
      }
    }
    var found: [Link] = []
    for item in items {
      guard let link = kind(item) == .table ? namedLink(item) : link(item, name: nil) else { continue }
      if found.contains(where: { $0.url == link.url }) {
        error(value: item, "\"\(link.url)\" is in \(name(node)) twice")
      } else {
        found.append(link)
      }
    }
    return found
  }

  private func namedLink(_ table: Int) -> Link? {
    var (title, address) = (String?.none, Int?.none)
    for (key, node) in keys(LinkKey.self, of: table) {
      switch key {
      case .name: title = text(node, example: "Join the meeting")
      case .url: address = node
      }
    }
    guard let address else {
      error(value: table, "a link of \(name(table)) has no url; write \(FieldReader.namedLink)")
      return nil
    }
    return link(address, name: title)
  }

  private func link(_ node: Int, name title: String?) -> Link? {
    guard let text = text(node, example: FieldReader.link) else { return nil }
    if let link = Link(text, name: title) { return link }
    let whole = "https://\(text)"
    let isBare = text.contains(".") && !text.contains(":") && Link(whole) != nil
    error(
      value: node, "\"\(text)\" is not the address of a page such as \"\(FieldReader.link)\"",
      suggestion: isBare ? whole : nil)
    return nil
  }
}
