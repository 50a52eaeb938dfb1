import Almanac
import Care

/// What must hold after everything that happens.
struct Invariants {
  /// How an answered row was when it was answered: the plan must never change it.
  private var answered: [OccurrenceID: Occurrence] = [:]
  private var eventsSeen = 0
  /// What was before is not held against the plan: after a step back of the clock nobody can say what of that time
  /// was looked at, and after a journey a floating time of that day may lie where the day had another zone.
  var completeFrom = Instant(0)
  private var touched: Set<OccurrenceID> = []

  func require(_ holds: Bool, _ what: @autoclosure () -> String, _ simulator: Simulator) throws {
    if !holds { throw Violation(what: what(), simulator: simulator) }
  }

  /// Before an event of tendd's is recorded.
  func check(_ event: NewEvent, in simulator: Simulator) throws {
    let row = event.occurrence.flatMap { simulator.ledger.rows[$0] }
    switch event.body {
    case .told(let telling):
      try require(row?.state.isOpen ?? false, "told after it was closed: \(event)", simulator)
      try require(
        telling.attempt == (row?.state.attempts ?? 0) + 1, "attempts do not count up: \(event)", simulator)
      try require(
        telling.next.map { $0 > simulator.now } ?? true, "told again in the past: \(event)", simulator)
    case .missed:
      try require(row?.state.isOpen ?? false, "missed after it was closed: \(event)", simulator)
      try require((row?.facts.missedAt).map { $0 <= simulator.now } ?? false, "missed too early", simulator)
    case .answered(let answer):
      try require(row?.state.answer == nil, "a second answer: \(event)", simulator)
      try require(answer.outcome == .skipped, "tendd answered \(answer.outcome)", simulator)
    case .scheduled(let facts):
      let same = simulator.ledger.occurrences.filter { $0.facts.key == facts.key }
      try require(same.allSatisfy { $0.id == event.occurrence }, "a second row for \(facts.key)", simulator)
      try require(same.first?.state.answer == nil, "an answered row was opened again", simulator)
      try checkDose(facts, in: simulator)
    case .rescheduled(let facts):
      try checkDose(facts, in: simulator)
    default:
      break
    }
  }

  /// A row says the dose that the plan says for its day and time.
  private func checkDose(_ facts: OccurrenceFacts, in simulator: Simulator) throws {
    guard let entry = simulator.plan.entry(facts.key.entry) else { return }
    let dose = SimulatedCourse.dose(of: entry, on: facts.key.day, slot: facts.key.slot)
    try require(
      dose.map { facts.amount == $0.words && facts.take == $0.take } ?? true,
      "\(facts.key) has \(facts.amount ?? "nothing") instead of \(String(describing: dose?.words))", simulator
    )
  }

  /// After an event was recorded.
  mutating func note(_ event: NewEvent, in simulator: Simulator) {
    guard let id = event.occurrence, let row = simulator.ledger.rows[id] else { return }
    touched.insert(id)
    answered[id] = row.state.answer == nil ? nil : answered[id] ?? row
  }

  /// What tendd kept from its last look must come to the same as what a fresh one would read.
  func check(_ look: Look, _ state: PlannerState, against fresh: PlannerStep, in simulator: Simulator) throws
  {
    try require(
      look == fresh.look,
      "a kept state decides otherwise: \(look) instead of \(fresh)", simulator)
    let known = fresh.occurrences.allSatisfy { state.occurrence($0.id) == $0 }
    try require(known, "a kept state has other rows", simulator)
    try require(state.rowsWritten == fresh.rowsWritten, "a kept state counts other rows", simulator)
  }

  /// After tendd looked.
  mutating func check(_ step: Look, rowsWritten: Int64, in simulator: Simulator) throws {
    let (ledger, now) = (simulator.ledger, simulator.now)
    try require(ledger.events.count >= eventsSeen, "history shrank", simulator)
    eventsSeen = ledger.events.count
    try require(rowsWritten == Int64(ledger.ids.count), "the count of rows is off", simulator)
    for row in ledger.occurrences where row.state.isOpen {
      try require(row.nextAction != nil, "\(row.id) is open and waits for nothing", simulator)
      guard row.facts.instant <= now else { continue }
      let wasTold = (row.state.lastTold.map { $0 >= row.facts.instant } ?? false) || row.isSnoozed(at: now)
      try require(wasTold, "\(row.id) of \(row.facts.key) passed its nominal time in silence", simulator)
      let isTrusted = step.doubt == nil
      try require(!isTrusted || row.facts.missedAt > now, "\(row.id) should be missed", simulator)
    }
    if let wakeup = step.nextWakeup {
      try require(wakeup > now, "the next wake-up is in the past", simulator)
    } else {
      try require(!ledger.occurrences.contains { $0.state.isOpen }, "asleep with open occurrences", simulator)
    }
    if step.doubt == .steppedBack { completeFrom = now }
    if ledger.events.count % 8 == 0 { try checkCompleteness(simulator) }
  }

  /// Every time of the plan that has passed has its row, or another row of that day stands for it.
  private func checkCompleteness(_ simulator: Simulator) throws {
    let (ledger, now) = (simulator.ledger, simulator.now)
    let rows = Dictionary(grouping: ledger.occurrences, by: \.facts.key.entry)
    for entry in simulator.plan.entries {
      guard let since = ledger.since[entry.id] else { continue }
      let own = rows[entry.id] ?? []
      let keys = Set(own.map(\.facts.key))
      for facts in simulator.planner.upcoming(
        of: entry.id, after: max(since, completeFrom, now - 86_400), count: 6)
      {
        guard facts.instant <= now else { break }
        let isThere = keys.contains(facts.key) || own.contains { $0.facts.key.day == facts.key.day }
        try require(isThere, "\(facts.key) at \(facts.nominal) was lost", simulator)
      }
    }
  }

  /// Folding everything again gives what folding one by one gave, and answered rows are as they were.
  mutating func checkReplay(_ simulator: Simulator) throws {
    let events = Dictionary(grouping: simulator.ledger.events, by: \.occurrence)
    for id in touched {
      let row = simulator.ledger.rows[id]
      try require(Occurrence.replay(events[id] ?? []) == row, "replay of \(id) differs", simulator)
      let isKept = answered[id].map { $0.facts == row?.facts && $0.state.answer == row?.state.answer } ?? true
      try require(isKept, "the answered \(id) was changed", simulator)
    }
    touched = []
    let keys = simulator.ledger.occurrences.map(\.facts.key)
    try require(Set(keys).count == keys.count, "two rows of one key", simulator)
    try require(
      simulator.cursor <= simulator.ledger.events.count, "the journal is ahead of the ledger", simulator)
  }
}

/// A seed that broke a promise, with what led there.
struct Violation: Error, CustomStringConvertible {
  var what: String
  var seed: UInt64
  var number: Int
  var trace: [String]

  init(what: String, simulator: Simulator) {
    self.what = what
    seed = simulator.seed
    number = simulator.trace.count
    trace = simulator.trace.suffix(40).map { $0 }
  }

  var description: String {
    "seed \(seed), event \(number): \(what)\n  " + trace.joined(separator: "\n  ")
  }
}
