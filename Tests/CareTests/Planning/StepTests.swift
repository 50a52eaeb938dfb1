import Almanac
import Care
import Testing

/// What is derived from another entry: occurrences of their own that follow it in everything.
struct StepTests {
  private func clinic(_ when: String = "2026-12-03 09:40", name: String = "Hematology clinic") -> Entry {
    var entry = Sample.appointment(when, remind: [])
    entry.name = name
    entry.detail = .appointment(
      Appointment(prepare: [
        Preparation(text: "Blood draw, fasting"),
        Preparation(text: "Leave the house", shift: .elapsed(-7200)),
      ]))
    return entry
  }

  private let draw = "hematology.blood-draw-fasting"

  @Test func eachIsAskedForAtItsOwnTimeUnderTheNameOfItsParent() throws {
    var home = try Home(Sample.plan(clinic()), at: at("2026-12-01 08:00"))
    home.run(until: at("2026-12-02 18:00"))
    let row = try home.row(draw, at: at("2026-12-02 18:00"))
    #expect(row.facts.kind == .step)
    #expect(row.facts.name == "Hematology clinic: Blood draw, fasting")
    #expect(row.facts.person == "maria")
    #expect(row.facts.key.entry.parent == entryID("hematology"))
    // It is to be done by the time of what it prepares.
    #expect(row.facts.missedAt == at("2026-12-03 09:40"))
    #expect(Outcome.fulfilled(row.facts.kind) == .done)
    #expect(try home.row("hematology.leave-the-house", at: at("2026-12-03 07:40")).state.isOpen)
  }

  @Test func itMovesWithItsParent() throws {
    var home = try Home(Sample.plan(clinic()), at: at("2026-12-01 20:00"))
    try home.edit(Sample.plan(clinic("2026-12-03 07:10", name: "Clinic")))
    home.step()
    #expect(try home.row("hematology.leave-the-house", at: at("2026-12-03 05:10")).state.isOpen)
    #expect(try home.row("hematology.leave-the-house", at: at("2026-12-03 07:40")).state.withdrawn != nil)
    #expect(try home.row(draw, at: at("2026-12-02 18:00")).facts.name == "Clinic: Blood draw, fasting")
    try home.edit(Sample.plan(clinic("2026-12-10 09:40")))
    home.step()
    #expect(try home.row(draw, at: at("2026-12-02 18:00")).state.withdrawn == .planChanged)
  }

  @Test func itGoesWithItsParent() throws {
    var home = try Home(Sample.plan(clinic(), Sample.checkIn()), at: at("2026-12-01 20:00"))
    try home.edit(Sample.plan(Sample.checkIn()))
    home.step()
    #expect(try home.row(draw, at: at("2026-12-02 18:00")).state.withdrawn == .entryRemoved)
  }

  @Test func itRestsWithItsParent() throws {
    var home = try Home(Sample.plan(clinic()), at: at("2026-12-01 20:00"))
    home.pause("hematology")
    home.run(until: at("2026-12-02 18:00"))
    #expect(try home.row(draw, at: at("2026-12-02 18:00")).state.answer?.outcome == .skipped)
    home.resume("hematology")
    home.run(until: at("2026-12-03 07:40"))
    #expect(try home.row("hematology.leave-the-house", at: at("2026-12-03 07:40")).state.attempts == 1)
  }

  @Test func anotherTextIsAnotherStep() throws {
    var home = try Home(Sample.plan(clinic()), at: at("2026-12-01 20:00"))
    home.run(until: at("2026-12-02 17:00"))
    home.record(
      .answered(Answer(outcome: .done, happenedAt: home.now, by: "ana")),
      of: try home.row(draw, at: at("2026-12-02 18:00")))
    var changed = clinic()
    changed.detail = .appointment(Appointment(prepare: [Preparation(text: "Urine sample")]))
    try home.edit(Sample.plan(changed))
    home.step()
    #expect(try home.row("hematology.urine-sample", at: at("2026-12-02 18:00")).state.isOpen)
  }

  @Test func wordsOfAnIDAreShortAndOnce() {
    let plan = Sample.plan()
    var entry = clinic()
    entry.detail = .appointment(
      Appointment(prepare: [
        Preparation(text: "Bring the symptom report and the list of medicines"),
        Preparation(text: "Bring the symptom report, twice"),
        Preparation(text: "10 tubes"), Preparation(text: "…"),
      ]))
    #expect(
      plan.steps(of: entry).map(\.id.text) == [
        "hematology.bring-the-symptom-report", "hematology.bring-the-symptom-report-2", "hematology.tubes",
        "hematology.entry",
      ])
  }

  @Test(arguments: ["Hematology.x", "hematology.", ".x", "a.b.c", "k7f.x", "hematology.9x", "hematology.-x"])
  func anIDOfAStepIsThatOfAnEntryAndAWord(text: String) {
    #expect(EntryID(text) == nil)
  }
}
