import Almanac
import Care

extension PlanReader {
  private static let phase = "{ name = \"breathe in\", lasts = \"4s\" }"

  func activity(_ reader: FieldReader) -> Activity {
    if node(.carer) != nil {
      for field in [Field.person, .approval] {
        guard let other = node(field) else { continue }
        reader.error(
          key: other,
          "\"\(field.key)\" cannot stand beside \"carer\": what is a carer's own is of nobody cared for, and needs no approval"
        )
      }
    }
    return Activity(
      lasts: lasts(reader), approval: node(.approval).flatMap { approval($0, reader) },
      phases: node(.phases).map { phases($0, reader) } ?? [],
      carer: node(.carer).flatMap { reference($0, to: "contact", reader) })
  }

  /// What a session of the activity goes through, round and round.
  private func phases(_ node: Int, _ reader: FieldReader) -> [Session.Phase] {
    guard reader.kind(node) == .array, reader.document.nodes[node].childCount > 0 else {
      let found = reader.kind(node) == .array ? "an empty list" : reader.kindWord(node)
      reader.error(value: node, "\"phases\" takes a list of tables such as [\(Self.phase)], not \(found)")
      return []
    }
    return reader.document.children(node).compactMap { table in
      guard isTable(table, Self.phase, reader) else { return nil }
      var (name, lasts) = (String?.none, TimeSpan?.none)
      for (key, node) in reader.keys(PhaseKey.self, of: table) {
        switch key {
        case .name: name = reader.text(node, example: "breathe in")
        case .lasts: lasts = reader.span(node, example: "4s", in: TimeSpan.seconds(1)...TimeSpan.hours(4))
        }
      }
      require(["name": "\"breathe in\"", "lasts": "\"4s\""], in: table, reader)
      guard let name, let lasts else { return nil }
      return Session.Phase(name, lasts: lasts.seconds)
    }
  }
}
