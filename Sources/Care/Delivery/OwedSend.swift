public import Almanac

/// A message that a route is still owed: decided and not told yet, as far as the record says.
///
/// What was handed over when Tend was killed is owed again, as the same message: told twice rather than not at all.
public struct OwedSend: Hashable, Sendable, Codable {
  /// Tries after which a message is given up.
  ///
  /// Reminders are overtaken by the next one long before.
  public static let mostRounds = 12

  /// The number of the event that is to be told.
  public var message: Int64
  public var route: Route
  public var since: Instant
  /// Tries so far.
  public var rounds: Int
  public var lastTry: Instant?
  /// What the message is about, where the household is owed one of a single occurrence.
  public var occurrence: OccurrenceID?

  public init(
    message: Int64, route: Route, since: Instant, rounds: Int = 0, lastTry: Instant? = nil,
    occurrence: OccurrenceID? = nil
  ) {
    self.message = message
    self.route = route
    self.since = since
    self.rounds = rounds
    self.lastTry = lastTry
    self.occurrence = occurrence
  }

  /// When it is to be tried next: at once, and after a refusal with a pause that doubles from 15 seconds to 15 minutes.
  var due: Instant {
    guard let lastTry, rounds > 0 else { return since }
    return lastTry + min(15 << Int64(min(rounds - 1, 6)), 900)
  }
}

extension [OwedSend] {
  /// Owes a message to these routes; what they are still owed of before is overtaken by it.
  ///
  /// Where two of them end in the same place, one telling is enough.
  ///
  /// The journal is owed nothing here: it takes every event from its own cursor.
  mutating func owe(_ message: RecordedEvent, through routes: [Route]) {
    removeAll { owed in routes.contains { $0.leadsWhere(owed.route) } }
    for route in routes where route.channel != .journal {
      guard !contains(where: { $0.message == message.number && $0.route.leadsWhere(route) }) else { continue }
      append(OwedSend(message: message.number, route: route, since: message.stamp.at))
    }
  }

  /// Takes in what a channel said; a report on what is not owed any more changes nothing.
  mutating func take(_ report: DeliveryReport, at now: Instant) {
    guard let index = firstIndex(where: { $0.message == report.message && $0.route == report.route })
    else { return }
    let isOver =
      switch report.result {
      case .told, .suppressed: true
      case .refused, .timedOut: report.round >= OwedSend.mostRounds
      }
    if isOver {
      remove(at: index)
    } else {
      self[index].rounds = report.round
      self[index].lastTry = now
    }
  }

  mutating func renumber(_ number: (Int64) -> Int64) {
    for index in indices { self[index].message = number(self[index].message) }
  }

  /// Those due by `now`.
  ///
  /// One that was refused is due at once through a channel that has come back, and where the clock stepped back behind
  /// its last try.
  func sends(of occurrence: OccurrenceID?, by now: Instant, returned: Set<ChannelName>) -> [Send] {
    compactMap { owed in
      let isBeforeLastTry = owed.lastTry.map { now < $0 } ?? (now < owed.since)
      guard owed.due <= now || isBeforeLastTry || returned.contains(owed.route.channel) else { return nil }
      return Send(
        message: owed.message, occurrence: occurrence ?? owed.occurrence, route: owed.route,
        since: owed.since,
        round: owed.rounds + 1)
    }
  }
}
