import Almanac
import Care
import Testing

/// A home without a disk or a clock: a plan, a paper ledger, and time that moves when it is told to.
struct Home {
  private(set) var plan: Plan
  private(set) var planner: Planner
  var ledger = PaperLedger()
  private(set) var nextWakeup: Instant?
  /// What the planner keeps between two looks.
  private(set) var kept: PlannerState?
  var now: Instant
  var release = at("2026-01-01 00:00")
  private var settings: Settings
  var clock = ClockStanding.trusted
  private var zones: ZoneBook
  private var fingerprints: [EntryID: String] = [:]

  init(
    _ plan: Plan, settings: Settings = Settings(), at now: Instant, machine: ZoneRules = Zones.berlin,
    after loss: RecordLoss? = nil
  ) throws {
    self.plan = plan
    self.settings = settings
    self.now = now
    var zones = Zones.book
    zones.machine = machine
    self.zones = zones
    planner = try Planner(plan: plan, settings: settings, zones: zones)
    if let loss { ledger.record(NewEvent(.recordLost(loss)), at: now) }
    try edit(plan)
    step()
  }

  /// Takes up a plan as tendd does: what is new or changed counts from now.
  mutating func edit(_ plan: Plan) throws {
    self.plan = plan
    planner = try Planner(plan: plan, settings: settings, zones: zones)
    for entry in plan.allEntries {
      let fingerprint = plan.timingFingerprint(of: entry)
      if fingerprints.updateValue(fingerprint, forKey: entry.id) != fingerprint {
        ledger.since[entry.id] = now
        ledger.unevaluated.insert(entry.id)
      }
    }
    for id in fingerprints.keys where plan.entry(id) == nil {
      fingerprints[id] = nil
      ledger.since[id] = nil
    }
  }

  /// Writes the rows of the plan in force without telling anything, as tendd does before it reads the files.
  @discardableResult
  mutating func writeRows() -> [RecordedEvent] {
    var state = PlannerState(ledger.snapshot(at: now))
    return planner.writeRows(&state, now: now, release: release).map { ledger.record($0, at: now) }
  }

  mutating func move(to machine: ZoneRules) throws {
    zones.machine = machine
    try edit(plan)
  }

  /// Looks once at `now`, and again at once, which must change nothing.
  ///
  /// The state kept from the last look must come to the same as one made anew from the ledger.
  @discardableResult
  mutating func step() -> [RecordedEvent] {
    let step = planner.step(ledger.snapshot(at: now), now: now, release: release, clock: clock)
    var state = ledger.follow(kept, now: now)
    let look = planner.look(&state, now: now, release: release, clock: clock)
    #expect(look == step.look)
    let recorded = step.events.map { ledger.record($0, at: now) }
    ledger.lastProcessed = now
    ledger.unevaluated = state.unevaluated
    if ledger.unevaluated.isEmpty { ledger.evaluatedEvent = Int64(ledger.events.count) }
    state.lastProcessed = now
    #expect(recorded.allSatisfy { $0.occurrence.map { state.occurrence($0) == ledger.rows[$0] } ?? true })
    #expect(state.lastEvent == Int64(ledger.events.count))
    kept = state
    nextWakeup = step.nextWakeup
    if let nextWakeup { #expect(nextWakeup > now) }
    let again = planner.step(ledger.snapshot(at: now), now: now, release: release, clock: clock)
    #expect(again.events.isEmpty, "a second look at the same instant did \(again.events)")
    return recorded
  }

  /// Lets time pass as tendd would see it, waking whenever it asked to be woken; returns what was recorded.
  @discardableResult
  mutating func run(until end: Instant) -> [RecordedEvent] {
    var recorded: [RecordedEvent] = []
    while let wakeup = nextWakeup, wakeup <= end {
      now = wakeup
      recorded += step()
    }
    now = end
    return recorded + step()
  }

  /// Nobody looks until `end`: the machine is off.
  @discardableResult
  mutating func sleep(until end: Instant) -> [RecordedEvent] {
    now = end
    return step()
  }

  @discardableResult
  mutating func record(_ body: EventBody, of occurrence: Occurrence) -> RecordedEvent {
    ledger.record(
      NewEvent(occurrence: occurrence.id, entry: occurrence.facts.key.entry, body), at: now, channel: "take")
  }

  /// A dose taken as needed, now.
  mutating func takeAsNeeded(_ entry: String, id: String = "x9x") {
    guard let facts = planner.asNeeded(entryID(entry), at: now) else {
      Issue.record("\(entry) is not taken as needed")
      return
    }
    for body in [EventBody.scheduled(facts), .answered(Sample.taken(at: now))] {
      ledger.record(
        NewEvent(occurrence: occurrenceID(id), entry: entryID(entry), body), at: now, channel: "take")
    }
  }

  mutating func pause(_ entry: String, until: Instant? = nil, reason: String? = nil) {
    ledger.record(
      NewEvent(entry: entryID(entry), .paused(Pause(from: now, until: until, by: "ana", reason: reason))),
      at: now, channel: "pause")
  }

  mutating func resume(_ entry: String) {
    ledger.record(NewEvent(entry: entryID(entry), .resumed), at: now, channel: "resume")
  }

  /// The rows of an entry whose nominal time is this one, the withdrawn among them.
  func rows(_ entry: String = "midostaurin", at instant: Instant) -> [Occurrence] {
    ledger.occurrences.filter { $0.facts.key.entry == entryID(entry) && $0.facts.instant == instant }
  }

  func row(_ entry: String = "midostaurin", at instant: Instant) throws -> Occurrence {
    try #require(rows(entry, at: instant).first)
  }
}

extension [RecordedEvent] {
  /// What was told or found out, leaving out the writing of rows.
  var spoken: [EventKind] { map(\.body.kind).filter { $0 != .scheduled && $0 != .rescheduled } }

  var tellings: [(at: Instant, telling: Telling)] {
    compactMap { event in
      if case .told(let telling) = event.body { (event.stamp.at, telling) } else { nil }
    }
  }
}
