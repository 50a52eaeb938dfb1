extension PlanValue {
  /// What somebody means who types `key=text` at a shell.
  ///
  /// Keys that hold several values are split at commas (`at=breakfast,dinner`), counts are numbers, what is a table is
  /// typed as its pairs (`cycle=day1=2026-12-07,days=5,of=28`), and everything else is text as it stands. Whether the
  /// plan accepts it is for `PlanLoader` to say.
  public init(typed text: String, for key: String) {
    switch key {
    case "at", "on", "except", "when", "remind", "ask", "countdown.days", "as-needed.together-with":
      let parts = PlanValue.parts(text)
      self = parts.count > 1 ? .list(parts.map(PlanValue.text)) : .text(parts.first ?? text)
    case "count", "cycle.days", "cycle.of", "cycle.cycles", "max-per-24h", "as-needed.max-per-24h":
      self = Int64(text).map(PlanValue.number) ?? .text(text)
    case "cycle", "countdown", "as-needed":
      self = PlanValue.table(typed: text, for: key) ?? .text(text)
    default:
      self = .text(text)
    }
  }

  /// `a=1,b=2`, also in the plan's own spelling `{ a = 1, b = "2" }`; nil for anything else.
  ///
  /// A part without a key goes on with the list of the key before it: `days=-7..-1,28`.
  private static func table(typed text: String, for key: String) -> PlanValue? {
    var text = text.trimmingBlanks
    if text.hasPrefix("{"), text.hasSuffix("}") { text = String(text.dropFirst().dropLast()) }
    var pairs: [(key: String, text: String)] = []
    for part in parts(text) {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { String($0).trimmingBlanks }
      if halves.count == 2 {
        pairs.append((halves[0], unquoted(halves[1])))
      } else if pairs.isEmpty {
        return nil
      } else {
        pairs[pairs.count - 1].text += ",\(unquoted(part))"
      }
    }
    return pairs.isEmpty
      ? nil : .table(pairs.map { PlanField($0.key, PlanValue(typed: $0.text, for: "\(key).\($0.key)")) })
  }

  private static func parts(_ text: String) -> [String] {
    text.split(separator: ",").map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
  }

  private static func unquoted(_ text: String) -> String {
    text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
      ? String(text.dropFirst().dropLast()) : text
  }
}
