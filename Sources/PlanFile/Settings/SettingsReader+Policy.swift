import Almanac
import Care

// Quiet hours, silence as a signal, and what came due while Tend was away.

extension SettingsReader {
  func quiet(_ table: Int) -> QuietHours? {
    let example = "{ from = \"22:00\", until = \"07:00\" }"
    guard isTable(table, example) else { return nil }
    var (from, until): (ClockTime?, ClockTime?)
    var silences: Set<Importance>?
    for (key, node) in reader.keys(QuietKey.self, of: table) {
      switch key {
      case .from: from = time(node)
      case .until: until = time(node)
      case .silences:
        silences = Set(reader.list(node, example: "[\"low\", \"normal\"]") { silenced($0, $1) })
      }
    }
    for key in ["from", "until"] where reader.document.child(table, key) == nil {
      reader.error(key: table, "[quiet] has no \(key); write \(example)")
    }
    guard let from, let until else { return nil }
    guard let window = ClockWindow(from: from, until: until) else {
      reader.error(key: table, "quiet hours from \(from) until \(until) could mean always or never")
      return nil
    }
    return silences.map { QuietHours(window, silences: $0) } ?? QuietHours(window)
  }

  func silence(_ table: Int, _ settings: Settings) -> SilenceRule? {
    let example = "{ after = \"6h\", contact = \"jonas\" }"
    guard isTable(table, example) else { return nil }
    var after: TimeSpan?
    var rule = SilenceRule(after: .hours(6))
    for (key, node) in reader.keys(EscalationKey.self, of: table) {
      switch key {
      case .after: after = reader.span(node, example: "6h", in: TimeSpan.minutes(1)...TimeSpan.days(7))
      case .contact:
        rule.contact = reader.text(node, example: "jonas").flatMap { reader.contact($0, node) }
        guard let contact = rule.contact else { continue }
        let hasChannels = reader.document.child(table, "channels") != nil
        reader.log.note(
          hasChannels ? .contact : .contactToReach, contact, file: reader.file,
          offset: Int(reader.document.nodes[node].start))
      case .channels:
        rule.channels = reader.list(node, example: "[\"desktop\"]") { channelName($0, $1, settings) }
      }
    }
    if reader.document.child(table, "after") == nil {
      reader.error(key: table, "[silence] has no after; write \(example)")
    }
    if reader.document.child(table, "contact") == nil, reader.document.child(table, "channels") == nil {
      reader.error(key: table, "[silence] tells nobody; write \(example)")
    }
    guard let after else { return nil }
    rule.after = after
    return rule
  }

  func catchUpCap(_ table: Int) -> Int? {
    guard isTable(table, "{ cap = 10 }") else { return nil }
    var cap: Int?
    for (key, node) in reader.keys(CatchUpKey.self, of: table) {
      switch key {
      case .cap: cap = reader.integer(node, in: 0...1000)
      }
    }
    return cap
  }

  private func isTable(_ node: Int, _ example: String) -> Bool {
    if reader.kind(node) == .table { return true }
    reader.error(
      value: node, "\(reader.name(node)) takes a table such as \(example), not \(reader.kindWord(node))")
    return false
  }

  private func time(_ node: Int) -> ClockTime? {
    guard let text = reader.text(node, example: "22:00") else { return nil }
    if let time = ClockTime(text) { return time }
    reader.error(
      value: node, "\"\(text)\" is not a clock time such as \"22:00\"", suggestion: Respelling.time(text))
    return nil
  }

  private func silenced(_ text: String, _ node: Int) -> Importance? {
    let words = Importance.allCases.map(\.rawValue).filter { $0 != Importance.critical.rawValue }
    if let importance = Importance(rawValue: text), importance != .critical { return importance }
    let problem =
      text == Importance.critical.rawValue
      ? "what is critical is told in quiet hours too" : "unknown importance \"\(text)\""
    reader.error(
      value: node, "\(problem); \"silences\" takes \(words.joined(separator: ", "))",
      suggestion: Nearest.match(text, among: words))
    return nil
  }
}
