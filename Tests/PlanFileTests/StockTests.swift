import Almanac
import Care
import PlanFile
import Testing

/// `stock` as it arrives in the plan.
struct StockTests {
  private func plan(_ lines: String) -> String {
    household + "[medication.x]\nname = \"X\"\nat = \"08:00\"\n" + lines + "\n"
  }

  private func stock(_ table: String) throws -> Stock {
    let loaded = load(plan("stock = \(table)"))
    #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
    return try #require(loaded.plan?.entries.first?.stock)
  }

  @Test func theStockOfTheDesign() throws {
    #expect(
      try stock("{ on-hand = 112, per-dose = 4, refill-at = \"10 days\", expires = \"2027-08\" }")
        == Stock(
          onHand: StockCount(112), perDose: StockCount(4), refillAt: .days(10), expires: Expiry("2027-08")))
  }

  @Test func everyKeyArrives() throws {
    #expect(
      try stock(
        "{ on-hand = \"12.5\", per-dose = \"0.5\", unit = \"tablets\", refill-at = \"4 doses\", lead = \"3 days\", "
          + "closed = [\"sat\", \"2026-12-25\"], practice = \"2027-03-01\" }")
        == Stock(
          onHand: StockCount("12.5"), perDose: try #require(StockCount("0.5")), unit: "tablets",
          refillAt: .doses(4), lead: 3,
          closed: [.weekday(.saturday), .date(try #require(CivilDate("2026-12-25")))],
          practice: CivilDate("2027-03-01")))
  }

  /// DOMAIN.md: auto-injectors.
  @Test func autoInjectorsLieInPlaces() throws {
    let loaded = load(
      household + """
        [medication.epipen]
        name = "Adrenaline auto-injector"
        as-needed = { min-interval = "5m" }
        [medication.epipen.stock]
        places = [{ place = "handbag", expires = "2027-03" }, { place = "kitchen", count = 2 }]
        """)
    let places = try #require(loaded.plan?.entries.first?.stock?.places, "\(loaded.diagnostics)")
    #expect(places.map(\.name) == ["handbag", "kitchen"])
    #expect(places.map(\.count) == [StockCount(1), StockCount(2)])
  }

  @Test func aStepOrATimeTakesWhatItSays() throws {
    let loaded = load(
      household + """
        [medication.x]
        name = "X"
        at = [{ time = "08:00", dose = "1 mg", per-dose = 1 }, { time = "20:00", dose = "2 mg", per-dose = 2 }]
        stock = { on-hand = 30 }
        """)
    let medication = try #require(loaded.plan?.entries.first?.medication, "\(loaded.diagnostics)")
    #expect(medication.doses["20:00"]?.perDose == StockCount(2))
  }

  @Test(arguments: [
    ("stock = 112", "\"stock\" takes a table such as"),
    ("stock = { on-hand = 1.5 }", "takes a whole number such as 112, or a fraction in quotes"),
    ("stock = { on-hand = -1 }", "it can be 0 to 1000000"),
    ("stock = { on-hand = \"many\" }", "\"many\" is not a number"),
    ("stock = { per-dose = 0 }", "\"per-dose\" is 0"),
    ("stock = { refill-at = \"soon\" }", "\"soon\" is not a rest"),
    ("stock = { expires = \"8/27\" }", "\"8/27\" is not a month or a date"),
    ("stock = { lead = \"3 weeks\" }", "\"3 weeks\" is not a number of days"),
    ("stock = { closed = \"sunday-ish\" }", "is not a weekday or a date"),
    (
      "stock = { closed = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"] }",
      "leaves no day on which anything can be fetched"
    ),
    ("stock = { places = [] }", "not an empty list"),
    ("stock = { places = [{ count = 1 }] }", "has no place; write place = \"handbag\""),
    ("stock = { on-hand = 1, places = [{ place = \"a\" }] }", "\"on-hand\" cannot stand beside \"places\""),
    ("stock = { places = [{ place = \"a\" }, { place = \"a\" }] }", "\"a\" is in \"places\" twice"),
    ("stock = { onhand = 3 }", "did you mean \"on-hand\"?"),
  ])
  func whatIsNotClearIsRefusedWhereItStands(lines: String, message: String) {
    let found = messages(plan(lines))
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.contains(message) ?? false, "\(found)")
  }
}
