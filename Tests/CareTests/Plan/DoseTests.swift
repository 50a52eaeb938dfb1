import Almanac
import Care
import Testing

/// Different amounts at different times, and tapers: the right one in every row, every sentence and every listing.
struct DoseTests {
  private func mg(_ number: Int64, _ take: String? = nil) -> Dose {
    Dose(amount: Amount(digits: number, unit: "mg"), take: take)
  }

  private var tacrolimus: Entry {
    var entry = Sample.medication("tacrolimus", Sample.timing("breakfast", "dinner"))
    entry.detail = .medication(
      Medication(doses: ["breakfast": mg(2, "2 capsules"), "dinner": mg(1, "1 capsule")]))
    return entry
  }

  private func prednisone(from: String = "2026-12-03", last: Int? = 2) -> Entry {
    var timing = Sample.timing("breakfast", "bedtime", from: from)
    timing.until = last.map { date(from) + 4 + ($0 - 1) }
    var entry = Sample.medication("prednisone", timing)
    entry.detail = .medication(
      Medication(taper: [
        TaperStep(dose: mg(40, "2 tablets"), days: 2), TaperStep(dose: mg(30), days: 2),
        TaperStep(dose: mg(20), days: last),
      ]))
    return entry
  }

  private func amounts(_ home: Home) -> [String?] {
    home.ledger.occurrences.sorted { $0.facts.instant < $1.facts.instant }.map(\.facts.amount)
  }

  @Test func everyTimeIsToldWithItsOwnDose() throws {
    var home = try Home(Sample.plan(tacrolimus), at: at("06:00"))
    #expect(amounts(home) == ["2 mg", "1 mg", "2 mg", "1 mg"])
    let wording = Wording(plan: home.plan, settings: Settings(), zones: Zones.book)
    let told = home.run(until: at("18:30")).filter { $0.body.kind == .told }
    let lines = try told.map { event in
      let row = try #require(event.occurrence.flatMap { home.ledger.rows[$0] })
      return try #require(wording.line(event, occurrence: row)).message
    }
    #expect(lines.first?.contains("2 mg for Maria, due 07:30") ?? false)
    #expect(lines.first?.contains("Take 2 capsules") ?? false)
    #expect(lines.last?.contains("1 mg for Maria, due 18:30") ?? false)
    #expect(lines.last?.contains("Take 1 capsule.") ?? false)
  }

  @Test func theAgendaNamesTheDoseOfEachTimeWithAndWithoutARow() throws {
    let home = try Home(Sample.plan(tacrolimus), at: at("06:00"))
    let items = home.planner.agenda(
      after: home.now, through: at("2026-12-07 00:00"), rows: home.ledger.occurrences, now: home.now)
    #expect(items.map(\.subject.amount) == (0..<4).flatMap { _ in ["2 mg", "1 mg"] })
    #expect(items.map(\.subject.take) == (0..<4).flatMap { _ in ["2 capsules", "1 capsule"] })
  }

  @Test func aTaperStepsDownDayByDay() throws {
    var home = try Home(Sample.plan(prednisone()), at: at("06:00"))
    home.run(until: at("2026-12-20 06:00"))
    let each = ["40 mg", "30 mg", "20 mg"].flatMap { [$0, $0, $0, $0] }
    #expect(amounts(home) == each)
    #expect(home.nextWakeup == nil)
  }

  /// Bedtime at half past midnight belongs to the day before, and so does its dose.
  @Test func aDoseAfterMidnightIsThatOfTheDayBefore() throws {
    let home = try Home(Sample.plan(prednisone()), at: at("06:00"))
    let row = try home.row("prednisone", at: at("2026-12-05 00:30"))
    #expect(row.facts.key.day == date("2026-12-04"))
    #expect(row.facts.amount == "40 mg")
  }

  @Test func aLastStepGoesOn() throws {
    let home = try Home(Sample.plan(prednisone(from: "2026-01-01", last: nil)), at: at("06:00"))
    #expect(Set(amounts(home)) == ["20 mg"])
  }

  @Test func aMovedTaperGivesTheNewDoseAndKeepsWhatWasGiven() throws {
    var home = try Home(Sample.plan(prednisone(from: "2026-12-01")), at: at("06:00"))
    home.run(until: at("07:35"))
    home.record(.answered(Sample.taken(at: home.now)), of: try home.row("prednisone", at: at("07:30")))
    #expect(try home.row("prednisone", at: at("07:30")).facts.amount == "30 mg")
    // A day later: today is still of the first step.
    try home.edit(Sample.plan(prednisone(from: "2026-12-02")))
    home.step()
    #expect(try home.row("prednisone", at: at("07:30")).facts.amount == "30 mg")
    #expect(try home.row("prednisone", at: at("2026-12-04 00:30")).facts.amount == "40 mg")
    #expect(try home.row("prednisone", at: at("2026-12-04 07:30")).facts.amount == "30 mg")
    #expect(home.run(until: at("23:59")).spoken.isEmpty)
  }

  @Test func aChangedDoseOfATimeMovesNoTime() throws {
    let plan = Sample.plan(tacrolimus)
    var changed = tacrolimus
    changed.detail = .medication(Medication(doses: ["breakfast": mg(3), "dinner": mg(1)]))
    #expect(Sample.plan(changed).timingFingerprint(of: changed) == plan.timingFingerprint(of: tacrolimus))
    var home = try Home(plan, at: at("08:00"))
    try home.edit(Sample.plan(changed))
    #expect(Set(home.step().map(\.body.kind)) == [.rescheduled])
    #expect(amounts(home) == ["1 mg", "3 mg", "1 mg", "3 mg"])
  }

  @Test func thePlanIsSaidInPlainEnglish() {
    let plan = Sample.plan(tacrolimus, prednisone(), prednisone(last: nil))
    #expect(
      plan.entries.map(plan.timingText) == [
        "every day at breakfast (07:30) and dinner (18:30): 2 mg (2 capsules) at breakfast (07:30) and 1 mg (1 capsule) "
          + "at dinner (18:30)",
        "every day at breakfast (07:30) and bedtime (00:30, after midnight), from 3 Dec 2026, until 8 Dec 2026: 40 mg (2 "
          + "tablets) for 2 days, then 30 mg for 2 days, then 20 mg for 2 days",
        "every day at breakfast (07:30) and bedtime (00:30, after midnight), from 3 Dec 2026, until further notice: 40 mg "
          + "(2 tablets) for 2 days, then 30 mg for 2 days, then 20 mg until further notice",
      ])
    #expect(plan.entries.map(\.amount) == [nil, nil, nil])
  }

  @Test func aDiffNamesTheDoses() {
    var changed = tacrolimus
    changed.detail = .medication(
      Medication(doses: ["breakfast": mg(2, "2 capsules"), "dinner": mg(2, "2 capsules")]))
    let diff = PlanDiff(old: Sample.plan(tacrolimus), new: Sample.plan(changed))
    #expect(diff.changed == [tacrolimus.id])
    #expect(diff.lines.first?.hasPrefix("tacrolimus: doses now 2 mg (2 capsules) at breakfast") ?? false)
  }
}
