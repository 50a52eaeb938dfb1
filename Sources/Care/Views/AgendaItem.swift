public import Almanac

/// One line of an agenda: an occurrence that has a row, or one that is only computed yet.
///
/// Light enough that a month of ten thousand entries fits: what all occurrences of an entry share is shared.
public struct AgendaItem: Hashable, Sendable {
  public let subject: AgendaSubject
  /// The day it belongs to and its slot: with the entry, its identity.
  public let day: CivilDate
  public let slot: String
  /// The nominal time as the plan names it, in `zone`.
  public let nominal: CivilDateTime
  public let instant: Instant
  /// The zone of `nominal`; where the plan names that of an old row no more, its offset then under its name.
  public let zone: ZoneRules
  public let phase: Phase
  /// It falls into a pause of its entry and will be skipped.
  public let isPaused: Bool
  /// A snooze that has not run out.
  public let isSnoozed: Bool
  /// What the ledger knows of it; nil for one that is computed.
  public var row: Occurrence? { stored?.occurrence }

  private let stored: Stored?

  public var key: OccurrenceKey { OccurrenceKey(entry: subject.entry, day: day, slot: slot) }
  /// Nil until its row is written.
  public var id: OccurrenceID? { stored?.occurrence.id }
  public var answer: Answer? { stored?.occurrence.state.answer }
  /// Reminders told so far.
  public var attempts: Int { stored?.occurrence.state.attempts ?? 0 }
  /// What must be known before anyone acts on it.
  public var caution: Caution? { stored?.occurrence.facts.caution }
  public var snoozedUntil: Instant? { isSnoozed ? stored?.occurrence.state.snoozedUntil : nil }

  /// A row is large and most items have none.
  private final class Stored: Hashable, Sendable {
    let occurrence: Occurrence

    init(_ occurrence: Occurrence) { self.occurrence = occurrence }

    static func == (a: Stored, b: Stored) -> Bool { a === b || a.occurrence == b.occurrence }
    func hash(into hasher: inout Hasher) { hasher.combine(occurrence.id) }
  }

  /// A line for a row.
  public init(_ row: Occurrence, zone: ZoneRules, isPaused: Bool = false, now: Instant) {
    self.init(row, subject: AgendaSubject(row.facts), zone: zone, isPaused: isPaused, now: now)
  }

  init(_ row: Occurrence, subject: AgendaSubject, zone: ZoneRules, isPaused: Bool, now: Instant) {
    let facts = row.facts
    self.subject = subject
    self.zone = zone
    self.isPaused = isPaused && row.state.isOpen
    day = facts.key.day
    slot = facts.key.slot
    nominal = facts.nominal
    instant = facts.instant
    phase = row.phase(at: now)
    isSnoozed = row.isSnoozed(at: now)
    stored = Stored(row)
  }

  /// A line for an occurrence without a row, which is always still to come.
  init(_ slot: TimedSlot, subject: AgendaSubject, zone: ZoneRules, isPaused: Bool) {
    self.subject = subject
    self.zone = zone
    self.isPaused = isPaused
    day = slot.day
    self.slot = slot.slot
    nominal = slot.local
    instant = slot.instant
    phase = .upcoming
    isSnoozed = false
    stored = nil
  }
}
