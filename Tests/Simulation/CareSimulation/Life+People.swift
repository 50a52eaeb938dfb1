import Almanac
import Care

// What the carers do. Each says in the trace what it did.

extension Life {
  var canRecord: Bool { disk == .fine || disk == .lockedByAnother }

  private func record(_ row: OccurrenceID, _ entry: EntryID, _ body: EventBody, _ verb: String) throws {
    let origin = EventOrigin(actor: "ana", channel: verb)
    // Another process holds the ledger for tendd only; a person waits for it.
    coverage.note(verb)
    try append(NewEvent(occurrence: row, entry: entry, body), origin, stamp(at: now), .person)
  }

  private func record(_ row: Occurrence, _ body: EventBody, _ verb: String) throws {
    try record(row.id, row.facts.key.entry, body, verb)
  }

  /// A row of about now, whatever became of it.
  private func anyRow() -> Occurrence? {
    let near = ledger.newest(80).filter {
      $0.facts.instant > now - 86_400 && $0.facts.instant < now + 10_800
    }
    let open = near.filter { $0.state.isOpen && $0.facts.instant <= now }
    if !open.isEmpty, dice.roll(0...2) > 0 { return dice.pick(open) }
    return near.isEmpty ? nil : dice.pick(near)
  }

  private func someAnswer(by: String = "ana") -> Answer {
    let happened = dice.pick([now, now, now - Int64(dice.roll(0...7200)), now + 60])
    return Answer(outcome: dice.pick([.taken, .taken, .skipped, .held]), happenedAt: happened, by: by)
  }

  func answer() throws {
    guard canRecord, let row = anyRow() else { return }
    if row.state.answer?.outcome == .taken, dice.roll(0...3) == 0 {
      guard
        let body = try? row.notKept(lostAt: now, by: "ana", basis: nil, note: nil, now: now)
      else { return }
      return try record(row, body, "not-kept")
    }
    let answer = someAnswer()
    let isFact = dice.roll(0...1) == 0
    do {
      let body = try row.answering(answer, now: now, isFact: isFact)
      if answer.happenedAt > now { throw Trouble("an answer from the future was taken") }
      try record(row, body, "take")
    } catch let refusal as Refusal {
      try checkRefusal(refusal, of: row, answer, isFact: isFact)
    }
  }

  private func checkRefusal(_ refusal: Refusal, of row: Occurrence, _ answer: Answer, isFact: Bool) throws {
    note("refused: \(refusal)")
    coverage.note("an answer is refused")
    let shadow = checks.shadows[row.id]
    switch refusal {
    case .alreadyAnswered(let first, _):
      if shadow?.answer != first {
        throw Trouble("refused for \(first), but it was \(String(describing: shadow?.answer))")
      }
    case .withdrawn:
      if isFact || shadow?.isWithdrawn != true {
        throw Trouble("\(row.id) is not withdrawn, and its answer was refused")
      }
    case .inTheFuture:
      if answer.happenedAt <= now { throw Trouble("an answer of the past was refused as one of the future") }
    default: throw Trouble("an answer to \(row.id) was refused: \(refusal)")
    }
  }

  /// Both press at once: the first wins, and the second is told who and when.
  func twoCarers() throws {
    guard canRecord, let row = anyRow(), row.state.answer == nil else { return }
    let first = Answer(outcome: .taken, happenedAt: now, by: "ana")
    try record(row, try row.answering(first, now: now, isFact: true), "take")
    guard let now = ledger.occurrence(row.id) else { throw Trouble("an answer removed its row") }
    do {
      _ = try now.answering(
        Answer(outcome: .skipped, happenedAt: self.now, by: "jonas"), now: self.now, isFact: true)
      throw Trouble("two carers answered \(row.id)")
    } catch Refusal.alreadyAnswered(let winner, let when) {
      coverage.note("two carers at once")
      if winner != first || when != self.now { throw Trouble("the second carer was told of another answer") }
    }
  }

  /// Days ahead, before there is a row: the dose before a journey.
  func answerAhead() throws {
    guard canRecord, let entry = tendd?.planner.plan.entries.first(where: { _ in dice.roll(0...2) == 0 })
    else { return }
    let ahead = tendd?.planner.upcoming(of: entry.id, after: now + Int64(dice.roll(0...6)) * 86_400, count: 1)
    guard let facts = ahead?.first else { return }
    if let known = ledger.occurrence(facts.key) {
      let answer = Answer(outcome: .skipped, happenedAt: now, by: "ana")
      guard let body = try? known.answering(answer, now: now, isFact: false) else { return }
      return try record(known, body, "skip")
    }
    let id = OccurrenceID(number: ledger.rowsWritten())
    try record(id, entry.id, .scheduled(facts), "skip")
    try record(id, entry.id, .answered(Answer(outcome: .skipped, happenedAt: now, by: "ana")), "skip")
  }

