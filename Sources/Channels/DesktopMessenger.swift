public import Almanac
public import Care
import Desktop
public import Household
public import Systemd

/// Tells through popups of the desktop: one for each person and moment, replaced when it is told again.
///
/// Pressing a button is a command; closing a popup answers nothing. A popup goes when the answer comes from elsewhere.
public final class DesktopMessenger: Messenger {
  /// How long a message waits for a notification server that nobody asked for in the settings.
  static let patience: Int64 = 12 * 3600

  private struct Waiting {
    var send: Send
    var reply: Reply
  }

  let channel: Channel
  private let loop: EventLoop
  let clock: () -> Instant
  weak var desk: (any Desk)?
  private let hasReturned: () -> Void
  private(set) var server: NotificationServer?
  var groups: [PopupGroup.Key: PopupGroup] = [:]
  /// Told, and not yet known to be on the screen.
  private var waiting: [PopupGroup.Key: [Waiting]] = [:]
  /// To be shown anew in the next turn of the loop, so that what is due together is one popup.
  private var dirty: Set<PopupGroup.Key> = []
  /// Handed to the server, which has not answered yet.
  private var underWay: Set<PopupGroup.Key> = []
  private var isRendering = false
  /// What asks for no answer, and waits for a notification server that may come.
  var notices: [WaitingNotice] = []
  var memory: PopupMemory?
  /// On the screen since before this process, and not taken over yet.
  var remembered: [PopupMemory.Item]

  /// - Parameters:
  ///   - desk: Takes what is pressed; without one there are no buttons.
  ///   - memory: Keeps which popups are shown, for the next process.
  ///   - hasReturned: Called when a notification server is there again.
  public init(
    channel: Channel, bus: Bus, loop: EventLoop, clock: @escaping () -> Instant, desk: (any Desk)?,
    memory: RuntimeFile? = nil, hasReturned: @escaping () -> Void
  ) {
    self.channel = channel
    self.loop = loop
    self.clock = clock
    self.desk = desk
    self.hasReturned = hasReturned
    self.memory = memory.map(PopupMemory.init)
    remembered = self.memory?.read() ?? []
    server = NotificationServer(
      bus: bus, application: "Tend", desktopEntry: "tend", patience: .seconds(channel.timeout.seconds)
    ) { [weak self] in self?.heard($0) }
  }

  public func send(_ message: Message, reply: @escaping Reply) {
    guard let occurrence = message.occurrence, message.send.route.contact == nil,
      occurrence.state.answer == nil, occurrence.state.withdrawn == nil
    else { return showAlone(message, reply: reply) }
    let key = key(of: occurrence)
    groups[key, default: PopupGroup(wording: message.wording)].tell(
      occurrence, isRecorded: message.isRecorded, wording: message.wording)
    waiting[key, default: []].append(Waiting(send: message.send, reply: reply))
    show(key)
  }

  public func follow(_ rows: PlannerState) {
    let now = clock()
    takeOver(rows)
    defer { remember() }
    dropNotices(rows, now: now)
    for (key, group) in groups {
      var group = group
      if group.follow(rows, now: now) { show(key) }
      groups[key] = group
      // What the server has in hand it will answer.
      guard !underWay.contains(key), let held = waiting[key] else { continue }
      let over = held.filter { !rows.owes($0.send) || now - $0.send.since > DesktopMessenger.patience }
      waiting[key] = held.filter { rows.owes($0.send) && now - $0.send.since <= DesktopMessenger.patience }
      for item in over { item.reply(.suppressed, "no notification server came while it mattered") }
    }
  }

  public func close() {
    for (key, group) in groups {
      if let popup = group.popup { server?.close(popup) }
      groups[key]?.popup = nil
    }
    remember()
    memory = nil
    groups = [:]
    waiting = [:]
    notices = []
    server = nil
  }

  /// The popup that has it by itself, where someone asked for that.
  private func key(of occurrence: Occurrence) -> PopupGroup.Key {
    let alone = PopupGroup.Key.alone(occurrence.id)
    return groups[alone] != nil ? alone : .moment(person: occurrence.facts.person, occurrence.facts.instant)
  }
}

extension DesktopMessenger {
  private func show(_ key: PopupGroup.Key) {
    dirty.insert(key)
    guard !isRendering else { return }
    isRendering = true
    loop.post { [weak self] in
      guard let self else { return }
      isRendering = false
      for key in dirty.subtracting(underWay) { render(key) }
    }
  }

  private func render(_ key: PopupGroup.Key) {
    dirty.remove(key)
    guard let group = groups[key] else { return }
    guard !group.occurrences.isEmpty else {
      if let popup = group.popup { server?.close(popup) }
      groups[key] = nil
      remember()
      for item in waiting.removeValue(forKey: key) ?? [] {
        item.reply(.suppressed, "answered before it could be shown")
      }
      return
    }
    // Nothing was told anew, and whoever closed it has seen it.
    guard !group.isDismissed else { return }
    underWay.insert(key)
    var popup = group.popup(for: channel, mostButtons: server?.presentServer?.mostButtons, now: clock())
    if desk == nil { popup.actions = [] }
    let asked = Set(group.occurrences.map(\.id))
    server?.show(popup, replacing: group.popup) { [weak self] in self?.shown(key, asked, $0) }
  }

