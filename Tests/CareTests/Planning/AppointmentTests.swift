import Almanac
import Care
import Testing

/// When to leave for an appointment, and what becomes of one that is cancelled or moved.
struct AppointmentTests {
  private func clinic(
    _ when: String = "2026-12-03 09:40", travel: TimeSpan? = .minutes(45), remind: [TimeSpan] = [.days(1)]
  ) -> Entry {
    var entry = Sample.appointment(when)
    entry.detail = .appointment(
      Appointment(
        remind: remind, prepare: [Preparation(text: "Blood draw")], travel: travel))
    return entry
  }

  private let draw = "hematology.blood-draw"

  @Test func theTimeToLeaveIsToldAsItsOwnThing() throws {
    var home = try Home(Sample.plan(clinic()), at: at("2026-12-01 08:00"))
    let events = home.run(until: at("2026-12-03 09:40")).filter { $0.entry == entryID("hematology") }
    #expect(
      events.tellings.map(\.at) == [
        at("2026-12-02 09:40"), at("2026-12-03 08:55"), at("2026-12-03 09:40"),
      ])
    #expect(events.tellings.map(\.telling.rung) == [-2, -1, 0])
    #expect(try home.row("hematology", at: at("2026-12-03 09:40")).facts.leaveAt == at("2026-12-03 08:55"))
  }

  @Test func aWayOfDaysReachesBeyondTheUsualHorizon() throws {
    var home = try Home(Sample.plan(clinic(travel: .days(2), remind: [])), at: at("2026-11-25 08:00"))
    let events = home.run(until: at("2026-12-01 12:00")).filter { $0.entry == entryID("hematology") }
    #expect(events.tellings.map(\.at) == [at("2026-12-01 09:40")])
  }

  @Test func itSaysWhenToLeaveAndThenToLeave() throws {
    let wording = Wording(privacy: .full, names: [:], zones: Zones.book)
    let occurrence = Sample.occurrence {
      $0.kind = .appointment
      ($0.name, $0.amount, $0.take, $0.food) = ("Hematology clinic", nil, nil, nil)
      $0.leaveAt = at("07:15")
    }
    func said(_ now: String) -> String {
      let telling = Telling(
        phase: .upcoming, attempt: 1, rung: -1, planned: at(now), isToldLate: false, next: nil)
      let event = RecordedEvent(
        number: 1, stamp: EventStamp(at: at(now), bootID: "", sinceBoot: 0),
        origin: EventOrigin(actor: "tendd", channel: "tendd"), occurrence: occurrence.id,
        entry: occurrence.facts.key.entry, body: .told(telling))
      return wording.line(event, occurrence: occurrence)?.message ?? ""
    }
    #expect(said("06:00") == "Hematology clinic for Maria in 2 h, 08:00. Leave at 07:15")
    #expect(said("07:15") == "Leave now for Hematology clinic for Maria, 08:00, in 45 min")
    #expect(
      said("07:30")
        == "Leave now (you were to leave at 07:15) for Hematology clinic for Maria, 08:00, in 30 min")
    #expect(wording.notice(of: [occurrence], now: at("07:15")).title.hasPrefix("Leave now: Hematology"))
    #expect(wording.notice(of: [occurrence], now: at("06:00")).lines == ["Leave at 07:15"])
    let discreet = Wording(privacy: .discreet, names: [:], zones: Zones.book)
    #expect(!discreet.notice(of: [occurrence], now: at("07:15")).title.contains("Leave"))
  }

  @Test(arguments: ["2026-12-02 12:00", "2026-12-02 20:00"])
  func whatPreparesForACancelledAppointmentIsAskedForNoMore(now: String) throws {
    var home = try Home(Sample.plan(clinic()), at: at("2026-12-01 10:00"))
    home.run(until: at(now))
    let visit = try home.row("hematology", at: at("2026-12-03 09:40"))
    let answer = home.record(
      .answered(Answer(outcome: .cancelled, happenedAt: home.now, by: "ana")), of: visit)
    #expect(home.step().contains { $0.body == .withdrawn(.parentOff) })
    #expect(!home.run(until: at("2026-12-03 12:00")).spoken.contains(.told))
    home.now = at(now)
    // Whoever cancelled the wrong one takes it back.
    var again = try Home(Sample.plan(clinic()), at: at("2026-12-01 10:00"))
    again.run(until: at("2026-12-02 12:00"))
    let same = try again.row("hematology", at: at("2026-12-03 09:40"))
    let undone = again.record(
      .answered(Answer(outcome: .cancelled, happenedAt: again.now, by: "ana")), of: same)
    again.step()
    again.record(.undone(undone.number), of: same)
    again.step()
    #expect(try again.row(draw, at: at("2026-12-02 18:00")).state.isOpen)
    #expect(answer.body.kind == .answered)
  }

  @Test func whatPreparesForOneThatWasCancelledFarAheadIsNeverWritten() throws {
    var home = try Home(Sample.plan(clinic(remind: [.days(7)])), at: at("2026-11-26 10:00"))
    let visit = try home.row("hematology", at: at("2026-12-03 09:40"))
    home.record(.answered(Answer(outcome: .cancelled, happenedAt: home.now, by: "ana")), of: visit)
    home.run(until: at("2026-12-03 12:00"))
    #expect(home.rows(draw, at: at("2026-12-02 18:00")).isEmpty)
    let rows = home.ledger.occurrences
    let agenda = home.planner.agenda(
      after: at("2026-11-26 11:00"), through: at("2026-12-04 00:00"), rows: rows,
      now: at("2026-11-26 11:00"))
    #expect(agenda.map(\.subject.entry.text) == ["hematology"])
  }

  @Test func aTimeThatWasMovedAwayIsAskedForAgainOnceThePlanHasItAgain() throws {
    var home = try Home(Sample.plan(clinic(remind: [])), at: at("2026-12-02 09:00"))
    home.now = at("2026-12-02 10:00")
    let visit = try home.row("hematology", at: at("2026-12-03 09:40"))
    home.record(.answered(Answer(outcome: .moved, happenedAt: home.now, by: "ana")), of: visit)
    // The plan in force is still the old one: it does not bring the old time back.
    home.step()
    #expect(try home.row("hematology", at: at("2026-12-03 09:40")).state.answer?.outcome == .moved)
    home.now = home.now + 1
    try home.edit(Sample.plan(clinic("2026-12-03 11:00", remind: [])))
    home.step()
    #expect(try home.row("hematology", at: at("2026-12-03 11:00")).state.isOpen)
    #expect(try home.row(draw, at: at("2026-12-02 18:00")).state.isOpen)
    home.now = home.now + 60
    try home.edit(Sample.plan(clinic(remind: [])))
    home.step()
    #expect(try home.row("hematology", at: at("2026-12-03 09:40")).state.isOpen)
    let told = home.run(until: at("2026-12-03 12:00")).filter { $0.entry == entryID("hematology") }
    #expect(told.tellings.map(\.at).prefix(2) == [at("2026-12-03 08:55"), at("2026-12-03 09:40")])
  }
}
