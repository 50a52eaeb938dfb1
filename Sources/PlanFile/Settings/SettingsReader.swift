import Almanac
import Care

/// Reads one scanned `settings.toml`.
struct SettingsReader {
  static let keys = SettingsKey.allCases.map(\.rawValue)

  let reader: FieldReader

  func settings() -> Settings {
    var settings = Settings()
    // First, as others name them.
    if let section = reader.document.child(TOMLDocument.root, "channel") {
      settings.channels = channels(section)
    }
    for node in reader.document.children(TOMLDocument.root) {
      switch SettingsKey(rawValue: reader.document.key(node)) {
      case .me: settings.me = reader.text(node, example: "me") ?? settings.me
      case .privacy: settings.privacy = reader.choice(node, Settings.Privacy.self) ?? settings.privacy
      case .remind: settings.ladders = ladders(node, settings)
      case .channel: break
      case .quiet: settings.quiet = quiet(node)
      case .silence: settings.silence = silence(node, settings)
      case .catchUp: settings.catchUpCap = catchUpCap(node) ?? settings.catchUpCap
      case .changesShownFor:
        let span = reader.span(node, example: "7d", in: TimeSpan.days(0)...TimeSpan.days(366))
        settings.changesShownFor = span ?? settings.changesShownFor
      case nil: unknown(node)
      }
    }
    return settings
  }

  private func unknown(_ node: Int) {
    let key = reader.document.key(node)
    if ["person", "contact"].contains(key) || EntryKind.written.contains(where: { $0.rawValue == key }) {
      reader.error(key: node, "\(reader.name(node)) is a part of the plan; it belongs in plan.toml")
    } else if SettingsReader.builtIn.contains(key) {
      reader.error(key: node, "\(reader.name(node)) is a channel; write [channel.\(key)]")
    } else {
      reader.error(
        key: node, "unknown key \(reader.name(node)) in the settings",
        suggestion: Nearest.match(key, among: SettingsReader.keys))
    }
  }

  private func ladders(_ section: Int, _ settings: Settings) -> [Importance: Ladder] {
    var ladders: [Importance: Ladder] = [:]
    for table in reader.tables(in: section, "[remind.high]") {
      let key = reader.document.key(table)
      guard let importance = Importance(rawValue: key) else {
        let words = Importance.allCases.map(\.rawValue)
        reader.error(
          key: table, "unknown importance \"\(key)\" in [remind]; there are \(words.joined(separator: ", "))",
          suggestion: Nearest.match(key, among: words))
        continue
      }
      ladders[importance] = ladder(table, importance, settings)
    }
    return ladders
  }

  private func ladder(_ table: Int, _ importance: Importance, _ settings: Settings) -> Ladder {
    var ladder = Ladder()
    for (key, node) in reader.keys(LadderKey.self, of: table) {
      switch key {
      case .repeat: reader.repeats(node, into: &ladder)
      case .lateAfter:
        ladder.lateAfter = reader.span(node, example: "30m", in: TimeSpan.seconds(0)...TimeSpan.days(7))
      case .missedAfter:
        ladder.missedAfter = reader.span(node, example: "4h", in: TimeSpan.seconds(1)...TimeSpan.days(7))
      case .channels:
        ladder.channels = reader.list(node, example: "desktop") { text, node in
          channelName(text, node, settings)
        }
      case .catchUp: ladder.catchUp = reader.catchUp(node, importance)
      case .budget where importance == .low: ladder.budget = reader.integer(node, in: 0...1000)
      case .budget:
        reader.error(
          key: node, "only what is of low importance has a budget: what matters more is always told")
      case .escalate:
        ladder.escalate = reader.escalation(
          node, contact: { reader.contact($0, $1) }, channel: { channelName($0, $1, settings) })
      }
    }
    if let late = ladder.lateAfter, let missed = ladder.missedAfter, missed <= late,
      let node = reader.document.child(table, "missed-after")
    {
      reader.error(value: node, "\"missed-after\" (\(missed)) has to be longer than \"late-after\" (\(late))")
    }
    return ladder
  }
}
