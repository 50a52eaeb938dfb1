import Almanac
import Care

/// The life of one occurrence, event by event: what is recorded is folded in and kept.
struct Story {
  private(set) var occurrence: Occurrence
  private(set) var events: [RecordedEvent] = []

  init(_ occurrence: Occurrence = Sample.occurrence(), writtenAt: Instant = at("2026-12-01 08:00")) {
    self.occurrence = occurrence
    record(.scheduled(occurrence.facts), at: writtenAt)
  }

  @discardableResult
  mutating func record(_ body: EventBody, at now: Instant, channel: String = "take") -> RecordedEvent {
    let event = RecordedEvent(
      number: Int64(events.count + 1), stamp: EventStamp(at: now, bootID: "", sinceBoot: 0),
      origin: EventOrigin(actor: channel, channel: channel), occurrence: occurrence.id,
      entry: occurrence.facts.key.entry, body: body)
    events.append(event)
    if case .undone = body {
      occurrence = Occurrence.replay(events) ?? occurrence
    } else {
      occurrence.apply(event)
    }
    return event
  }

  /// Lets time act once, as tendd would at `now`; returns what it did.
  @discardableResult
  mutating func look(at now: Instant, isClockTrusted: Bool = true) -> EventBody? {
    guard let body = occurrence.advancing(to: now, isClockTrusted: isClockTrusted) else { return nil }
    record(body, at: now, channel: EventOrigin.daemon)
    return body
  }

  /// Wakes whenever something is due, up to `end`; returns what happened and when.
  @discardableResult
  mutating func run(until end: Instant) -> [(at: Instant, body: EventBody)] {
    var happened: [(at: Instant, body: EventBody)] = []
    while let next = occurrence.nextAction, next <= end, let body = look(at: next) {
      happened.append((next, body))
    }
    return happened
  }
}
