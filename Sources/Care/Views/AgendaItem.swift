public import Almanac

/// One line of an agenda: an occurrence that has a row, or one that is only computed yet.
///
/// Light enough that a month of ten thousand entries fits: what all occurrences of an entry share is shared.
public struct AgendaItem: Sendable {
  private let time: RawSlot
  private let origin: Origin
  public let phase: Phase
  /// It falls into a pause of its entry and will be skipped.
  public let isPaused: Bool
  /// The care team, or a stay in hospital, keeps it silent.
  public let isHeld: Bool
  /// A snooze that has not run out.
  public let isSnoozed: Bool

  private enum Origin: Sendable {
    case computed(FiringEntry)
    case stored(StoredItem)
  }

  public var instant: Instant { time.instant }
  /// The day it belongs to and its slot: with the entry, its identity.
  public var day: CivilDate { time.day }
  public var slot: String {
    switch origin {
    case .computed(let entry): entry.schedule.name(of: time)
    case .stored(let item): item.occurrence.facts.key.slot
    }
  }
  /// The nominal time as the plan names it, in `zone`.
  public var nominal: CivilDateTime { time.local }
  /// The zone of `nominal`; where the plan names that of an old row no more, its offset then under its name.
  public var zone: ZoneRules {
    switch origin {
    case .computed(let entry): entry.zone
    case .stored(let item): item.zone
    }
  }
  public var subject: AgendaSubject {
    switch origin {
    case .computed(let entry): entry.subject(of: time)
    case .stored(let item): item.subject
    }
  }
  public var key: OccurrenceKey { OccurrenceKey(entry: subject.entry, day: day, slot: slot) }

  private var stored: StoredItem? { if case .stored(let item) = origin { item } else { nil } }
  /// False for one that is only computed yet.
  public var hasRow: Bool { stored != nil }
  /// What the ledger knows of it; nil for one that is computed.
  public var row: Occurrence? { stored?.occurrence }
  /// Nil until its row is written.
  public var id: OccurrenceID? { stored?.occurrence.id }
  public var answer: Answer? { stored?.occurrence.state.answer }
  /// Reminders told so far.
  public var attempts: Int { stored?.occurrence.state.attempts ?? 0 }
  /// What must be known before anyone acts on it.
  public var caution: Caution? { stored?.occurrence.facts.caution }
  /// When to set out for an appointment; nil where the plan does not say.
  public var leaveAt: Instant? {
    switch origin {
    case .computed(let entry): entry.travel.map { time.instant - $0.seconds }
    case .stored(let item): item.occurrence.facts.leaveAt
    }
  }
  public var snoozedUntil: Instant? { isSnoozed ? stored?.occurrence.state.snoozedUntil : nil }

  /// A line for a row.
  public init(_ row: Occurrence, zone: ZoneRules, isPaused: Bool = false, isHeld: Bool = false, now: Instant)
  {
    let facts = row.facts
    time = RawSlot(instant: facts.instant, day: facts.key.day, local: facts.nominal)
    origin = .stored(StoredItem(row, zone: zone))
    self.isPaused = isPaused && row.state.isOpen
    self.isHeld = isHeld && row.state.isOpen
    phase = row.phase(at: now)
    isSnoozed = row.isSnoozed(at: now)
  }

  /// A line for an occurrence without a row, which is always still to come.
  init(_ slot: RawSlot, of entry: FiringEntry, isPaused: Bool, isHeld: Bool) {
    time = slot
    origin = .computed(entry)
    self.isPaused = isPaused
    self.isHeld = isHeld
    phase = .upcoming
    isSnoozed = false
  }
}

/// What an item of the ledger has: a row is large, and most items have none.
private final class StoredItem: Sendable {
  let occurrence: Occurrence
  let subject: AgendaSubject
  let zone: ZoneRules

  init(_ occurrence: Occurrence, zone: ZoneRules) {
    self.occurrence = occurrence
    subject = AgendaSubject(occurrence.facts)
    self.zone = zone
  }
}
