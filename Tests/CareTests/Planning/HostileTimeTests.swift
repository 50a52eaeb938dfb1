import Almanac
import Care
import Testing

/// Time at its worst: steps, zones, changes of the clocks and midnight, two at a time.
struct HostileTimeTests {
  private static let floating = Sample.medication("drops", Sample.timing("08:00", "23:00"), person: nil)

  private func told(_ home: Home, _ instant: Instant, after start: Instant) -> Bool {
    home.ledger.events.contains { event in
      guard case .told(let telling) = event.body, let id = event.occurrence else { return false }
      return home.ledger.rows[id]?.facts.instant == instant && event.stamp.at >= max(instant, start)
        && telling.phase != .upcoming
    }
  }

  /// However the clock steps around a dose, each one that is to come by the new clock is told or told on, has one row,
  /// and is missed only by its own time.
  @Test(
    arguments: [-30, -3600, -7200, -86_400, -172_800, 3600, 86_400] as [Int64],
    ["07:59", "08:03", "11:59", "19:30"])
  func noStepLosesOrDoublesADose(_ step: Int64, _ time: String) throws {
    var entry = Sample.medication()
    entry.ladder.repeatEvery = .hours(1)
    var home = try Home(Sample.plan(entry), at: at("2026-12-02 19:00"))
    home.run(until: at(time))
    home.now = at(time) + step
    home.step()
    let start = home.now
    home.run(until: start + 86_400)
    let rows = home.ledger.occurrences
    #expect(Set(rows.map(\.facts.key)).count == rows.count)
    for row in rows where row.facts.instant > start && row.facts.instant + 14_400 <= home.now {
      #expect(told(home, row.facts.instant, after: start), "\(row.facts.key)")
    }
    for row in rows where row.facts.instant <= home.now {
      #expect(row.state.isMissed == (row.facts.missedAt <= home.now), "\(row.facts.key)")
    }
  }

  @Test(arguments: [-86_400, -30, 0, 3600] as [Int64])
  func twoAtOneInstantStayTwo(_ step: Int64) throws {
    var home = try Home(Sample.plan(Sample.medication(), Sample.medication("aspirin")), at: at("06:00"))
    home.run(until: at("08:00"))
    home.now = home.now + step
    home.step()
    home.run(until: at("20:00"))
    for entry in ["midostaurin", "aspirin"] {
      #expect(home.rows(entry, at: at("20:00")).map { $0.state.attempts > 0 } == [true])
    }
  }

  /// In October the hour from two to three comes twice, in March it does not come at all.
  @Test(arguments: [
    (until: at("2026-10-25 02:31"), dose: at("2026-10-25 02:30"), isTold: false),
    (until: at("2026-10-25 02:30"), dose: at("2026-10-25 02:30"), isTold: true),
    (until: at("2027-03-28 03:00"), dose: at("2027-03-28 02:30"), isTold: true),
    (until: at("2027-03-28 03:31"), dose: at("2027-03-28 02:30"), isTold: false),
  ])
  func aPauseThatEndsWhenTheClocksChangeCoversWhatFallsIntoIt(until: Instant, dose: Instant, isTold: Bool)
    throws
  {
    var home = try Home(Sample.plan(Sample.medication("drops", Sample.timing("02:30"))), at: dose - 20_000)
    home.pause("drops", until: until)
    let events = home.run(until: dose + 3 * 3600)
    #expect(events.spoken.first == (isTold ? .told : .answered))
    #expect(home.rows("drops", at: dose).count == 1)
    #expect(events.filter { $0.body.kind == .answered }.count == (isTold ? 0 : 1))
  }

