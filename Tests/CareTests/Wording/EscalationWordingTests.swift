import Almanac
import Care
import Testing

/// What the second carer reads.
struct EscalationWordingTests {
  private static let escalation = EventBody.escalated(
    Escalation(
      step: 1, contact: "jonas", askedSince: at("08:00"), remindersTold: 3, isToldLate: false,
      routes: [Route(.desktop, contact: "jonas", step: 1)]))

  private func line(
    _ body: EventBody, _ privacy: Settings.Privacy = .full, me: String? = "Ana", to route: Route? = nil,
    at now: Instant = at("08:30"), _ change: (inout OccurrenceFacts) -> Void = { _ in }
  ) throws -> JournalLine {
    let wording = Wording(
      privacy: privacy, names: ["jonas": "Jonas", "ana": "Ana"], zones: Zones.book, me: me)
    let occurrence = Sample.occurrence(change)
    let event = RecordedEvent(
      number: 7, stamp: EventStamp(at: now, bootID: "", sinceBoot: 0),
      origin: EventOrigin(actor: "ana", channel: "take"), occurrence: occurrence.id,
      entry: occurrence.facts.key.entry, body: body)
    return try #require(wording.line(event, occurrence: occurrence, to: route))
  }

  @Test func itSaysWhoHasNotAnsweredWhatSinceWhenAndWhatToDo() throws {
    let line = try line(EscalationWordingTests.escalation)
    #expect(
      line.message
        == "Ana has not answered: Midostaurin 100 mg for Maria, due 08:00, asked 3 times since 08:00. "
        + "If missed: Skip it. Next dose at its usual time. Missed from 12:00. "
        + "Jonas: please call or look in. What came of it is recorded with: tend take k7f")
    #expect(line.priority == 4)
  }

  @Test func aFullStopInANameEndsNoTitle() throws {
    let line = JournalLine(
      event: .escalated, message: "Dr. Weber has not answered: Vit. D 20 µg, due 08:00. Please call",
      priority: 4,
      fields: [])
    #expect(
      Notice(line, names: ["Dr. Weber", "Vit. D"])
        == Notice(title: "Dr. Weber has not answered: Vit. D 20 µg, due 08:00", lines: ["Please call"]))
    #expect(Notice(line).title == "Dr")
  }

  @Test func whereNobodyIsNamedNobodyHasAnswered() throws {
    #expect(try line(EscalationWordingTests.escalation, me: nil).message.hasPrefix("Nobody has answered: "))
  }

  @Test func discreetlyItSaysNoMoreThanThatSomeoneIsNeeded() throws {
    let line = try line(EscalationWordingTests.escalation, .discreet)
    #expect(line.message == "Nobody has answered — k7f. Please call or look in")
    #expect(!line.fields.contains { $0.value.contains("jonas") })
  }

  @Test(arguments: [
    (Settings.Privacy.full, "Settled, nothing more to do. Taken: Midostaurin 100 mg for Maria, due 08:00"),
    (.discreet, "Settled, nothing more to do. Answered — k7f"),
  ])
  func whoeverWasAlarmedReadsThatItIsSettled(_ privacy: Settings.Privacy, _ start: String) throws {
    let answer = EventBody.answered(Sample.taken(at: at("08:20")))
    let route = Route(.desktop, contact: "jonas", step: 1)
    #expect(try line(answer, privacy, to: route).message.hasPrefix(start))
    #expect(try !line(answer, privacy, to: Route(.desktop)).message.hasPrefix("Settled"))
  }

  @Test func aStepThatWasPassedOverNamesItsRule() throws {
    let line = try line(
      .suppressed(
        Suppression(
          rule: .contactHours, planned: at("08:15"), step: 1, contact: "jonas", limit: "09:00-22:00")))
    #expect(
      line.message
        == "Jonas is not asked (only 09:00-22:00), still no answer: Midostaurin 100 mg for Maria, due 08:00")
    #expect(line.priority == 6)
    #expect(line.fields.contains { $0.name == "TEND_RULE" && $0.value == "contact-hours" })
  }
}
