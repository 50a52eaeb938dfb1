import Almanac
import Care
import Testing

struct SeparationTests {
  /// Iron is kept two hours from levothyroxine, which says four.
  private var plan: Plan {
    func entry(_ id: String, _ apart: [Apart]) -> Entry {
      Entry(
        id: entryID(id), person: "maria", name: id.uppercased(), timing: Sample.timing("08:00"),
        detail: .medication(Medication(apartFrom: apart)))
    }
    return Sample.plan(
      entry("iron", [Apart(entry: entryID("thyroxine"), by: .hours(2))]),
      entry("thyroxine", [Apart(entry: entryID("iron"), by: .hours(4))]), entry("zinc", []))
  }

  @Test func itHoldsBothWaysAndTheLongerOneCounts() {
    for id in ["iron", "thyroxine"] {
      let other = id == "iron" ? "thyroxine" : "iron"
      let separation = plan.separation(of: entryID(id))
      #expect(separation.entries == [entryID(other)])
      #expect(separation.reach == 4 * 3600)
      #expect(separation.words == ["4 h from \(other.uppercased())"])
    }
    #expect(plan.separation(of: entryID("zinc")).entries.isEmpty)
  }

  @Test(
    arguments: [
      ([], "12:00", nil), (["08:00"], "11:59", "12:00"), (["08:00"], "12:00", nil),
      // A fact before the other dose.
      (["08:00"], "05:00", "12:00"), (["08:00"], "04:00", nil), (["08:00", "10:00"], "11:00", "14:00"),
    ] as [([String], String, String?)])
  func aDoseTooNearToTheOtherIsNotAllowed(taken: [String], dose: String, allowed: String?) {
    let intakes = taken.map {
      Intake(
        entry: entryID("thyroxine"), name: "T", occurrence: occurrenceID("k7f"), at: at($0), by: "ana")
    }
    let breaches = plan.separation(of: entryID("iron")).breaches(at: at(dose), among: intakes)
    #expect(breaches.map(\.allowedFrom) == [allowed].compactMap { $0 }.map { at($0) })
    #expect(breaches.allSatisfy { $0.words == "4 h apart from THYROXINE" })
  }

  @Test func aDoseAsNeededIsKeptApartToo() throws {
    var entry = Sample.asNeeded()
    guard case .medication(var medication) = entry.detail else { return }
    medication.apartFrom = [Apart(entry: entryID("midostaurin"), by: .hours(2))]
    entry.detail = .medication(medication)
    let planner = try Planner(
      plan: Sample.plan(entry, Sample.medication()), settings: Settings(), zones: Zones.book)
    let other = Intake(
      entry: entryID("midostaurin"), name: "M", occurrence: occurrenceID("k7f"), at: at("11:00"), by: "ana")
    let dose = try #require(
      AsNeededDose(planner, entryID("ondansetron"), at: at("12:15"), intakes: [other], now: at("12:15")))
    #expect(dose.judged.breaches.map(\.rule) == [.apartFrom])
    #expect(dose.judged.room?.used == 0)
  }
}