  func takeAsNeeded() throws {
    guard canRecord, let entry = plan.entries.first(where: { $0.asNeeded != nil }),
      let facts = tendd?.planner.asNeeded(entry.id, at: now - Int64(dice.pick([0, 0, 1800])))
    else { return }
    let isKnown = checks.keys[facts.key] != nil
    guard !isKnown else { return }
    let id = OccurrenceID(number: ledger.rowsWritten())
    try record(id, entry.id, .scheduled(facts), "take")
    try record(id, entry.id, .answered(Answer(outcome: .taken, happenedAt: facts.instant, by: "ana")), "take")
  }

  func snooze() throws {
    guard canRecord, let row = anyRow() else { return }
    let until = now + Int64(dice.pick([-60, 600, 1800, 7200, 40_000]))
    do {
      let body = try row.snoozing(until: until, by: "ana", now: now)
      guard until < row.facts.missedAt else { throw Trouble("a snooze outlasts \(row.id)") }
      try record(row, body, "snooze")
    } catch let refusal as Refusal {
      note("refused: \(refusal)")
      coverage.note("a snooze is refused")
      if case .snoozeTooLong = refusal, until < row.facts.missedAt {
        throw Trouble("a snooze was refused: \(refusal)")
      }
    }
  }

  func review() throws {
    guard canRecord,
      let row = ledger.newest(80).first(where: { $0.state.isMissed }),
      let body = try? row.reviewing(by: "ana", note: nil)
    else { return }
    try record(row, body, "review")
  }

  /// Takes back what a person did, or a skip that came of a pause, or the taking back.
  func undo() throws {
    guard canRecord else { return }
    let recent = ledger.events.suffix(50).filter { event in
      switch event.body {
      case .answered, .snoozed, .reviewed: event.occurrence != nil
      case .stock, .undone: true
      default: false
      }
    }
    guard !recent.isEmpty else { return }
    let event = dice.pick(recent)
    guard let id = event.occurrence else { return try undoStock(event) }
    guard let shadow = checks.shadows[id],
      !shadow.events.contains(where: { $0.body == .undone(event.number) })
    else { return }
    // Taking an undo back would give a second answer where someone answered meanwhile.
    if case .undone = event.body, shadow.answer != nil { return }
    let isLast = shadow.events.last?.number == event.number
    // Whom an escalation brought in is brought in anew: that is another state.
    let isPlain = isLast && shadow.facts.isPlanned && shadow.alarmed.isEmpty
    let before = isPlain && event.origin.channel != EventOrigin.daemon ? checks.before[event.number] : nil
    try record(id, shadow.facts.key.entry, .undone(event.number), "undo")
    if let before, Life.plain(ledger.occurrence(id)) != Life.plain(before) {
      throw Trouble("undo of \(event.number) left \(id) other than it was")
    }
  }

  /// A row without when its answer came back, which an answer that was never taken back does not have.
  private static func plain(_ row: Occurrence?) -> Occurrence? {
    guard let row else { return nil }
    var state = row.state
    (state.answerReturnedBy, state.answerReturnedAt) = (nil, nil)
    return Occurrence(id: row.id, facts: row.facts, state: state)
  }

  /// A count that was a slip, or the taking back of it.
  private func undoStock(_ event: RecordedEvent) throws {
    guard let entry = event.entry,
      !ledger.events.contains(where: { $0.occurrence == nil && $0.body == .undone(event.number) })
    else { return }
    coverage.note("undo of stock")
    let origin = EventOrigin(actor: "ana", channel: "undo")
    try append(NewEvent(entry: entry, .undone(event.number)), origin, stamp(at: now), .person)
  }

  func pauseOrResume() throws {
    guard canRecord, !plan.entries.isEmpty else { return }
    let entry = dice.pick(plan.entries).id
    let origin = EventOrigin(actor: "ana", channel: "pause")
    if let pause = ledger.pauses[entry], pause.covers(now) {
      coverage.note("resume")
      try append(NewEvent(entry: entry, .resumed), origin, stamp(at: now), .person)
    } else {
      let until = dice.roll(0...3) == 0 ? nil : now + Int64(dice.roll(600...100_000))
      let pause = Pause(from: now, until: until, by: "ana")
      coverage.note("pause")
      try append(NewEvent(entry: entry, .paused(pause)), origin, stamp(at: now), .person)
    }
  }

  /// Somebody counts what is left of a medicine, or more of it comes.
  func countStock() throws {
    guard canRecord, let entry = plan.entries.first(where: { $0.stock != nil }) else { return }
    let change = StockChange(
      dice.pick([.counted, .refilled]), StockCount(Int64(dice.roll(0...30))),
      at: now - Int64(dice.pick([0, 0, 7200])), by: "ana")
    coverage.note("count")
    let origin = EventOrigin(actor: "ana", channel: "stock")
    try append(NewEvent(entry: entry.id, .stock(change)), origin, stamp(at: now), .person)
  }

  /// The file changes; a running tendd takes it up now, a dead one when it starts.
  func editPlan() throws {
    guard !plan.entries.isEmpty else { return }
    newIDs += 1
    let (new, what) = Family.edited(plan, newID: "new-\(newIDs)", today: today, dice: &dice)
    note(what)
    coverage.note("the plan is edited")
    plan = new
    planEditedAt = now
    try takeUp()
  }
}
