import Care

extension PlanReader {
  private static let silence = "{ rule = \"two-entries\", because = \"agreed with Dr Okafor\" }"

  /// The rules of `tend check` that an entry is spared, each with a reason: one table or a list of them.
  func silences(_ node: Int, _ reader: FieldReader) -> [RuleSilence] {
    var tables = [node]
    if reader.kind(node) == .array {
      tables = Array(reader.document.children(node))
      if tables.isEmpty {
        reader.error(value: node, "\"silence\" is an empty list; it takes tables such as \(Self.silence)")
      }
    }
    var found: [RuleSilence] = []
    for table in tables {
      guard let silence = silence(table, reader) else { continue }
      if found.contains(where: { $0.rule == silence.rule }) {
        reader.error(value: table, "\"\(silence.rule.rawValue)\" is in \"silence\" twice")
      } else {
        found.append(silence)
      }
    }
    return found
  }

  private func silence(_ table: Int, _ reader: FieldReader) -> RuleSilence? {
    guard isTable(table, PlanReader.silence, reader) else { return nil }
    var (rule, because) = (Rule?.none, String?.none)
    for (key, node) in reader.keys(SilenceKey.self, of: table) {
      switch key {
      case .rule: rule = reader.choice(node, Rule.self)
      case .because: because = reader.text(node, example: "agreed with Dr Okafor")
      }
    }
    require(["rule": "\"two-entries\"", "because": "\"agreed with Dr Okafor\""], in: table, reader)
    guard let rule, let because else { return nil }
    return RuleSilence(rule: rule, because: because)
  }
}
