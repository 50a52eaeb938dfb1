import Almanac
import Care

// What the ladders of the settings and the entries of the plan have in common.

extension FieldReader {
  static let escalation = "{ after = \"15m\", contact = \"jonas\" }"
  private static let mostRepeats: Int64 = 999

  /// `10m`, or with a bound `10m*4`.
  func repeats(_ node: Int, into ladder: inout Ladder) {
    guard let text = text(node, example: "10m*4") else { return }
    let parts = text.split(separator: "*", omittingEmptySubsequences: false).map {
      String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    let range = TimeSpan(seconds: 1)...TimeSpan.days(7)
    guard parts.count <= 2, let first = parts.first,
      let span = span(first, node, example: "10m", in: range)
    else {
      if parts.count > 2 { error(value: node, "\"\(text)\" is not a repeat such as \"10m*4\"") }
      return
    }
    ladder.repeatEvery = span
    guard parts.count == 2 else { return }
    guard let count = Int(parts[1]), (0...FieldReader.mostRepeats).contains(Int64(count)) else {
      error(
        value: node,
        "\"\(parts[1])\" in \(name(node)) is not a number of times from 0 to \(FieldReader.mostRepeats)")
      return
    }
    ladder.repeats = count
  }

  /// A list of steps, in the order of their delays; `contact` reads the id of one and reports what it is not.
  func escalation(
    _ node: Int, contact: (_ text: String, _ node: Int) -> String?,
    channel: (_ text: String, _ node: Int) -> ChannelName?
  ) -> [EscalationRule]? {
    guard kind(node) == .array else {
      error(value: node, "\(name(node)) takes a list of steps such as [\(FieldReader.escalation)]")
      return nil
    }
    var rules: [EscalationRule] = []
    for item in document.children(node) {
      guard let rule = step(item, contact: contact, channel: channel) else { continue }
      if let last = rules.last, rule.after < last.after {
        error(value: item, "the steps of \(name(node)) stand in the order of \"after\"; this one is earlier")
      }
      rules.append(rule)
    }
    return rules
  }

  private func step(
    _ item: Int, contact: (_ text: String, _ node: Int) -> String?,
    channel: (_ text: String, _ node: Int) -> ChannelName?
  ) -> EscalationRule? {
    guard kind(item) == .table else {
      error(value: item, "a step of \(name(item)) is a table such as \(FieldReader.escalation)")
      return nil
    }
    var after: TimeSpan?
    var rule = EscalationRule(after: TimeSpan(seconds: 0))
    for (key, node) in keys(EscalationKey.self, of: item) {
      switch key {
      case .after: after = span(node, example: "15m", in: TimeSpan(seconds: 1)...TimeSpan.days(7))
      case .contact:
        rule.contact = text(node, example: "jonas").flatMap {
          $0 == Contact.onDuty ? $0 : contact($0, node)
        }
        guard let contact = rule.contact else { continue }
        let kind: NameUse.Kind = document.child(item, "channels") == nil ? .contactToReach : .contact
        log.note(kind, contact, file: file, offset: Int(document.nodes[node].start))
      case .channels: rule.channels = list(node, example: "[\"desktop\"]") { channel($0, $1) }
      }
    }
    if document.child(item, "after") == nil {
      error(value: item, "this step of \(name(item)) has no after; write after = \"15m\"")
    }
    if document.child(item, "contact") == nil, document.child(item, "channels") == nil {
      error(value: item, "this step of \(name(item)) tells nobody; write contact = \"jonas\"")
    }
    guard let after else { return nil }
    rule.after = after
    return rule
  }

  /// What is critical is never only recorded.
  func catchUp(_ node: Int, _ importance: Importance?) -> CatchUp? {
    guard let catchUp = choice(node, CatchUp.self) else { return nil }
    guard catchUp != .record || importance != .critical else {
      error(
        value: node, "what is critical is never only recorded; \(name(node)) can be tell or fold there")
      return nil
    }
    return catchUp
  }

  /// `08:00-22:00`.
  func window(_ node: Int, example: String) -> ClockWindow? {
    guard let text = text(node, example: example) else { return nil }
    if let window = ClockWindow(text) { return window }
    error(value: node, "\"\(text)\" is not a part of the day such as \"\(example)\"")
    return nil
  }

  /// A channel by the shape of its name: the plan does not know those of the settings.
  func channel(_ text: String, _ node: Int) -> ChannelName? {
    guard let name = ChannelName(text) else {
      error(
        value: node,
        "\"\(text)\" cannot name a channel; it takes small letters, digits and hyphens, a letter first")
      return nil
    }
    log.note(.channel, text, file: file, offset: Int(document.nodes[node].start))
    return name
  }

  /// A contact by the shape of its id: the settings do not know those of the plan.
  func contact(_ text: String, _ node: Int) -> String? {
    guard EntryID.isWellFormed(text) else {
      error(value: node, "\"\(text)\" cannot be the id of a contact")
      return nil
    }
    return text
  }
}
