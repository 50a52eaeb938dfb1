import Almanac
import Care

/// A family, a plan, a daemon that may die at any moment and clocks that may lie, all from one seed.
///
/// One `act` is one thing that happens. After it, `Invariants` must hold.
struct Simulator {
  let seed: UInt64
  var dice: Dice
  /// What the machine's clock shows.
  var now = at("2026-10-21 05:00")
  var ledger = PaperLedger()
  var plan: Plan
  var planner: Planner
  var machine = Zones.berlin
  var isRunning = true
  var nextWakeup: Instant?
  /// What tendd keeps between two looks; a tendd that is not running keeps nothing.
  var kept: PlannerState?
  /// What was done, for the trace of a seed that fails.
  var trace: [String] = []
  /// The last event that the journal has.
  var cursor: Int64 = 0
  private var fingerprints: [EntryID: String] = [:]
  var invariants = Invariants()

  static let release = at("2026-10-01 00:00")

  init(seed: UInt64) throws {
    self.seed = seed
    dice = Dice(seed)
    plan = SimulatedPlan.start(dice: &dice)
    planner = try Planner(plan: plan, settings: SimulatedPlan.settings, zones: Zones.book)
    try takeUp(plan)
    try look()
  }

  mutating func run(events count: Int) throws {
    while trace.count < count {
      try act()
      if trace.count % 20 == 0 { try invariants.checkReplay(self) }
    }
    try invariants.checkReplay(self)
  }

  private mutating func act() throws {
    switch dice.roll(0...99) {
    case 0..<40: try wait()
    case 40..<58: answer()
    case 58..<64: snooze()
    case 64..<69: undo()
    case 69..<72: review()
    case 72..<76: pauseOrResume()
    case 76..<83: try editPlan()
    case 83..<88: try restart()
    case 88..<91: try dieBeforeRecording()
    case 91..<97: stepClock()
    default: try moveZone()
    }
    // What a person does reaches a running tendd at once.
    if isRunning { try look() }
  }

  // MARK: tendd

  /// One look of tendd, in one transaction, and the same look again, which must find nothing.
  mutating func look() throws {
    let fresh = planner.step(ledger.snapshot(at: now), now: now, release: Simulator.release)
    var state = ledger.follow(kept, now: now)
    let step = planner.look(&state, now: now, release: Simulator.release)
    try invariants.check(step, state, against: fresh, in: self)
    for event in step.events {
      try invariants.check(event, in: self)
      record(event, channel: EventOrigin.daemon)
    }
    ledger.lastProcessed = now
    state.lastProcessed = now
    kept = state
    nextWakeup = step.nextWakeup
    deliver()
    try invariants.check(step, rowsWritten: fresh.rowsWritten, in: self)
    if dice.roll(0...7) == 0 {
      let again = planner.step(ledger.snapshot(at: now), now: now, release: Simulator.release)
      try invariants.require(again.events.isEmpty, "a second look did \(again.events)", self)
    }
  }

  mutating func takeUp(_ new: Plan) throws {
    plan = new
    var zones = Zones.book
    zones.machine = machine
    planner = try Planner(plan: new, settings: SimulatedPlan.settings, zones: zones)
    for entry in new.entries {
      let fingerprint = new.timingFingerprint(of: entry)
      if fingerprints.updateValue(fingerprint, forKey: entry.id) != fingerprint {
        ledger.since[entry.id] = now
      }
    }
    for id in fingerprints.keys where new.entry(id) == nil {
      fingerprints[id] = nil
      ledger.since[id] = nil
    }
  }

  mutating func record(_ event: NewEvent, channel: String) {
    ledger.record(event, at: now, channel: channel)
    invariants.note(event, in: self)
  }

  /// The journal, from a cursor over event numbers; a kill between the line and the cursor repeats the line.
  private mutating func deliver() {
    guard dice.roll(0...20) > 0 else { return }
    cursor = Int64(ledger.events.count)
  }
}
