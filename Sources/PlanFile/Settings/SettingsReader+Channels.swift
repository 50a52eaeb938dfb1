import Almanac
import Care

extension SettingsReader {
  static let builtIn = Channel.builtIn.map(\.name.text)

  /// The tables of `[channel.NAME]`.
  func channels(_ section: Int) -> [Channel] {
    reader.tables(in: section, "[channel.phone]").compactMap(channel)
  }

  /// The channel of that name; reported when nothing sets it up.
  func channelName(_ text: String, _ node: Int, _ settings: Settings) -> ChannelName? {
    // One whose own table is broken is not unknown as well.
    let section = reader.document.child(TOMLDocument.root, "channel")
    let tables = section.map { reader.document.children($0).map(reader.document.key) } ?? []
    let known = SettingsReader.builtIn + tables
    if let name = ChannelName(text), known.contains(text) {
      guard let section, let table = reader.document.child(section, text),
        reader.document.child(table, "heartbeat") != nil
      else { return name }
      reader.error(
        value: node,
        "[channel.\(text)] is a heartbeat, which tells nobody; \(reader.name(node)) needs one that tells"
      )
      return nil
    }
    let suggestion = Nearest.match(text, among: known)
    let hint = suggestion == nil ? "; there are \(known.joined(separator: ", "))" : ""
    reader.error(
      value: node, "unknown channel \"\(text)\" in \(reader.name(node))\(hint)", suggestion: suggestion)
    return nil
  }

  private func channel(_ table: Int) -> Channel? {
    let key = reader.document.key(table)
    guard let name = ChannelName(key) else {
      reader.error(
        key: table,
        "\"\(key)\" cannot name a channel; it takes small letters, digits and hyphens, a letter first")
      return nil
    }
    let builtIn = Channel.builtIn.first { $0.name == name }?.kind
    var channel = Channel(name: name, kind: builtIn ?? .command([]))
    // "command" is understood in a built-in one too, to say why it is none of its keys.
    let keys =
      builtIn == nil
      ? ChannelKey.ofCommand
      : (name == .desktop ? ChannelKey.ofDesktop : ChannelKey.ofJournal) + [.command]
    for (key, node) in reader.keys(ChannelKey.self, of: table, among: keys) {
      switch key {
      case .command where builtIn != nil:
        reader.error(key: node, "\(reader.label(table)) is built in and takes no \"command\"")
      case .command:
        let words = command(node)
        if !words.isEmpty { channel.kind = .command(words) }
      case .timeout:
        let range = TimeSpan(seconds: 1)...TimeSpan.minutes(10)
        channel.timeout = reader.span(node, example: "30s", in: range) ?? channel.timeout
      case .privacy: channel.privacy = reader.choice(node, Settings.Privacy.self)
      case .heartbeat:
        let range = TimeSpan.minutes(1)...TimeSpan.days(1)
        channel.heartbeat = reader.span(node, example: "5m", in: range)
      case .credentials: channel.credentials = credentials(node)
      case .snooze:
        let range = TimeSpan.minutes(1)...TimeSpan.hours(4)
        channel.snooze = reader.span(node, example: "10m", in: range) ?? channel.snooze
      case .skipReasons:
        let reasons = reader.list(node, example: "asleep") { text, _ in text }
        if !reasons.isEmpty { channel.skipReasons = reasons }
      }
    }
    if builtIn == nil, reader.document.child(table, "command") == nil {
      reader.error(
        key: table, "\(reader.label(table)) has no command; write command = [\"program\", \"argument\"]")
    }
    return channel
  }

  /// A program and its arguments, which may repeat and be empty.
  private func command(_ node: Int) -> [String] {
    guard reader.kind(node) == .array, reader.document.nodes[node].childCount > 0 else {
      reader.error(
        value: node,
        "\(reader.name(node)) takes a list of a program and its arguments such as [\"ntfy\", \"publish\", \"maria\"]"
      )
      return []
    }
    let words = reader.document.children(node).compactMap { element -> String? in
      guard reader.kind(element) == .string else {
        reader.error(value: element, "\(reader.name(node)) takes texts, not \(reader.kindWord(element))")
        return nil
      }
      return reader.document.string(element)
    }
    if words.first?.isEmpty ?? false {
      reader.error(value: node, "\(reader.name(node)) has no program")
    }
    return words
  }
}
