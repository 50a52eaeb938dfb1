import Almanac
import Care

// What can happen. Each action says in the trace what it did.

extension Simulator {
  /// Time passes; a running tendd wakes whenever it asked for it.
  mutating func wait() throws {
    let end = now + Int64(dice.pick([1, 30, 300, 1200, 3600, 3 * 3600, 9 * 3600]))
    trace.append("\(now) wait until \(end)")
    while isRunning, let wakeup = nextWakeup, wakeup <= end {
      now = wakeup
      try look()
    }
    now = end
  }

  mutating func answer() {
    let rows = ledger.occurrences.filter {
      $0.facts.instant > now - 86_400 && $0.facts.instant < now + 10_800
    }
    guard !rows.isEmpty else { return trace.append("nothing to answer") }
    let row = dice.pick(rows)
    let happened = now - Int64(dice.roll(0...3600))
    let answer = Answer(outcome: dice.pick([.taken, .skipped, .held]), happenedAt: happened, by: "ana")
    guard let body = try? row.answering(answer, now: now, isFact: dice.roll(0...1) == 0) else {
      return trace.append("\(now) refused an answer to \(row.id)")
    }
    trace.append("\(now) answer \(row.id)")
    record(of: row, body)
  }

  mutating func snooze() {
    let open = ledger.occurrences.filter { $0.state.isOpen && $0.facts.instant < now + 7200 }
    guard !open.isEmpty else { return trace.append("nothing to snooze") }
    let row = dice.pick(open)
    let until = now + Int64(dice.roll(-60...7200))
    guard let body = try? row.snoozing(until: until, by: "ana", now: now) else {
      return trace.append("\(now) refused a snooze of \(row.id)")
    }
    trace.append("\(now) snooze \(row.id) until \(until)")
    record(of: row, body)
  }

  mutating func review() {
    let missed = ledger.occurrences.filter { $0.phase(at: now) == .missed && !$0.state.isReviewed }
    guard let row = missed.first, let body = try? row.reviewing(by: "ana", note: nil) else {
      return trace.append("nothing to review")
    }
    trace.append("\(now) review \(row.id)")
    record(of: row, body)
  }

  /// Takes back what a person did, or a skip that came of a pause.
  mutating func undo() {
    let recent = ledger.events.suffix(60).filter { event in
      switch event.body {
      case .answered, .snoozed, .reviewed, .undone: event.occurrence != nil
      default: false
      }
    }
    let undone = Set(
      ledger.events.compactMap { if case .undone(let number) = $0.body { number } else { nil } })
    let left = recent.filter { !undone.contains($0.number) }
    guard !left.isEmpty else { return trace.append("nothing to undo") }
    let event = dice.pick(left)
    guard let id = event.occurrence, let row = ledger.rows[id] else { return trace.append("nothing to undo") }
    // Taking an undo back would give a second answer where someone answered meanwhile.
    if case .undone = event.body, row.state.answer != nil { return trace.append("refused to redo") }
    trace.append("\(now) undo \(event.number) (\(event.body.kind) of \(row.id))")
    record(of: row, .undone(event.number))
  }

  mutating func pauseOrResume() {
    let entry = dice.pick(plan.entries).id
    if let pause = ledger.pauses[entry], pause.covers(now) {
      trace.append("\(now) resume \(entry)")
      record(NewEvent(entry: entry, .resumed), channel: "resume")
    } else {
      let until = dice.roll(0...1) == 0 ? nil : now + Int64(dice.roll(600...100_000))
      trace.append("\(now) pause \(entry) until \(until.map { "\($0)" } ?? "resume")")
      record(NewEvent(entry: entry, .paused(Pause(from: now, until: until, by: "ana"))), channel: "pause")
    }
  }

  /// The file changes; a running tendd takes it up now, a dead one when it starts.
  mutating func editPlan() throws {
    let (new, what) = SimulatedPlan.edited(plan, dice: &dice)
    trace.append("\(now) \(what)")
    try takeUp(new)
  }

  mutating func restart() throws {
    trace.append("\(now) \(isRunning ? "kill" : "start") tendd")
    isRunning.toggle()
    kept = nil
  }

  /// tendd decides, and is killed before the transaction ends: nothing of it happened.
  mutating func dieBeforeRecording() throws {
    trace.append("\(now) kill tendd in its transaction")
    _ = planner.step(ledger.snapshot(at: now), now: now, release: Simulator.release)
    isRunning = false
    kept = nil
  }

  mutating func stepClock() {
    let seconds = Int64(dice.pick([-1, -30, -3600, -7200, 1, 3600, 7200, -3 * 86_400, 2 * 86_400]))
    trace.append("\(now) the clock steps by \(seconds) s")
    now = now + seconds
  }

  mutating func moveZone() throws {
    machine = dice.pick([Zones.berlin, Zones.newYork, Zones.tokyo])
    trace.append("\(now) the machine moves to \(machine.name)")
    try takeUp(plan)
    invariants.completeFrom = now
  }

  private mutating func record(of row: Occurrence, _ body: EventBody) {
    record(NewEvent(occurrence: row.id, entry: row.facts.key.entry, body), channel: "tend")
  }
}
