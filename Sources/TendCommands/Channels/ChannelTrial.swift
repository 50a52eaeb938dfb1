import Almanac
import Care
import Channels
import Host
import Household
import PlanFile
import Systemd

/// Sends a test through channels, with the adapters that tendd uses.
struct ChannelTrial {
  struct Outcome {
    var channel: ChannelName
    var contact: String?
    var result: DeliveryReport.Result
    var detail: String?

    /// `mail to jonas`.
    var name: String { channel.text + (contact.map { " to \($0)" } ?? "") }

    var object: JSONObject {
      [
        "channel": .text(channel.text), "contact": .text(contact), "result": .text(result.rawValue),
        "detail": .text(detail),
      ]
    }
  }

  /// Beyond the time-out of a channel: a loop that waits for ever for an answer would tell nobody anything.
  private static let grace = Duration.seconds(10)

  let context: CommandContext
  let plan: Plan
  let settings: Settings

  /// Through all of them, or through the named channel or to the named contact; one outcome each, in their order.
  func run(only name: String?) throws -> [Outcome] {
    let channels = settings.allChannels + settings.heartbeats
    let routes = routes(channels).filter {
      name == nil || $0.channel.text == name || $0.contact == name
    }
    guard !routes.isEmpty else {
      throw unknown(name ?? "", channels)
    }
    let loop = try EventLoop()
    let maker = ChannelMaker(
      loop: loop, environment: context.environment,
      configDirectory: context.household.paths.configDirectory, clock: context.household.clock.now,
      onOutput: { _, _, _ in })
    return try send(
      routes, Dictionary(channels.map { ($0.name, $0) }, uniquingKeysWith: { $1 }), maker, loop)
  }

  private func unknown(_ name: String, _ channels: [Channel]) -> CommandFailure {
    if let contact = plan.contact(name) {
      return CommandFailure(
        "\(contact.name) has no channels, and no escalation names any for them", code: .usage,
        hint: "tend edit; in [contact.\(name)]: channels = [\"mail\"]")
    }
    var known = channels.map(\.name.text)
    for route in routes(channels) {
      if let contact = route.contact, !known.contains(contact) { known.append(contact) }
    }
    let near = Nearest.match(name, among: known)
    return CommandFailure(
      "there is no channel and no contact “\(name)”" + (near.map { "; did you mean “\($0)”?" } ?? ""),
      code: .usage, hint: "there are \(Phrase.list(known))")
  }

  private func send(
    _ routes: [Route], _ channels: [ChannelName: Channel], _ maker: ChannelMaker, _ loop: EventLoop
  ) throws -> [Outcome] {
    var outcomes = routes.map {
      Outcome(channel: $0.channel, contact: $0.contact, result: .timedOut, detail: "it never answered")
    }
    var open = Set(outcomes.indices)
    var messengers: [ChannelName: any Messenger] = [:]
    func note(_ index: Int, _ result: DeliveryReport.Result, _ detail: String?) {
      open.remove(index)
      outcomes[index].result = result
      outcomes[index].detail = detail
    }
    for (index, route) in routes.enumerated() {
      guard let channel = channels[route.channel] else {
        note(index, .refused, "no setting sets up [channel.\(route.channel)]")
        continue
      }
      if channel.heartbeat != nil {
        maker.beat(channel) { note(index, $0 == nil ? .told : .refused, $0) }
      } else if channel.kind == .journal {
        let failure = tellJournal()
        note(index, failure == nil ? .told : .refused, failure)
      } else if let messenger = messengers[channel.name] ?? maker.make(channel, hasReturned: {}) {
        messengers[channel.name] = messenger
        messenger.send(message(route, channel)) { note(index, $0, $1) }
      }
    }
    let longest = channels.values.map(\.timeout.seconds).max() ?? 0
    // One that hangs holds up only what goes through it, one message at a time.
    let deadline = ContinuousClock.now + .seconds(longest * Int64(routes.count)) + ChannelTrial.grace
    while !open.isEmpty, ContinuousClock.now < deadline { _ = try loop.turn(waitingAtMost: .seconds(1)) }
    return withExtendedLifetime(messengers) { outcomes }
  }

  /// Each channel by itself, and each contact whom a rung brings in, through what it brings them in by.
  private func routes(_ channels: [Channel]) -> [Route] {
    var rungs = settings.ladders.values.flatMap { $0.escalate ?? [] }
    rungs += plan.entries.flatMap { $0.ladder.escalate ?? [] }
    if let rule = settings.silence {
      rungs.append(EscalationRule(after: rule.after, contact: rule.contact, channels: rule.channels))
    }
    let toContacts = plan.contacts.flatMap { contact in
      let named = rungs.filter { $0.contact == contact.id }.flatMap { $0.channels ?? contact.channels }
      let all = Set(named + contact.channels)
      // In one order, whatever that of the rules.
      return all.filter { $0 != .journal }.sorted { $0.text < $1.text }.map { Route($0, contact: contact.id) }
    }
    return channels.map { Route($0.name) } + toContacts
  }

  private func message(_ route: Route, _ channel: Channel) -> Message {
    let zones = (try? context.household.zoneBook(for: plan)) ?? ZoneBook(machine: .utc)
    var wording = Wording(plan: plan, settings: settings, zones: zones)
    let contact = plan.contact(route.contact)
    wording.privacy = plan.privacy(of: route, through: channel, settings)
    return .test(route: route, contact: contact, wording: wording, now: context.now)
  }

  /// The journal takes it at once, or not at all; returns why not.
  private func tellJournal() -> String? {
    let line = JournalLine.test
    let fields = [
      JournalField("MESSAGE", line.message), JournalField("PRIORITY", "\(line.priority)"),
      JournalField("SYSLOG_IDENTIFIER", "tend"), JournalField("MESSAGE_ID", line.event.messageID),
    ]
    do {
      try Journal(socketPath: context.journalSocket).send(
        fields + line.fields.map { JournalField($0.name, $0.value) })
      return nil
    } catch {
      return "\(error)"
    }
  }
}
