import Almanac
import Care
import Testing

/// Who is brought in when nobody answers.
struct EscalationTests {
  private static let jonas = Route(.desktop, contact: "jonas", step: 1)
  private static let siren = Route(.desktop, step: 2)

  /// Jonas after 15 minutes, whoever is there after 45; reminders every 10 minutes.
  private static func occurrence(_ change: (inout OccurrenceFacts) -> Void = { _ in }) -> Occurrence {
    Sample.occurrence {
      $0.escalation = [
        EscalationStep(after: 900, contact: "jonas", channels: [.desktop]),
        EscalationStep(after: 2700, channels: [.desktop]),
      ]
      change(&$0)
    }
  }

  private func escalations(_ story: Story) -> [(at: Instant, step: Int)] {
    story.events.compactMap { event in
      if case .escalated(let escalation) = event.body { (event.stamp.at, escalation.step) } else { nil }
    }
  }

  private func tell(_ story: inout Story, _ route: Route, at now: Instant) throws {
    let owed = try #require(story.occurrence.state.owed.first { $0.route == route })
    story.record(
      .delivery(DeliveryReport(message: owed.message, route: route, round: 1, result: .told)), at: now)
  }

  @Test func eachStepIsTakenOnceInItsTimeAndReachesItsContact() {
    var story = Story(EscalationTests.occurrence())
    story.run(until: at("09:00"))
    #expect(escalations(story).map(\.at) == [at("08:15"), at("08:45")])
    #expect(escalations(story).map(\.step) == [1, 2])
    #expect(story.occurrence.state.owed.map(\.route).contains(EscalationTests.jonas))
  }

  @Test func itCountsFromWhenTheHouseholdWasReallyAsked() {
    var story = Story(EscalationTests.occurrence())
    #expect(story.look(at: at("09:00"))?.kind == .told)
    story.run(until: at("10:00"))
    #expect(escalations(story).map(\.at) == [at("09:15"), at("09:45")])
  }

  @Test func anAnswerStopsItAndTellsWhoeverWasAlarmed() throws {
    var story = Story(EscalationTests.occurrence())
    story.run(until: at("08:16"))
    try tell(&story, EscalationTests.jonas, at: at("08:16"))
    let answer = story.record(.answered(Sample.taken(at: at("08:20"))), at: at("08:20"))
    #expect(story.occurrence.state.owed.map(\.route) == [EscalationTests.jonas])
    #expect(story.occurrence.state.owed.map(\.message) == [answer.number])
    story.run(until: at("11:00"))
    #expect(escalations(story).count == 1)
  }

  @Test func anUndoOpensItAgainForThoseWhoWereToldThatItIsSettled() throws {
    var story = Story(EscalationTests.occurrence())
    story.run(until: at("08:16"))
    try tell(&story, EscalationTests.jonas, at: at("08:16"))
    let answer = story.record(.answered(Sample.taken(at: at("08:20"))), at: at("08:20"))
    story.record(.undone(answer.number), at: at("08:25"), channel: "undo")
    while story.look(at: at("08:25")) != nil {}
    story.run(until: at("08:50"))
    #expect(escalations(story).map(\.at) == ["08:15", "08:25", "08:45"].map { at($0) })
    #expect(escalations(story).map(\.step) == [1, 1, 2])
  }

  @Test func anAnswerTakenBackBeforeAnyoneWasAlarmedRepeatsNoStep() {
    var story = Story(EscalationTests.occurrence())
    story.run(until: at("08:16"))
    let answer = story.record(.answered(Sample.taken(at: at("08:20"))), at: at("08:20"))
    story.record(.undone(answer.number), at: at("08:25"), channel: "undo")
    story.run(until: at("08:44"))
    #expect(escalations(story).count == 1)
  }

  @Test func aSnoozeHoldsTheLadderAndItsEndGoesOn() throws {
    var story = Story(EscalationTests.occurrence())
    story.run(until: at("08:05"))
    story.record(
      try story.occurrence.snoozing(until: at("09:00"), by: "ana", now: at("08:05")), at: at("08:05"))
    story.run(until: at("08:59"))
    #expect(escalations(story).isEmpty)
    story.run(until: at("09:00"))
    #expect(escalations(story).map(\.step) == [1, 2])
  }

  @Test func whoWasAlarmedHearsThatItWasMissed() throws {
    var story = Story(EscalationTests.occurrence { $0.missedAt = at("08:40") })
    story.run(until: at("08:16"))
    try tell(&story, EscalationTests.jonas, at: at("08:16"))
    let finding = story.run(until: at("08:40")).last
    guard case .missed(let found) = finding?.body else {
      Issue.record("not missed")
      return
    }
    #expect(found.routes == [EscalationTests.jonas])
  }

  @Test func leadTimesAlarmNobody() {
    var story = Story(EscalationTests.occurrence { $0.leads = [at("06:00")] })
    story.run(until: at("07:59"))
    #expect(story.occurrence.state.attempts == 1)
    #expect(escalations(story).isEmpty)
  }

  // MARK: Of a plan

  private static func plan(hours: String? = nil, _ rules: [EscalationRule]) -> Plan {
    var entry = Sample.medication("midostaurin", Sample.timing("08:00"))
    entry.ladder.escalate = rules
    var plan = Sample.plan(entry)
    plan.contacts.append(
      Contact(
        id: "jonas", name: "Jonas", channels: [.desktop, .journal], hours: hours.flatMap { ClockWindow($0) }))
    return plan
  }

