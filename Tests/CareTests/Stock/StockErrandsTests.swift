import Almanac
import Care
import Testing

/// What a stock asks of somebody, and when: more, a look at what expires, practice.
struct StockErrandsTests {
  private static let timing = Sample.timing("08:00", "20:00")

  private func medicine(_ stock: Stock, asNeeded: AsNeeded? = nil) -> Entry {
    Entry(
      id: entryID("midostaurin"), person: "maria", name: "Midostaurin",
      timing: asNeeded == nil ? StockErrandsTests.timing : Timing(),
      detail: .medication(Medication(asNeeded: asNeeded, stock: stock)))
  }

  private func errands(
    _ stock: Stock, refillsAsked: [String] = [], expiriesAsked: [String] = [], at time: String
  ) throws -> StockErrands {
    let entry = medicine(stock)
    let planner = try Planner(plan: Sample.plan(entry), settings: Settings(), zones: Zones.book)
    let standing = try #require(
      planner.stock(of: entry.id, record: StockRecord(stock, at: at("06:00")), now: at("06:00")))
    return standing.errands(
      refillsAsked: refillsAsked.map(date), expiriesAsked: expiriesAsked.map(date),
      at: try #require(CivilDateTime("2026-12-03T\(time):00")))
  }

  /// 112 capsules at 8 a day last until 16 December; seven days before that is the 9th.
  @Test(arguments: [
    (112, [], "06:00", "2026-12-09"), (24, [], "06:00", "2026-12-03"), (24, [], "11:00", "2026-12-04"),
    (24, ["2026-12-01"], "11:00", "2026-12-01"), (24, ["2026-11-20", "2026-12-02"], "06:00", "2026-12-03"),
  ])
  func moreIsAskedForOnceAndTheDayStays(count: Int64, asked: [String], time: String, day: String) throws {
    let stock = Stock(onHand: StockCount(count), perDose: StockCount(4))
    #expect(try errands(stock, refillsAsked: asked, at: time).refill == date(day))
  }

  @Test func nothingIsAskedForThatNobodyCountedOrThatOutlastsThePlan() throws {
    #expect(try errands(Stock(perDose: StockCount(1)), at: "06:00") == .none)
  }

  @Test(arguments: [("2027-03", "2027-03-01"), ("2026-12-20", "2026-12-03")])
  func whatExpiresIsLookedAtThirtyDaysBefore(expires: String, day: String) throws {
    let stock = Stock(
      onHand: StockCount(112), perDose: StockCount(4), expires: Expiry(expires))
    let errand = try #require(try errands(stock, at: "06:00").expiry)
    #expect(errand.day == date(day))
    #expect(errand.what == "what expires after \(expires)")
  }

  @Test func eachIsAStepOfTheMedicineAtTenInTheMorning() throws {
    var stock = Stock(onHand: StockCount(112), perDose: StockCount(4))
    stock.practice = date("2027-03-01")
    let entry = medicine(stock, asNeeded: AsNeeded(minInterval: .minutes(5)))
    var plan = Sample.plan(entry)
    plan.errands[entry.id] = StockErrands(
      refill: date("2026-12-09"),
      expiry: StockErrands.Errand(day: date("2026-12-20"), what: "what expires after 2027-01 (handbag)"))
    let steps = plan.steps(of: entry)
    #expect(
      steps.map(\.id.text) == ["midostaurin.refill", "midostaurin.expiry", "midostaurin.practice"])
    #expect(
      steps.map(\.name) == [
        "Midostaurin: see to more", "Midostaurin: look at what expires after 2027-01 (handbag)",
        "Midostaurin: practise using it",
      ])
    let planner = try Planner(plan: plan, settings: Settings(), zones: Zones.book)
    let items = planner.agenda(
      after: at("2026-12-03 00:00"), through: at("2028-06-01 00:00"), rows: [], now: at("06:00"))
    #expect(
      items.map(\.instant) == [
        at("2026-12-09 10:00"), at("2026-12-20 10:00"), at("2027-03-01 10:00"), at("2028-03-01 10:00"),
      ])
  }

  /// DOMAIN.md: "avapritinib on an empty stomach": two-sided food window.
  @Test func noticesSayWhenToStopEatingAndWhenToEatAgain() throws {
    var medication = Medication()
    medication.foodRule = .emptyStomach(before: .hours(1), after: .hours(2))
    var entry = Entry(
      id: entryID("avapritinib"), person: "maria", name: "Avapritinib", timing: Sample.timing("10:00"),
      detail: .medication(medication))
    #expect(Sample.plan(entry).steps(of: entry).isEmpty)
    medication.hasFoodNotices = true
    entry.detail = .medication(medication)
    let planner = try Planner(plan: Sample.plan(entry), settings: Settings(), zones: Zones.book)
    let items = planner.agenda(
      after: at("2026-12-03 07:00"), through: at("2026-12-03 12:00"), rows: [], now: at("06:00"))
    #expect(
      items.map { "\($0.subject.name) \($0.instant - at("06:00"))" } == [
        "Avapritinib: nothing to eat from now on \(2 * 3600)", "Avapritinib \(4 * 3600)",
        "Avapritinib: may eat again \(5 * 3600)",
      ])
  }
}
