import Almanac
import Care
import Testing

// An entry gets another id while nothing can be recorded: nothing is told twice for it, and nothing is lost.
extension OutageTests {
  /// The files say it, and tendd takes it up as well as it can.
  private mutating func rename(_ former: String?, to id: String, at now: Instant) throws {
    home.now = now
    var entry = Sample.medication(id)
    entry.renamedFrom = former.map(entryID)
    let plan = Sample.plan(entry)
    let (since, unevaluated) = (home.ledger.since, home.ledger.unevaluated)
    try home.edit(plan)
    // What the ledger does not know of.
    (home.ledger.since, home.ledger.unevaluated) = (since, unevaluated)
    let record = PaperRecord(home.ledger)
    try memory.followUnrecorded(record, &backlog, now: now)
    memory.goOn(after: backlog)
    let events = memory.renamings(
      in: plan, backlog, recorded: record.renamings(), hasHistory: record.hasHistory
    ).map { NewEvent(entry: $0.to, .renamed($0)) }
    let stamp = EventStamp(at: now, bootID: "", sinceBoot: 0)
    memory.note(events, origin, stamp)
    backlog.add(events, origin, stamp, after: memory.newest)
    memory.note(plan, writtenAt: now)
  }

  private func ids(at instant: Instant) -> [String] {
    memory.state.occurrences.filter { $0.facts.instant == instant && $0.state.isOpen }
      .map(\.facts.key.entry.text)
  }

  @Test mutating func aDoseWhoseEntryIsRenamedInAnOutageGoesOnWhereItWas() throws {
    #expect(attempts(try lookUnrecorded(at: at("08:00"))) == [1])
    try rename("midostaurin", to: "rydapt", at: at("08:05"))
    #expect(ids(at: at("08:00")) == ["rydapt"] && ids(at: at("20:00")) == ["rydapt"])
    #expect(attempts(try lookUnrecorded(at: at("08:05"))) == [2])
    #expect(try lookUnrecorded(at: at("08:06")).isEmpty)
    #expect(attempts(try lookUnrecorded(at: at("20:00"))).first == 1)
    let recorded = try recover()
    #expect(recorded.filter { $0.kind == .renamed }.count == 1)
    #expect(recorded.allSatisfy { $0.kind != .withdrawn })
    #expect(home.rows(at: at("08:00")).isEmpty)
    #expect(home.rows("rydapt", at: at("08:00")).map(\.state.isMissed) == [true])
    #expect(home.rows("rydapt", at: at("20:00")).count == 1)
  }

  @Test(arguments: [false, true])
  mutating func anAnswerUnderTheOldIDClosesTheRenamedDose(isOtherThingRecordedFirst: Bool) throws {
    _ = try lookUnrecorded(at: at("08:00"))
    if isOtherThingRecordedFirst {
      home.record(.snoozed(Snooze(until: at("20:30"), by: "ana")), of: try home.row(at: at("20:00")))
    }
    try rename("midostaurin", to: "rydapt", at: at("08:05"))
    home.record(.answered(Sample.taken(at: home.now)), of: try row())
    #expect(try lookUnrecorded(at: at("08:10")).isEmpty)
    #expect(ids(at: at("08:00")).isEmpty && ids(at: at("20:00")) == ["rydapt"])
    #expect(try recover().map(\.kind) == [.renamed])
    #expect(home.rows("rydapt", at: at("08:00")).map(\.state.answer?.outcome) == [.taken])
    let step = home.planner.step(home.ledger.snapshot(at: home.now), now: home.now, release: home.release)
    #expect(step.events.isEmpty)
    #expect(home.ledger.occurrences.allSatisfy { $0.facts.key.entry == entryID("rydapt") })
    #expect(home.rows("rydapt", at: at("08:00")).count == 1)
  }

  /// `tend rename` could record it; tendd, which cannot, sees the record first or the files first.
  @Test(arguments: [false, true])
  mutating func aRenamingThatAnotherRecordedIsFollowed(areFilesFirst: Bool) throws {
    _ = try lookUnrecorded(at: at("08:00"))
    if areFilesFirst { try rename("midostaurin", to: "rydapt", at: at("08:03")) }
    let renaming = Renaming(from: entryID("midostaurin"), to: entryID("rydapt"))
    home.ledger.record(NewEvent(entry: renaming.to, .renamed(renaming)), at: at("08:03"), channel: "rename")
    if !areFilesFirst { try rename("midostaurin", to: "rydapt", at: at("08:03")) }
    #expect(try lookUnrecorded(at: at("08:03")).isEmpty)
    #expect(ids(at: at("08:00")) == ["rydapt"])
    #expect(memory.state.occurrences.allSatisfy { $0.facts.key.entry == renaming.to })
    #expect(attempts(try lookUnrecorded(at: at("08:05"))) == [2])
    #expect(attempts(try recover()) == [1, 2])
    #expect(home.ledger.events.filter { $0.body.kind == .renamed }.count == 1)
    #expect(home.rows("rydapt", at: at("08:00")).map(\.state.attempts) == [2])
  }

  @Test mutating func aRenamingTakenBackInTheSameOutageLeavesEverythingAsItWas() throws {
    _ = try lookUnrecorded(at: at("08:00"))
    try rename("midostaurin", to: "rydapt", at: at("08:03"))
    _ = try lookUnrecorded(at: at("08:05"))
    try rename(nil, to: "midostaurin", at: at("08:06"))
    #expect(ids(at: at("08:00")) == ["midostaurin"])
    home.record(.snoozed(Snooze(until: at("20:30"), by: "ana")), of: try home.row(at: at("20:00")))
    #expect(attempts(try lookUnrecorded(at: at("08:10"))) == [3])
    #expect(attempts(try recover()) == [1, 2, 3])
    #expect(try row().state.attempts == 3)
  }
}
