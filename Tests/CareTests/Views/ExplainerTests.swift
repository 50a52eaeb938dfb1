import Almanac
import Care
import Testing

/// What each channel said, and which rule kept something back.
struct ExplainerTests {
  private func explain(_ story: Story, at now: Instant) throws -> [Reason] {
    var plan = Sample.plan(Sample.medication("midostaurin", Sample.timing("08:00")))
    plan.contacts.append(Contact(id: "jonas", name: "Jonas"))
    let planner = try Planner(plan: plan, settings: Settings(), zones: Zones.book)
    return Explainer(planner, zone: Zones.berlin, now: now)
      .reasons(of: story.occurrence, events: story.events, pause: nil)
  }

  private static let routes = [Route(.desktop), Route(.desktop, contact: "jonas", step: 1)]

  private static let told = EventBody.told(
    Telling(
      phase: .due, attempt: 1, rung: 0, planned: at("08:00"), isToldLate: false, next: at("08:10"),
      routes: routes))

  @Test func everyChannelHasItsSentence() throws {
    var story = Story()
    let event = story.record(ExplainerTests.told, at: at("08:00"))
    for (round, result) in [DeliveryReport.Result.refused, .timedOut, .told].enumerated() {
      story.record(
        .delivery(
          DeliveryReport(
            message: event.number, route: ExplainerTests.routes[0], round: round + 1, result: result,
            isToldLate: result == .told, detail: result == .refused ? "no server" : nil)),
        at: at("08:01"))
    }
    let channels = try explain(story, at: at("08:02")).filter { $0.rule == .channel }
    #expect(
      channels.map(\.text) == [
        "Through desktop: refused (no server), then timed out, then told late, at 08:01",
        "Through desktop to Jonas: not tried yet: tendd does not run, or the channel is busy with an earlier message",
      ])
  }

  @Test func whatWasGivenUpIsNotTriedAgain() throws {
    var story = Story()
    let event = story.record(ExplainerTests.told, at: at("08:00"))
    story.record(
      .delivery(
        DeliveryReport(
          message: event.number, route: ExplainerTests.routes[0], round: OwedSend.mostRounds, result: .refused
        )),
      at: at("08:01"))
    let channels = try explain(story, at: at("08:02")).filter { $0.rule == .channel }
    #expect(channels.first?.text == "Through desktop: refused, not tried again")
  }

  @Test func whatWasNotTriedYetSaysWhyAndWhatIsTriedAgainWhen() throws {
    func last(_ routes: [Route], _ refusals: Int = 0, after minutes: Int64) throws -> String? {
      var story = Story()
      let told = EventBody.told(
        Telling(
          phase: .due, attempt: 1, rung: 0, planned: at("08:00"), isToldLate: false, next: nil,
          routes: routes))
      let event = story.record(told, at: at("08:00"))
      for round in 0..<refusals {
        story.record(
          .delivery(
            DeliveryReport(message: event.number, route: routes[0], round: round + 1, result: .refused)),
          at: at("08:00"))
      }
      return try explain(story, at: at("08:00") + minutes * 60).first { $0.rule == .channel }?.text
    }
    #expect(try last([Route(.desktop)], after: 0) == "Through desktop: about to be tried")
    #expect(
      try last([Route(.desktop)], after: 5)
        == "Through desktop: waits for a desktop: no notification server was there, or tendd does not run")
    let mail = try #require(ChannelName("mail"))
    #expect(
      try last([Route(mail)], after: 5)
        == "Through mail: not tried yet, and the settings have no such channel any more")
    #expect(
      try last([Route(.desktop)], 4, after: 1)
        == "Through desktop: refused, then refused, then refused, then refused, then to be tried again at 08:02"
    )
  }

  @Test func whatWasToldOfItWithOthersIsSaid() throws {
    var story = Story()
    story.record(ExplainerTests.told, at: at("08:00"))
    func event(_ number: Int64, _ body: EventBody, _ time: String) -> RecordedEvent {
      RecordedEvent(
        number: number, stamp: EventStamp(at: at(time), bootID: "", sinceBoot: 0),
        origin: EventOrigin(actor: "tendd", channel: "tendd"), body: body)
    }
    let others = [
      event(
        100,
        .digest(Digest(cause: .quietHours, open: 2, missed: 1, items: [Digest.Item(story.occurrence)])),
        "08:30"),
      event(101, .digest(Digest(cause: .catchUp, open: 1, missed: 0, items: [])), "08:31"),
      event(102, .silence(Silence(since: at("06:00"), waiting: 2, contact: "jonas")), "09:00"),
      event(
        103,
        .delivery(
          DeliveryReport(
            message: 102, route: Route(.desktop, contact: "jonas", step: 0), round: 1, result: .told)),
        "09:01"),
      // Before it was due.
      event(99, .silence(Silence(since: at("06:00"), waiting: 1)), "07:00"),
    ]
    var plan = Sample.plan(Sample.medication("midostaurin", Sample.timing("08:00")))
    plan.contacts.append(Contact(id: "jonas", name: "Jonas"))
    let planner = try Planner(plan: plan, settings: Settings(), zones: Zones.book)
    let reasons = Explainer(planner, zone: Zones.berlin, now: at("10:00"))
      .reasons(of: story.occurrence, events: story.events, others: others, pause: nil)
    #expect(
      reasons.filter { [.digest, .silence].contains($0.rule) }.map(\.text) == [
        "Listed with 2 others after quiet hours",
        "Nobody had answered anything since 06:00: Jonas was asked to look in",
      ])
    #expect(reasons.contains { $0.text == "Through desktop to Jonas: told" })
  }

  @Test(arguments: Suppression.Rule.allCases)
  func everyRuleThatKeepsSomethingBackIsNamed(_ rule: Suppression.Rule) throws {
    var story = Story()
    story.record(
      .suppressed(Suppression(rule: rule, planned: at("08:00"), limit: "22:00-07:00", next: at("09:00"))),
      at: at("08:00"))
    let reasons = try explain(story, at: at("08:02"))
    #expect(reasons.map(\.rule.rawValue).contains(rule.rawValue))
    #expect(reasons.contains { $0.text == "The next reminder is 09:00" })
  }
}
