import Almanac
import Care

extension PlanReader {
  /// How close to the next dose a late one may no longer be taken.
  func notWithin(_ reader: FieldReader) -> TimeSpan? {
    node(.notWithin).flatMap { node in
      guard self.node(.asNeeded) == nil else {
        reader.error(
          key: node,
          "\"not-within\" cannot stand beside \"as-needed\": there is no next dose; write min-interval")
        return nil
      }
      return reader.span(node, example: "8h", in: TimeSpan.minutes(1)...TimeSpan.days(60))
    }
  }

  /// The times to keep between a medicine and others: one table or a list of them.
  func apartFrom(_ node: Int, _ reader: FieldReader) -> [Apart] {
    let entry = Int(reader.document.nodes[node].parent)
    var tables = [node]
    if reader.kind(node) == .array {
      tables = Array(reader.document.children(node))
      if tables.isEmpty {
        reader.error(value: node, "\"apart-from\" is an empty list; it takes tables such as \(Self.apart)")
      }
    }
    var found: [Apart] = []
    for table in tables {
      guard let apart = apart(table, of: entry, reader) else { continue }
      if found.contains(where: { $0.entry == apart.entry }) {
        reader.error(value: table, "\"\(apart.entry)\" is in \"apart-from\" twice")
      } else {
        found.append(apart)
      }
    }
    return found
  }

  private static let apart = "{ entry = \"cholestyramine\", by = \"4h\" }"

  private func apart(_ table: Int, of entry: Int, _ reader: FieldReader) -> Apart? {
    guard isTable(table, PlanReader.apart, reader) else { return nil }
    var (other, by) = (EntryID?.none, TimeSpan?.none)
    for (key, node) in reader.keys(ApartKey.self, of: table) {
      switch key {
      case .entry:
        guard let text = reader.text(node, example: "cholestyramine") else { continue }
        other = medicationReference(text, node, of: entry, reader)
      case .by: by = reader.span(node, example: "4h", in: TimeSpan.minutes(1)...TimeSpan.days(60))
      }
    }
    require(["entry": "\"cholestyramine\"", "by": "\"4h\""], in: table, reader)
    guard let other, let by else { return nil }
    return Apart(entry: other, by: by)
  }
}
