extension PlanValue {
  /// A list or a table in the plan's own spelling: `["a", "b"]`, `{ if = "pain >= 7", say = "…" }`; nil for anything else.
  init?(spelled text: String) {
    let text = text.trimmingBlanks
    guard text.hasPrefix("[") || text.hasPrefix("{"),
      let document = try? TOMLScanner.scan(Array("x = \(text)".utf8))
    else { return nil }
    // A text with line breaks in it could say more than one thing.
    let children = Array(document.children(TOMLDocument.root))
    guard children.count == 1 else { return nil }
    self.init(document, children[0])
  }

  private init(_ document: TOMLDocument, _ node: Int) {
    switch document.nodes[node].kind {
    case .array: self = .list(document.children(node).map { PlanValue(document, $0) })
    case .table:
      self = .table(document.children(node).map { PlanField(document.key($0), PlanValue(document, $0)) })
    case .string: self = .text(document.string(node))
    case .integer: self = .number(document.integer(node))
    case .boolean: self = .truth(document.raw(node) == "true")
    // A plan has these as texts.
    case .float, .offsetDateTime, .localDateTime, .localDate, .localTime: self = .text(document.raw(node))
    }
  }
}
