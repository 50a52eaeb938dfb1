import Almanac

/// What the channels said, and what was told of an occurrence together with others.
extension Explainer {
  /// A digest or a silence is of many: whether this one is among them.
  func concerns(_ event: RecordedEvent, _ occurrence: Occurrence) -> Bool {
    switch event.body {
    case .digest(let digest): digest.items.contains { $0.id == occurrence.id }
    case .silence(let silence):
      // It was told while this one waited.
      silence.waiting > 0 && occurrence.facts.instant <= event.stamp.at
        && (occurrence.state.answeredAt.map { $0 >= event.stamp.at } ?? (occurrence.state.withdrawn == nil))
    default: true
    }
  }

  func listed(_ digest: Digest) -> String {
    let cause = digest.cause == .quietHours ? "after quiet hours" : "on what came due while Tend was away"
    let others = digest.open + digest.missed - 1
    guard others > 0 else { return "Listed \(cause)" }
    return "Listed with \(others) \(others == 1 ? "other" : "others") \(cause)"
  }

  func silent(_ silence: Silence) -> String {
    let whom = silence.contact.map { wording.name(of: $0) } ?? "whoever is there"
    return "Nobody had answered anything since \(time(silence.since)): \(whom) was asked to look in"
  }

  /// What each channel said of the event, all its tries in one sentence.
  func deliveries(of event: RecordedEvent, _ occurrence: Occurrence, _ events: [RecordedEvent])
    -> [Reason]
  {
    var order: [Route] = []
    var reports: [Route: [(at: Instant, report: DeliveryReport)]] = [:]
    for case (let stamp, .delivery(let report)) in events.map({ ($0.stamp, $0.body) })
    where report.message == event.number {
      if reports[report.route] == nil { order.append(report.route) }
      reports[report.route, default: []].append((stamp.at, report))
    }
    for owed in occurrence.state.owed where owed.message == event.number && reports[owed.route] == nil {
      order.append(owed.route)
    }
    return order.map { route in
      let tries = reports[route] ?? []
      let owed = occurrence.state.owed.first { $0.message == event.number && $0.route == route }
      let to = route.contact.map { " to \(wording.name(of: $0))" } ?? ""
      var said = tries.map { outcome($0.report, at: $0.at) }
      if let owed { said.append(tries.isEmpty ? untried(owed) : "to be tried again\(retry(owed))") }
      let isOver = [.told, .suppressed].contains(tries.last?.report.result)
      let end = owed != nil || isOver ? "" : ", not tried again"
      return Reason(
        .channel, at: tries.last?.at ?? event.stamp.at,
        "Through \(route.channel)\(to): \(said.joined(separator: ", then "))\(end)")
    }
  }

  private func outcome(_ report: DeliveryReport, at: Instant) -> String {
    let late = report.isToldLate ? " late, at \(time(at))" : ""
    let detail = report.detail.map { " (\($0))" } ?? ""
    return "\(report.result.words)\(late)\(detail)"
  }

  private func retry(_ owed: OwedSend) -> String { owed.due > now ? " at \(time(owed.due))" : "" }

  /// Why nothing was tried, as far as the record and the settings can say.
  private func untried(_ owed: OwedSend) -> String {
    guard let channel = planner.settings.allChannels.first(where: { $0.name == owed.route.channel }) else {
      return "not tried yet, and the settings have no such channel any more"
    }
    if now - owed.since < 60 { return "about to be tried" }
    if channel.isAssumed, owed.route.contact == nil {
      return "waits for a desktop: no notification server was there, or tendd does not run"
    }
    return "not tried yet: tendd does not run, or the channel is busy with an earlier message"
  }
}
