import Almanac
import Care
import Testing

/// Quiet hours, the budget, and what came due while Tend was away.
struct PolicyTests {
  private static func entry(
    _ id: String, at times: String..., importance: Importance = .normal, catchUp: CatchUp? = nil
  ) -> Entry {
    var entry = Sample.medication(id, Timing(at: times.compactMap(TimeOfDay.init)))
    entry.importance = importance
    entry.ladder.catchUp = catchUp
    return entry
  }

  private static let night = ClockWindow("22:00-07:00").map { QuietHours($0) }

  private func suppressions(_ events: [RecordedEvent]) -> [Suppression] {
    events.compactMap { if case .suppressed(let suppression) = $0.body { suppression } else { nil } }
  }

  private func digests(_ events: [RecordedEvent]) -> [(at: Instant, digest: Digest)] {
    events.compactMap { if case .digest(let digest) = $0.body { ($0.stamp.at, digest) } else { nil } }
  }

  private func findings(_ events: [RecordedEvent]) -> [Finding] {
    events.compactMap { if case .missed(let finding) = $0.body { finding } else { nil } }
  }

  // MARK: Quiet hours

  @Test func whatQuietHoursHeldBackIsListedOnceWhenTheyEnd() throws {
    let settings = Settings(ladders: [.normal: Ladder(channels: [.desktop])], quiet: PolicyTests.night)
    var home = try Home(
      Sample.plan(
        PolicyTests.entry("evening-drops", at: "22:30"), PolicyTests.entry("early-drops", at: "06:50")),
      settings: settings, at: at("2026-12-03 21:00"))
    let events = home.run(until: at("2026-12-04 07:00"))
    #expect(!events.spoken.contains(.told))
    #expect(suppressions(events).map(\.rule) == [.quietHours, .quietHours])
    let digest = try #require(digests(events).first)
    #expect(digests(events).count == 1)
    #expect(digest.at == at("2026-12-04 07:00"))
    #expect((digest.digest.open, digest.digest.missed) == (1, 1))
    #expect(digest.digest.routes == [Route(.desktop)])
    #expect(home.run(until: at("2026-12-04 07:05")).spoken == [.told])
    #expect(digests(home.run(until: at("2026-12-04 21:00"))).isEmpty)
  }

