import Almanac
import Care
import Testing

/// `max-per-day` held against what was really taken on that day of the person.
struct DayLimitTests {
  private func medicine(_ id: String, most: String? = nil) -> Entry {
    var entry = Sample.medication(id, Sample.timing("08:00"))
    entry.detail = .medication(
      Medication(dose: Amount(digits: 100, unit: "mg"), maxPerDay: most.flatMap(Amount.init)))
    return entry
  }

  private func taken(_ id: String, _ amount: String, at time: String, outcome: Outcome = .taken) -> Occurrence
  {
    var row = Sample.occurrence {
      $0.key = OccurrenceKey(entry: entryID(id), day: date("2026-12-03"), slot: time)
      $0.amount = amount
    }
    row.apply(
      RecordedEvent(
        number: 1, stamp: EventStamp(at: at(time), bootID: "", sinceBoot: 0),
        origin: EventOrigin(actor: "ana", channel: "take"), occurrence: row.id,
        body: .answered(Answer(outcome: outcome, happenedAt: at(time), by: "ana"))))
    return row
  }

  private static let cases: [(taken: [(id: String, amount: String, at: String)], sum: String?)] = [
    ([], nil), ([("iron", "100 mg", "06:30")], nil),
    ([("iron", "100 mg", "07:30"), ("iron", "0.1 g", "08:30")], "300 mg"),
    ([("other", "150 mg", "07:30")], "250 mg"),
    // The person's day begins at 07:00, when she wakes.
    ([("iron", "150 mg", "06:59")], nil),
    ([("iron", "2 tablets", "07:30")], nil), ([("stranger", "500 mg", "07:30")], nil),
  ]

  @Test(arguments: DayLimitTests.cases)
  func theDayIsAddedUp(_ given: (taken: [(id: String, amount: String, at: String)], sum: String?)) throws {
    var stranger = medicine("stranger")
    stranger.name = "Zinc"
    let plan = Sample.plan(medicine("iron", most: "200 mg"), medicine("other"), stranger)
    let planner = try Planner(plan: plan, settings: Settings(), zones: Zones.book)
    let facts = Sample.facts {
      $0.key = OccurrenceKey(entry: entryID("iron"), day: date("2026-12-03"), slot: "now")
    }
    let limits = plan.dayLimits(of: entryID("iron"))
    #expect(limits.map(\.entries) == [[entryID("iron"), entryID("other")]])
    let breaches = planner.breaches(
      facts, at: at("12:00"), dayLimits: limits,
      taken: given.taken.map { taken($0.id, $0.amount, at: $0.at) })
    #expect(
      breaches.map(\.words) == given.sum.map { ["at most 200 mg a day, and this dose makes it \($0)"] } ?? [])
    #expect(breaches.allSatisfy { $0.allowedFrom == at("2026-12-04 07:00") })
  }

  @Test func aSkippedDoseAndTheDoseItselfCountForNothing() throws {
    let plan = Sample.plan(medicine("iron", most: "200 mg"))
    let planner = try Planner(plan: plan, settings: Settings(), zones: Zones.book)
    let facts = Sample.facts {
      $0.key = OccurrenceKey(entry: entryID("iron"), day: date("2026-12-03"), slot: "08:00")
    }
    let rows = [
      taken("iron", "200 mg", at: "08:00"), taken("iron", "200 mg", at: "09:00", outcome: .skipped),
    ]
    #expect(
      planner.breaches(
        facts, at: at("12:00"), dayLimits: plan.dayLimits(of: entryID("iron")), taken: rows
      ).isEmpty)
  }
}