  /// The popup of that number is another one now, whatever the server says: a press of it must not answer for this one.
  func forget(_ popup: PopupID) {
    for (key, group) in groups where group.popup == popup { groups[key]?.popup = nil }
  }

  private func shown(
    _ key: PopupGroup.Key, _ asked: Set<OccurrenceID>, _ result: Result<PopupID, BusFailure>
  ) {
    underWay.remove(key)
    switch result {
    case .success(let popup):
      forget(popup)
      // 0 is no number: a server that gives it to all could not say which one was pressed.
      groups[key]?.popup = popup.number == 0 ? nil : popup
      groups[key]?.seen = asked
      groups[key]?.wasShown = true
      if groups[key] == nil { server?.close(popup) }
      remember()
      for item in waiting.removeValue(forKey: key) ?? [] { item.reply(.told, nil) }
    case .failure(let failure):
      groups[key]?.popup = nil
      // Without a desktop, and nobody asking for one, it waits for one that may come.
      guard !channel.isAssumed || server?.isRunning == true else { break }
      for item in waiting.removeValue(forKey: key) ?? [] { item.reply(failure.result, "\(failure)") }
    }
    if dirty.contains(key) { show(key) }
  }

  private func heard(_ event: NotificationServer.Event) {
    switch event {
    case .appeared:
      for (key, group) in groups {
        // Of this server it can only be one from before this process, which is to be shown anew in its place.
        if let popup = group.popup, server?.isOfPresentServer(popup) != true { groups[key]?.popup = nil }
        // What was refused is handed over again.
        if group.wasShown || waiting[key]?.isEmpty == false { show(key) }
      }
      showNotices()
      hasReturned()
    case .disappeared:
      for key in groups.keys { groups[key]?.popup = nil }
    case .closed(let popup, let reason):
      guard let key = key(of: popup) else { return }
      groups[key]?.popup = nil
      defer { remember() }
      // A server that takes a popup away because it was pressed does not close what is shown for that.
      guard reason == .dismissed, !dirty.contains(key), !underWay.contains(key) else { return }
      let wasAsking = groups[key]?.asksReason == true
      groups[key]?.asksReason = false
      // Who closes the question goes back to what was asked about.
      if wasAsking { show(key) } else { groups[key]?.isDismissed = true }
    case .pressed(let popup, let key):
      guard let group = self.key(of: popup), let action = PopupGroup.Action(key) else { return }
      pressed(action, group)
    }
  }

  private func key(of popup: PopupID) -> PopupGroup.Key? { groups.first { $0.value.popup == popup }?.key }

  private func pressed(_ action: PopupGroup.Action, _ key: PopupGroup.Key) {
    switch action {
    case .answer: press(.fulfilled, key)
    case .snooze: press(.snoozed(channel.snooze), key)
    case .reason(let number):
      guard groups[key]?.maySkip == true, channel.skipReasons.indices.contains(number) else { return }
      press(.skipped(reason: channel.skipReasons[number]), key)
    case .skip, .back, .more:
      guard groups[key]?.maySkip == true else { return }
      groups[key]?.asksReason = action != .back
      let page = groups[key]?.reasonPage ?? 0
      groups[key]?.reasonPage = action == .more ? page + 1 : 0
      groups[key]?.refusal = []
      show(key)
    case .each:
      guard let group = groups.removeValue(forKey: key) else { return }
      if let popup = group.popup { server?.close(popup) }
      for occurrence in group.occurrences {
        var alone = PopupGroup(wording: group.wording)
        alone.tell(occurrence, isRecorded: true, wording: group.wording)
        groups[.alone(occurrence.id)] = alone
        show(.alone(occurrence.id))
      }
      remember()
    }
  }

  private func press(_ press: PressedAnswer, _ key: PopupGroup.Key) {
    guard let desk, let group = groups[key] else { return }
    let asked = group.asked(by: press, at: clock())
    guard !asked.isEmpty else {
      // A press that came too late for what it was about gets to see how things stand.
      groups[key]?.isDismissed = false
      return show(key)
    }
    let refused = desk.press(press, of: asked.map(\.id))
    // Most servers take a popup away once it was pressed: what was refused is shown again, with the reason.
    guard !refused.isEmpty else { return }
    groups[key]?.asksReason = false
    groups[key]?.refusal = refused.flatMap { refusal in
      let name = asked.count > 1 ? asked.first { $0.id == refusal.occurrence }?.facts.name : nil
      return refusal.words.enumerated().map { $0 == 0 && name != nil ? "\(name ?? ""): \($1)" : $1 }
    }
    groups[key]?.isDismissed = false
    show(key)
  }
}

extension BusFailure {
  var result: DeliveryReport.Result {
    if case .noReply = self { .timedOut } else { .refused }
  }
}