  /// The computer travels while it is off, and the plan is edited on the way.
  @Test(arguments: [Zones.tokyo, Zones.newYork], [false, true])
  func aJourneyWithAnEditNeitherLosesNorDoublesADay(_ zone: ZoneRules, _ isEdited: Bool) throws {
    var home = try Home(Sample.plan(HostileTimeTests.floating), at: at("06:00"))
    home.run(until: at("08:00"))
    home.record(.answered(Sample.taken(at: home.now)), of: try home.row("drops", at: at("08:00")))
    home.run(until: at("10:00"))
    home.now = at("12:00")
    try home.move(to: zone)
    if isEdited {
      var entry = HostileTimeTests.floating
      entry.timing = Sample.timing("09:00", "23:00")
      try home.edit(Sample.plan(entry))
    }
    home.sleep(until: at("20:00"))
    home.run(until: at("2026-12-06 12:00"))
    for day in ["2026-12-03", "2026-12-04", "2026-12-05"] {
      let rows = home.ledger.occurrences.filter {
        $0.facts.key.day == date(day) && $0.state.withdrawn == nil
      }
      #expect(rows.count == 2, "\(day): \(rows.map(\.facts.key.slot))")
      #expect(
        rows.allSatisfy { $0.state.answer != nil || $0.state.attempts > 0 || $0.state.isMissed }, "\(day)")
    }
  }

  /// What was held back in the evening is listed at the end of the night that the computer is in by then.
  @Test(arguments: [Zones.tokyo, Zones.newYork])
  func whatQuietHoursHeldBackIsListedWhereverTheComputerIsByThen(_ zone: ZoneRules) throws {
    var entry = HostileTimeTests.floating
    entry.importance = .normal
    let quiet = ClockWindow("22:00-07:00").map { QuietHours($0) }
    var home = try Home(Sample.plan(entry), settings: Settings(quiet: quiet), at: at("21:00"))
    home.run(until: at("23:10"))
    let id = try home.row("drops", at: at("23:00")).id
    try home.move(to: zone)
    home.step()
    let events = home.run(until: at("2026-12-05 14:00"))
    let listed = events.contains { event in
      if case .digest(let digest) = event.body { digest.items.contains { $0.id == id } } else { false }
    }
    let isTold = events.contains { $0.occurrence == id && $0.body.kind == .told }
    #expect(listed || isTold)
    for event in events where [.told, .digest].contains(event.body.kind) {
      #expect(!(22...24).contains(hour(event, zone)) && hour(event, zone) >= 7)
    }
  }

  private func hour(_ event: RecordedEvent, _ zone: ZoneRules) -> Int {
    Int(zone.local(at: event.stamp.at).time.secondOfDay / 3600)
  }

  /// After weeks of rest there is nothing to catch up on.
  @Test func whatRestedForWeeksComesBackWithoutAFlood() throws {
    var home = try Home(Sample.plan(Sample.medication(), Sample.yoga(.proposed)), at: at("06:00"))
    home.pause("midostaurin")
    home.run(until: at("2026-12-20 12:00"))
    home.resume("midostaurin")
    try home.edit(Sample.plan(Sample.medication(), Sample.yoga(.approved)))
    home.step()
    let events = home.run(until: at("2026-12-20 20:00"))
    #expect(events.tellings.first?.at == at("2026-12-20 17:30"))
    let missed = home.ledger.events.filter { $0.body.kind == .missed }
    #expect(missed.allSatisfy { $0.stamp.at > at("2026-12-20 17:30") })
    #expect(try home.row(at: at("2026-12-20 20:00")).state.attempts == 1)
  }

  /// Half past midnight, and the dose of eleven in the evening is still open.
  @Test func anAnswerAfterMidnightIsOfTheEveningBefore() throws {
    var home = try Home(Sample.plan(HostileTimeTests.floating), at: at("21:00"))
    home.run(until: at("2026-12-04 00:30"))
    let rows = home.ledger.occurrences
    let evening = try home.row("drops", at: at("23:00"))
    #expect(Choice.of(entryID("drops"), among: rows, now: home.now) == .one(evening))
    home.record(.answered(Sample.taken(at: home.now)), of: evening)
    home.run(until: at("2026-12-04 23:00"))
    #expect(try home.row("drops", at: at("2026-12-04 23:00")).state.attempts == 1)
  }
}