  @Test func whatIsCriticalIsToldInQuietHours() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("midostaurin", at: "23:00", importance: .critical)),
      settings: Settings(quiet: PolicyTests.night), at: at("21:00"))
    #expect(home.run(until: at("23:00")).spoken == [.told])
  }

  @Test func whatWasAnsweredInQuietHoursIsNotListed() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("drops", at: "22:30")), settings: Settings(quiet: PolicyTests.night),
      at: at("21:00"))
    home.run(until: at("22:31"))
    home.record(.answered(Sample.taken(at: home.now)), of: try home.row("drops", at: at("22:30")))
    let digest = try #require(digests(home.run(until: at("2026-12-04 08:00"))).first?.digest)
    #expect(digest.open + digest.missed == 0)
  }

  @Test func aSnoozeAskedForRingsInQuietHours() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("drops", at: "21:50")), settings: Settings(quiet: PolicyTests.night),
      at: at("21:00"))
    home.run(until: at("21:55"))
    let row = try home.row("drops", at: at("21:50"))
    home.record(try row.snoozing(until: at("22:10"), by: "ana", now: home.now), of: row)
    home.step()
    #expect(home.run(until: at("22:10")).spoken == [.told])
  }

  @Test func anOffNightOfQuietHoursEndsWithOneList() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("drops", at: "22:30")), settings: Settings(quiet: PolicyTests.night),
      at: at("21:00"))
    home.run(until: at("22:31"))
    let events = home.sleep(until: at("2026-12-04 09:00"))
    #expect(digests(events).map(\.digest.missed) == [1])
  }

  /// Found missed in the night after ten days; by the morning another look has let go of what is four days old.
  @Test func whatQuietHoursFoundMissedLongAgoIsAllListedWhenTheyEnd() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("drops", at: "08:00", "03:00")),
      settings: Settings(quiet: PolicyTests.night),
      at: at("2026-12-03 21:00"))
    let found = home.sleep(until: at("2026-12-13 23:00"))
    #expect(findings(found).count == 20)
    home.run(until: at("2026-12-14 06:59"))
    let digest = try #require(digests(home.run(until: at("2026-12-14 07:00"))).first?.digest)
    #expect(digest.open + digest.missed == 21)
    #expect(digests(home.run(until: at("2026-12-14 21:00"))).isEmpty)
  }

  @Test(arguments: ["2026-12-04 06:30", "2026-12-03 21:30"])
  func whatIsHeldBackAfterAStepBackIsListed(back: String) throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("drops", at: "06:40")), settings: Settings(quiet: PolicyTests.night),
      at: at("2026-12-03 21:00"))
    #expect(digests(home.run(until: at("2026-12-04 07:00"))).map(\.digest.open) == [1])
    home.now = at(back)
    home.step()
    #expect(digests(home.run(until: at("2026-12-04 07:00"))).map(\.digest.open) == [1])
    #expect(digests(home.run(until: at("2026-12-04 21:00"))).isEmpty)
  }

  // MARK: Budget

  @Test func aboveItsBudgetWhatIsLowIsListedAndNotTold() throws {
    let settings = Settings(ladders: [.low: Ladder(repeatEvery: .hours(8), lateAfter: .hours(8), budget: 2)])
    var home = try Home(
      Sample.plan(
        PolicyTests.entry("walk", at: "09:00", "11:00", "13:00", importance: .low),
        PolicyTests.entry("midostaurin", at: "14:00", importance: .high)), settings: settings, at: at("06:00")
    )
    let events = home.run(until: at("14:00"))
    #expect(events.tellings.map(\.at) == ["09:00", "10:00", "14:00"].map { at($0) })
    #expect(suppressions(events).map(\.rule) == [.budget, .budget])
    #expect(suppressions(events).map(\.limit) == ["2", "2"])
    #expect(try home.row("walk", at: at("13:00")).state.isOpen)
    #expect(home.run(until: at("2026-12-04 09:00")).tellings.last?.at == at("2026-12-04 09:00"))
  }

  // MARK: Catch-up

  @Test func aYearOffIsOneListAndAFewLinesWithEveryRowRecorded() throws {
    var home = try Home(
      Sample.plan(
        PolicyTests.entry("a-drug", at: "08:00", "20:00", importance: .high),
        PolicyTests.entry("b-drug", at: "12:00")), at: at("2026-12-03 06:00"))
    let events = home.sleep(until: at("2027-12-03 06:00"))
    let findings = findings(events)
    #expect(findings.count == 365 * 3)
    #expect(findings.count { $0.isFolded != true } == 10)
    let digest = try #require(digests(events).first?.digest)
    #expect(digests(events).count == 1)
    #expect(digest.missed == 365 * 3 - 10)
    #expect(digest.items.count == Digest.mostItems)
    #expect(events.compactMap { JournalEvent($0.body) }.count == 11)
    #expect(home.ledger.occurrences.count >= 365 * 3)
  }

  @Test func whatIsOnlyRecordedIsListedAndRingsAgainAtItsNextRung() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("drops", at: "08:00", catchUp: .record)), at: at("06:00"))
    let events = home.sleep(until: at("08:20"))
    #expect(events.spoken == [.suppressed, .digest])
    #expect(digests(events).map(\.digest.open) == [1])
    #expect(home.run(until: at("08:30")).tellings.map(\.at) == [at("08:30")])
  }

  @Test func whatIsFoldedTellsWhatCanStillBeAnswered() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("drops", at: "08:00", "20:00", catchUp: .fold)), at: at("06:00"))
    let events = home.sleep(until: at("2026-12-04 08:20"))
    #expect(events.spoken == [.missed, .missed, .told, .digest])
    #expect(digests(events).map(\.digest.missed) == [2])
  }

  @Test func whatIsCriticalIsNeverOnlyRecorded() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("midostaurin", at: "08:00", importance: .critical, catchUp: .record)),
      at: at("06:00"))
    #expect(home.sleep(until: at("08:20")).spoken == [.told])
  }

  @Test func aMinuteOffIsToldAndMarkedLate() throws {
    var home = try Home(Sample.plan(PolicyTests.entry("drops", at: "08:00")), at: at("07:59") + 30)
    let telling = try #require(home.sleep(until: at("08:01")).tellings.first?.telling)
    #expect(telling.isToldLate)
    #expect(telling.phase == .due)
  }

  // MARK: Silence

  private static let silence = Settings(
    silence: SilenceRule(after: .hours(6), contact: "ana", channels: [.desktop]))

  @Test func noAnswerToAnythingForLongIsASignOfItsOwn() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("drops", at: "08:00", "12:00")), settings: PolicyTests.silence,
      at: at("06:00"))
    let events = home.run(until: at("22:00"))
    let silences = events.filter { $0.body.kind == .silence }
    #expect(silences.map(\.stamp.at) == [at("14:00")])
    guard case .silence(let silence) = silences.first?.body else { return }
    #expect(silence.since == at("08:00"))
    #expect(silence.waiting == 2)
    #expect(silence.routes == [Route(.desktop, contact: "ana", step: Route.silence)])
  }

  /// Booted a minute ago, by a clock that says that three days went by.
  @Test func afterAStepBackSilenceDoesNotBeginTomorrow() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("drops", at: "08:00", "12:00")), settings: PolicyTests.silence,
      at: at("2026-12-03 06:00"))
    home.now = at("2026-12-05 08:00")
    home.step()
    home.now = at("07:00")
    home.step()
    #expect(home.run(until: at("22:00")).filter { $0.body.kind == .silence }.map(\.stamp.at) == [at("13:00")])
  }

  /// What waits was missed longer ago than rows are looked at.
  @Test func alsoTheSilenceOfAWeekCountsWhatWaits() throws {
    var entry = PolicyTests.entry("drops", at: "08:00")
    entry.timing.until = date("2026-12-03")
    var home = try Home(
      Sample.plan(entry, PolicyTests.entry("walk", at: "10:00", importance: .low)),
      settings: Settings(silence: SilenceRule(after: .days(7), contact: "ana", channels: [.desktop])),
      at: at("2026-12-03 06:00"))
    let told = home.run(until: at("2026-12-11 06:00")).compactMap { event in
      if case .silence(let silence) = event.body { silence.waiting } else { nil }
    }
    #expect(told == [1])
  }

  @Test func byAClockThatNobodyHasConfirmedNobodyIsAlarmedOfSilence() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("drops", at: "08:00", "12:00")), settings: PolicyTests.silence,
      at: at("06:00"))
    home.run(until: at("09:00"))
    home.clock = ClockStanding(isSynchronised: false, sinceBoot: 60_000)
    #expect(home.sleep(until: at("2026-12-06 09:00")).allSatisfy { $0.body.kind != .silence })
    #expect(home.nextWakeup.map { $0 <= home.now + 60 } ?? false)
    home.clock.isSynchronised = true
    #expect(home.run(until: at("2026-12-06 09:01")).contains { $0.body.kind == .silence })
  }

  @Test func anyAnswerBeginsTheCountAnew() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("drops", at: "08:00", "12:00")), settings: PolicyTests.silence,
      at: at("06:00"))
    home.run(until: at("11:00"))
    home.record(.answered(Sample.taken(at: home.now)), of: try home.row("drops", at: at("08:00")))
    home.step()
    #expect(home.run(until: at("22:00")).filter { $0.body.kind == .silence }.map(\.stamp.at) == [at("18:00")])
  }

  @Test func whoeverHeardOfTheSilenceHearsThatThereIsAnAnswer() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("drops", at: "08:00", "12:00")), settings: PolicyTests.silence,
      at: at("06:00"))
    let silence = try #require(home.run(until: at("15:00")).last { $0.body.kind == .silence })
    let route = Route(.desktop, contact: "ana", step: Route.silence)
    home.ledger.record(
      NewEvent(.delivery(DeliveryReport(message: silence.number, route: route, round: 1, result: .told))),
      at: home.now)
    let answer = home.record(
      .answered(Sample.taken(at: home.now)), of: try home.row("drops", at: at("12:00")))
    #expect(home.ledger.household.owed.map(\.message) == [answer.number])
    #expect(home.ledger.household.owed.map(\.route) == [route])
    home.step()
  }

  @Test func whereNothingWaitsAnyMoreNobodyIsAlarmed() throws {
    var home = try Home(
      Sample.plan(PolicyTests.entry("drops", at: "08:00")), settings: PolicyTests.silence, at: at("06:00"))
    home.run(until: at("09:00"))
    try home.edit(Sample.plan(PolicyTests.entry("other", at: "23:00")))
    home.step()
    let silences = home.run(until: at("22:00")).compactMap { event in
      if case .silence(let silence) = event.body { silence } else { nil }
    }
    #expect(silences.map(\.waiting) == [0])
    #expect(silences.map(\.routes) == [[]])
  }
}
