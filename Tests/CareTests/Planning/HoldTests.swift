import Almanac
import Testing

@testable import Care

/// The care team's stop of an entry, and stays in hospital.
struct HoldTests {
  private let plan = Sample.plan(
    Sample.medication(), Sample.checkIn(), Sample.appointment("2026-12-03 09:40"))

  private func hold(_ home: inout Home, until: Instant? = nil) {
    home.ledger.record(
      NewEvent(
        entry: entryID("midostaurin"),
        .held(Hold(from: home.now, until: until, by: "dr-okafor", reason: "platelets low"))),
      at: home.now, channel: "hold")
  }

  @Test func whatFallsIntoAHoldIsHeldAndNobodyIsTold() throws {
    var home = try Home(plan, at: at("07:00"))
    hold(&home)
    let told = home.run(until: at("23:00")).tellings
    let row = try home.row(at: at("08:00"))
    #expect(row.state.answer?.outcome == .held)
    #expect(row.state.answer?.by == "dr-okafor")
    #expect(row.state.answer?.reason == "platelets low")
    #expect(row.state.attempts == 0)
    // The others go on.
    #expect(told.contains { $0.at == at("20:00") })
    #expect(try home.row("evening", at: at("20:00")).state.attempts > 0)
  }

  @Test func aReleaseEndsItFromThen() throws {
    var home = try Home(plan, at: at("07:00"))
    hold(&home)
    home.run(until: at("12:00"))
    home.ledger.record(
      NewEvent(entry: entryID("midostaurin"), .released(HoldEnd(by: "dr-okafor"))), at: home.now,
      channel: "release")
    home.run(until: at("20:00"))
    #expect(try home.row(at: at("08:00")).state.answer?.outcome == .held)
    #expect(try home.row(at: at("20:00")).state.attempts == 1)
  }

  @Test func aHoldEndsByItselfWhereItSaysSo() throws {
    var home = try Home(plan, at: at("07:00"))
    hold(&home, until: at("12:00"))
    home.run(until: at("20:00"))
    #expect(try home.row(at: at("08:00")).state.answer?.outcome == .held)
    #expect(try home.row(at: at("20:00")).state.attempts == 1)
  }

  @Test func aPauseAndAHoldStandSideBySide() throws {
    var home = try Home(plan, at: at("07:00"))
    hold(&home)
    home.pause("midostaurin")
    home.run(until: at("12:00"))
    // The care team's word comes first.
    #expect(try home.row(at: at("08:00")).state.answer?.outcome == .held)
    home.ledger.record(
      NewEvent(entry: entryID("midostaurin"), .released(HoldEnd(by: "dr-okafor"))), at: home.now,
      channel: "release")
    home.run(until: at("21:00"))
    #expect(try home.row(at: at("20:00")).state.answer?.outcome == .skipped)
  }

  @Test func undoingAHoldRemindsAgain() throws {
    var home = try Home(plan, at: at("07:00"))
    hold(&home)
    home.step()
    home.ledger.record(
      NewEvent(
        entry: entryID("midostaurin"),
        .undone(Int64(home.ledger.events.last { $0.body.kind == .held }?.number ?? 0))),
      at: home.now, channel: "undo")
    home.run(until: at("08:00"))
    #expect(try home.row(at: at("08:00")).state.attempts == 1)
  }

  @Test func aStayHoldsWhatIsDoneAtHomeEntryByEntry() throws {
    var home = try Home(plan, at: at("07:00"))
    home.ledger.record(
      NewEvent(.admitted(Stay(person: "maria", from: home.now, by: "ana", reason: "fever"))), at: home.now,
      channel: "admit")
    home.run(until: at("12:00"))
    #expect(try home.row(at: at("08:00")).state.answer?.outcome == .held)
    #expect(try home.row(at: at("08:00")).state.answer?.reason == "in hospital: fever")
    #expect(try home.row("hematology", at: at("09:40")).state.attempts > 0)
    home.ledger.record(
      NewEvent(
        .discharged(
          Discharge(person: "maria", entries: [entryID("midostaurin")], isOver: false, by: "ana"))),
      at: home.now, channel: "discharge")
    home.run(until: at("21:00"))
    #expect(try home.row(at: at("20:00")).state.attempts > 0)
    // What was not gone through stays silent.
    #expect(try home.row("evening", at: at("20:00")).state.answer?.outcome == .held)
    home.ledger.record(
      NewEvent(.discharged(Discharge(person: "maria", entries: [], isOver: true, by: "ana"))), at: home.now,
      channel: "discharge")
    home.run(until: at("2026-12-04 20:00"))
    #expect(try home.row("evening", at: at("2026-12-04 20:00")).state.attempts == 1)
  }

  @Test(arguments: [
    ("2026-12-03 08:00", true), ("2026-12-04 20:00", true), ("2026-12-09 20:00", true),
    ("2026-12-10 08:00", false),
  ])
  func aChangeIsSaidForSevenDays(when: String, isSaid: Bool) throws {
    var home = try Home(plan, at: at("07:00"))
    home.ledger.record(
      NewEvent(
        entry: entryID("midostaurin"),
        .edited(
          PlanEdit(
            file: "plan.toml", before: "", after: "",
            order: ChangeOrder(
              by: "dr-okafor", on: date("2026-12-03"),
              parts: [ChangedPart(label: "dose", old: "200 mg", new: "100 mg")])))),
      at: home.now, channel: "set")
    home.run(until: at(when))
    let change = try home.row(at: at(when)).facts.change
    #expect((change != nil) == isSaid)
    if let change { #expect(change == "dose changed Thu 3 Dec by Dr Okafor: 200 mg → 100 mg") }
  }

  @Test func whatBelongsToAnEntryThatRestsInHospitalRestsToo() throws {
    var yoga = Sample.yoga(.approved)
    yoga.detail = .activity(
      Activity(
        lasts: .minutes(20),
        approval: Approval(status: .approved, by: "dr-okafor", review: date("2026-12-11"))))
    var clinic = Sample.appointment("2026-12-05 09:40", remind: [])
    clinic.detail = .appointment(Appointment(prepare: [Preparation(text: "Blood draw")]))
    var home = try Home(Sample.plan(yoga, clinic), at: at("07:00"))
    home.ledger.record(
      NewEvent(.admitted(Stay(person: "maria", from: home.now, by: "ana"))), at: home.now, channel: "admit")
    home.run(until: at("2026-12-04 19:00"))
    let review = try home.row("yoga.review", at: at("2026-12-04 10:00"))
    #expect(review.state.answer?.outcome == .held)
    // Appointments, and what prepares for them, go on.
    #expect(try home.row("hematology.blood-draw", at: at("2026-12-04 18:00")).state.attempts > 0)
  }
}
