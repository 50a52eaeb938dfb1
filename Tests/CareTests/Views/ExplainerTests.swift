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
        "Through desktop to Jonas: not tried yet",
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
