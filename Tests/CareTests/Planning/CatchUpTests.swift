import Almanac
import Care
import Testing

/// The machine was off, or its clock was wrong.
struct CatchUpTests {
  @Test func hoursOffAreToldOnceWithTheNewestStateAndMarkedLate() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    let events = home.sleep(until: at("10:02"))
    #expect(events.spoken == [.told])
    let telling = try #require(events.tellings.first?.telling)
    #expect(telling.phase == .late)
    #expect(telling.isToldLate)
    #expect(telling.planned == at("08:00"))
    #expect(telling.next == at("10:05"))
  }

  @Test func whatWasMissedWhileOffIsFoundOnceEach() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    let events = home.sleep(until: at("2026-12-07 06:00"))
    #expect(events.spoken == Array(repeating: .missed, count: 8))
    let findings = events.compactMap { if case .missed(let finding) = $0.body { finding } else { nil } }
    #expect(
      findings.allSatisfy { $0 == Finding(remindersTold: 0, isToldLate: true, routes: [Route(.desktop)]) })
    #expect(Set(home.ledger.occurrences.map(\.facts.key)).count == home.ledger.occurrences.count)
  }

  @Test func theOldestIsToldFirst() throws {
    var home = try Home(
      Sample.plan(
        Sample.checkIn(), Sample.yoga(.approved), Sample.medication("midostaurin", Sample.timing("18:30"))),
      at: at("06:00"))
    let entries = home.sleep(until: at("20:10")).filter { $0.body.kind == .told }.compactMap(\.entry?.text)
    #expect(entries == ["yoga", "midostaurin", "evening"])
  }

  @Test func aStepBackTellsNothingTwice() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    let before = home.run(until: at("08:07")).tellings
    #expect(before.map(\.at) == ["08:00", "08:05"].map { at($0) })
    home.now = at("07:30")
    #expect(home.step().spoken == [.clockSuspect])
    let after = home.run(until: at("08:16")).tellings
    #expect(after.map(\.at) == ["08:10", "08:15"].map { at($0) })
    #expect(after.map(\.telling.attempt) == [3, 4])
  }

  @Test func aStepBackTakesTheFindingOfMissedAway() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.sleep(until: at("13:00"))
    #expect(try home.row(at: at("08:00")).phase(at: home.now) == .missed)
    home.now = at("07:00")
    #expect(home.step().spoken == [.clockSuspect, .returned])
    #expect(home.run(until: at("08:00")).spoken == [.told])
  }

  @Test func aStepBackWithdrawsNothingBeyondTheHorizon() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.run(until: at("2026-12-05 21:00"))
    home.now = at("2026-12-03 09:00")
    #expect(!home.step().spoken.contains(.withdrawn))
  }

  private func told(_ entry: String, _ events: [RecordedEvent]) -> [Telling] {
    events.filter { $0.entry == entryID(entry) }.tellings.map(\.telling)
  }

  /// The clock was days ahead; the plan was changed after it was set right, while tendd did not run.
  @Test(arguments: ["2026-12-03 10:20", "2026-12-04 10:20", "2026-12-05 21:30"])
  func whatCameIntoThePlanAfterAStepBackIsToldLateWhereNobodyLooked(now: String) throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.run(until: at("2026-12-05 21:00"))
    home.now = at(now) - 3600
    let time = String(now.suffix(5).prefix(2)) + ":00"
    let aspirin = Sample.medication("aspirin", Sample.timing("08:30", time))
    try home.edit(Sample.plan(Sample.medication(), aspirin))
    let tellings = told("aspirin", home.sleep(until: at(now)))
    #expect(tellings.map(\.planned) == [at("\(now.prefix(10)) \(time)")])
    #expect(tellings.allSatisfy { $0.isToldLate })
    #expect(home.rows("aspirin", at: at("\(now.prefix(10)) 08:30")).isEmpty)
  }

  @Test func aTimeThatWasMovedAfterAStepBackIsToldLateWhereNobodyLooked() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.run(until: at("2026-12-05 21:00"))
    home.now = at("12:30")
    try home.edit(Sample.plan(Sample.medication("midostaurin", Sample.timing("13:00", "20:00"))))
    #expect(told("midostaurin", home.sleep(until: at("13:30"))).map(\.planned) == [at("13:00")])
    #expect(told("midostaurin", home.run(until: at("20:00"))).last?.planned == at("20:00"))
  }

  /// Looked at for something else in the very second in which the new plan has a dose.
  @Test func whatIsWrittenAMomentBeforeItsTimeIsTold() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    let aspirin = Sample.medication("aspirin", Sample.timing("08:00"))
    home.run(until: at("08:00"))
    try home.edit(Sample.plan(Sample.medication(), aspirin))
    home.ledger.since[entryID("aspirin")] = at("08:00") - 1
    #expect(told("aspirin", home.step()).map(\.planned) == [at("08:00")])
  }

  /// A directory that takes the place of another brings files of any age.
  @Test func aFileOfLongAgoThatCameIntoThePlanJustNowDoesNotReachBack() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.run(until: at("09:00"))
    try home.edit(
      Sample.plan(Sample.medication(), Sample.medication("aspirin", Sample.timing("08:30", "10:00"))))
    home.ledger.since[entryID("aspirin")] = at("2025-12-03 09:00")
    #expect(told("aspirin", home.step()).isEmpty)
    #expect(told("aspirin", home.run(until: at("10:00"))).map(\.planned) == [at("10:00")])
  }

  @Test func aJumpForwardAndBackLosesNoDose() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.sleep(until: at("2026-12-20 12:00"))
    home.now = at("06:05")
    home.step()
    let told = home.run(until: at("2026-12-06 00:00")).tellings
    for time in ["2026-12-03 08:00", "2026-12-03 20:00", "2026-12-05 08:00"] {
      #expect(told.contains { $0.at == at(time) }, "nothing at \(time)")
    }
  }

  @Test func aClockBeforeTheReleaseMakesNothingMissed() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.release = at("2026-12-30 00:00")
    let events = home.sleep(until: at("2026-12-04 22:00"))
    #expect(!events.spoken.contains(.missed))
    #expect(events.spoken.contains(.told))
  }

  @Test func aClockBeforeTheReleaseWritesNoRowsThatWouldBeMissedOnceItIsRight() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    let rows = home.ledger.occurrences.count
    home.now = at("1970-01-02 07:59")
    home.step()
    #expect(home.ledger.occurrences.count == rows)
    #expect(try #require(home.nextWakeup) > home.now)
    home.now = at("06:30")
    #expect(home.step().spoken.isEmpty)
    #expect(home.run(until: at("08:00")).spoken == [.told])
  }

  /// Booted at 05:59 on the 7th by a clock that nobody has confirmed: the doses of three days are not missed yet.
  @Test func whileNobodyHasConfirmedTheClockAfterBootWhatWentByMeanwhileIsNotMissed() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.clock = ClockStanding(isSynchronised: false, sinceBoot: 60_000)
    #expect(home.sleep(until: at("2026-12-07 06:00")).spoken.isEmpty)
    #expect(home.nextWakeup == at("2026-12-07 06:01"))
    home.clock.isSynchronised = true
    #expect(home.run(until: at("2026-12-07 06:01")).spoken == Array(repeating: .missed, count: 8))
  }

  @Test func aClockThatWasWrongAfterBootHasMissedNothing() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.clock = ClockStanding(isSynchronised: false, sinceBoot: 60_000)
    home.sleep(until: at("2027-12-07 06:00"))
    // It is set right: a step back of a year.
    home.clock.isSynchronised = true
    home.now = at("07:00")
    home.step()
    let events = home.run(until: at("08:00"))
    #expect(events.spoken == [.told])
    #expect(home.ledger.events.allSatisfy { $0.body.kind != .missed })
  }

  /// More than are told one by one, and longer ago than rows are looked at.
  @Test func whatTheConfirmedClockHasMissedIsAllInTheDigest() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.clock = ClockStanding(isSynchronised: false, sinceBoot: 60_000)
    home.sleep(until: at("2026-12-13 06:00"))
    let step = home.planner.step(home.ledger.snapshot(at: home.now), now: home.now, release: home.release)
    let missed = step.events.compactMap { if case .missed(let finding) = $0.body { finding } else { nil } }
    let digests = step.events.compactMap { if case .digest(let digest) = $0.body { digest } else { nil } }
    #expect(missed.count == 20)
    #expect(missed.count { $0.isFolded == true } == 10)
    #expect(digests.map(\.missed) == [10])
  }

  @Test func withoutASynchronisedClockItIsBelievedTenMinutesAfterBoot() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.clock = ClockStanding(isSynchronised: false, sinceBoot: 600_000)
    #expect(home.sleep(until: at("2026-12-07 06:00")).spoken.count == 8)
  }

  @Test func whatIsMissedWhileTheMachineRunsIsMissedByAnyClock() throws {
    var entry = Sample.medication()
    (entry.lateAfter, entry.missedAfter) = (.minutes(1), .minutes(2))
    var home = try Home(Sample.plan(entry), at: at("07:58"))
    home.clock = ClockStanding(isSynchronised: false, sinceBoot: 500_000)
    #expect(home.sleep(until: at("08:05")).spoken == [.missed])
  }
}
