import Almanac
import Care
import Testing

/// Questions for the care team: which appointment says them, and what becomes of them.
struct CareQuestionTests {
  private func clinic(_ id: String, person: String? = "maria") -> OccurrenceFacts {
    Sample.facts {
      $0.kind = .appointment
      $0.key.entry = entryID(id)
      $0.person = person
    }
  }

  private static let cases: [(entry: String?, person: String?, visit: String, whose: String?, isFor: Bool)] =
    [
      ("hematology", nil, "hematology", "maria", true), ("hematology", nil, "dentist", "maria", false),
      (nil, "maria", "dentist", "maria", true), (nil, "jonas", "dentist", "maria", false),
      (nil, nil, "dentist", "maria", true), (nil, "maria", "dentist", nil, true),
    ]

  @Test(arguments: CareQuestionTests.cases)
  func itIsAskedAtItsAppointment(
    entry: String?, person: String?, visit: String, whose: String?, isFor: Bool
  ) {
    let question = CareQuestion("Why?", entry: entry.map(entryID), person: person, by: "ana")
    #expect(question.isFor(clinic(visit, person: whose)) == isFor)
    #expect(!question.isFor(Sample.facts()))
  }

  @Test func everyReminderSaysWhatIsOpenThen() throws {
    var home = try Home(
      Sample.plan(Sample.appointment("2026-12-03 09:40", remind: [.hours(2)])), at: at("07:00"))
    let question = CareQuestion("Is the rash from the new dose?", entry: entryID("hematology"), by: "ana")
    let asked = home.ledger.record(
      NewEvent(entry: entryID("hematology"), .asked(question)), at: home.now, channel: "ask")
    #expect(home.run(until: at("07:40")).tellings.map(\.telling.questions) == [[question.text]])
    let row = try home.row("hematology", at: at("09:40"))
    let wording = Wording(privacy: .full, names: [:], zones: Zones.book)
    #expect(
      wording.notice(of: [row], now: at("07:40")).lines.contains("To ask: Is the rash from the new dose?"))
    let discreet = Wording(privacy: .discreet, names: [:], zones: Zones.book)
    #expect(!discreet.notice(of: [row], now: at("07:40")).lines.joined().contains("rash"))
    let closed = home.ledger.record(
      NewEvent(.questionClosed(QuestionClosing(question: asked.number, by: "ana"))), at: home.now,
      channel: "ask")
    #expect(home.run(until: at("09:40")).tellings.map(\.telling.questions) == [nil])
    home.ledger.record(NewEvent(.undone(closed.number)), at: home.now, channel: "undo")
    #expect(home.run(until: at("09:55")).tellings.last?.telling.questions == [question.text])
  }

  @Test func aLongListIsCutToWhatCanBeRead() {
    let wording = Wording(privacy: .full, names: [:], zones: Zones.book)
    var telling = Telling(
      phase: .upcoming, attempt: 1, rung: -1, planned: at("07:00"), isToldLate: false, next: nil)
    telling.questions = ["One?", "Two?", "Three?", "Four?", "Five?"]
    let occurrence = Occurrence(id: occurrenceID("k7f"), clinic("hematology"))
    let event = RecordedEvent(
      number: 1, stamp: EventStamp(at: at("07:00"), bootID: "", sinceBoot: 0),
      origin: EventOrigin(actor: "tendd", channel: "tendd"), occurrence: occurrence.id, body: .told(telling))
    #expect(
      wording.line(event, occurrence: occurrence)?.message
        .contains("To ask: One?; Two?; Three?; and 2 more, tend ask") == true)
  }
}