  @Test func aStepOutsideTheHoursOfItsContactIsPassedOverWithTheRule() throws {
    var home = try Home(
      EscalationTests.plan(
        hours: "09:00-22:00",
        [
          EscalationRule(after: .minutes(15), contact: "jonas"),
          EscalationRule(after: .minutes(90), contact: "jonas"),
        ]), at: at("06:00"))
    let events = home.run(until: at("10:00"))
    let rules = events.compactMap { event in
      if case .suppressed(let suppression) = event.body { suppression } else { nil }
    }
    #expect(
      rules == [
        Suppression(
          rule: .contactHours, planned: at("08:15"), step: 1, contact: "jonas", limit: "09:00-22:00")
      ])
    #expect(events.filter { $0.body.kind == .escalated }.map(\.stamp.at) == [at("09:30")])
  }

  @Test func theEntryOverridesTheLadderOfItsImportance() throws {
    let settings = Settings(
      ladders: [
        .critical: Ladder(
          repeatEvery: .minutes(10), channels: [.desktop], escalate: [EscalationRule(after: .minutes(5))])
      ])
    var home = try Home(
      EscalationTests.plan([EscalationRule(after: .minutes(30), contact: "jonas")]), settings: settings,
      at: at("06:00"))
    let events = home.run(until: at("09:00"))
    let steps = events.compactMap { event in
      if case .escalated(let escalation) = event.body { escalation } else { nil }
    }
    #expect(steps.map(\.routes) == [[Route(.desktop, contact: "jonas", step: 1)]])
    #expect(steps.map(\.remindersTold) == [4])
  }

  /// Two steps to whoever is on duty, at 08:15 and 08:45.
  private static func onDuty(_ contacts: Contact...) throws -> [Escalation] {
    let rules = [
      EscalationRule(after: .minutes(15), contact: Contact.onDuty),
      EscalationRule(after: .minutes(45), contact: Contact.onDuty),
    ]
    var plan = Sample.plan(Sample.medication("midostaurin", Sample.timing("08:00")))
    plan.contacts += contacts
    let settings = Settings(ladders: [.critical: Ladder(channels: [.desktop], escalate: rules)])
    var home = try Home(plan, settings: settings, at: at("06:00"))
    return home.run(until: at("09:00")).compactMap { event in
      if case .escalated(let escalation) = event.body { escalation } else { nil }
    }
  }

  private static func contact(_ id: String, duty: String, hours: String? = nil) throws -> Contact {
    var contact = Contact(
      id: id, name: id, channels: [try #require(ChannelName(id))], hours: hours.flatMap { ClockWindow($0) })
    contact.duty = [try #require(Duty(duty))]
    return contact
  }

  @Test func whoeverIsOnDutyWhenTheStepIsTakenIsBroughtInByName() throws {
    let steps = try EscalationTests.onDuty(
      EscalationTests.contact("ana", duty: "22:00-08:30"),
      EscalationTests.contact("jonas", duty: "08:30-22:00"))
    #expect(steps.map(\.contact) == ["ana", "jonas"])
    let (first, second) = (try #require(ChannelName("ana")), try #require(ChannelName("jonas")))
    #expect(
      steps.map(\.routes) == [
        [Route(first, contact: "ana", step: 1)], [Route(second, contact: "jonas", step: 2)],
      ])
  }

  @Test func whoIsOnDutyButMayNotBeToldGivesWayToTheNext() throws {
    let steps = try EscalationTests.onDuty(
      EscalationTests.contact("ana", duty: "06:00-22:00", hours: "08:30-20:00"),
      EscalationTests.contact("jonas", duty: "06:00-22:00"))
    #expect(steps.map(\.contact) == ["jonas", "ana"])
  }

  @Test func whereNobodyIsOnDutyWhoeverIsThereIsTold() throws {
    let steps = try EscalationTests.onDuty(EscalationTests.contact("ana", duty: "22:00-06:00"))
    #expect(steps.map(\.contact) == [nil, nil])
    #expect(steps.map(\.routes) == [[Route(.desktop, step: 1)], [Route(.desktop, step: 2)]])
  }

  @Test func aContactThePlanHasNoMoreIsReachedThroughWhoeverIsThere() throws {
    let rules = [EscalationRule(after: .minutes(15), contact: "gone")]
    let settings = Settings(ladders: [.critical: Ladder(channels: [.desktop], escalate: rules)])
    var home = try Home(
      Sample.plan(Sample.medication("midostaurin", Sample.timing("08:00"))), settings: settings,
      at: at("06:00"))
    home.run(until: at("08:16"))
    #expect(
      try home.row(at: at("08:00")).state.owed.map(\.route).contains(
        Route(.desktop, contact: "gone", step: 1)))
  }

  @Test(arguments: [
    ("22:00-07:00", "21:59", false), ("22:00-07:00", "22:00", true), ("22:00-07:00", "06:59", true),
    ("22:00-07:00", "07:00", false), ("08:00-22:00", "08:00", true), ("08:00-22:00", "22:00", false),
  ])
  func aPartOfTheDayMayReachPastMidnight(_ window: String, _ now: String, _ covers: Bool) throws {
    #expect(try #require(ClockWindow(window)).covers(time(now)) == covers)
  }
}
