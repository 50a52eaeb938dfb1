import Almanac
import Care
import Testing

/// How long a stock lasts by what the plan really asks for, and when to see to more.
///
/// Today is Thursday 3 December 2026, 06:00.
struct StockStandingTests {
  private func standing(
    _ stock: Stock, _ timing: Timing = Sample.timing("08:00", "20:00"), taper: [TaperStep] = [],
    asNeeded: AsNeeded? = nil, rows: [Occurrence] = [], pause: Pause? = nil, uses: [StockRecord.Use] = []
  ) throws -> StockStanding {
    let entry = Entry(
      id: entryID("midostaurin"), person: "maria", name: "Midostaurin", timing: timing,
      detail: .medication(Medication(asNeeded: asNeeded, taper: taper, stock: stock)))
    let planner = try Planner(plan: Sample.plan(entry), settings: Settings(), zones: Zones.book)
    return try #require(
      planner.stock(
        of: entry.id, record: StockRecord(stock, at: at("06:00")), rows: rows, pause: pause, uses: uses,
        now: at("06:00")))
  }

  private func stock(_ onHand: Int64, _ change: (inout Stock) -> Void = { _ in }) -> Stock {
    var stock = Stock(onHand: StockCount(onHand), perDose: StockCount(4), unit: "capsules")
    change(&stock)
    return stock
  }

  /// DOMAIN.md: "midostaurin twice daily with food": capsules per dose, stock, run-out date.
  @Test(arguments: [
    (112, "2026-12-16"), (111, "2026-12-15"), (8, "2026-12-03"), (12, "2026-12-03"), (4, "2026-12-02"),
    (3, "2026-12-02"),
  ])
  func itLastsAsLongAsAllDosesOfADayAreCovered(count: Int64, day: String) throws {
    #expect(try standing(stock(count)).lastsUntil == date(day))
  }

  @Test func aCycleIsCountedByItsDaysOn() throws {
    let timing = Timing(
      at: [TimeOfDay("10:00")].compactMap(\.self),
      cycle: Timing.Cycle(day1: date("2026-12-07"), days: 5, of: 28))
    #expect(try standing(stock(24), timing).lastsUntil == date("2027-01-04"))
  }

  /// DOMAIN.md: "prednisone taper".
  @Test func aTaperTakesWhatEachStepSays() throws {
    let steps = [
      TaperStep(dose: Dose(amount: Amount("40 mg"), perDose: StockCount(2)), days: 7),
      TaperStep(dose: Dose(amount: Amount("10 mg"), perDose: StockCount("0.5")), days: 7),
    ]
    var timing = Sample.timing("08:00", from: "2026-12-03")
    timing.until = date("2026-12-16")
    #expect(try standing(stock(15), timing, taper: steps).lastsUntil == date("2026-12-11"))
    let enough = try standing(stock(18), timing, taper: steps)
    #expect(enough.lastsUntil == nil && !enough.isLow)
  }

  @Test func aPauseStretchesIt() throws {
    let pause = Pause(from: at("06:00"), until: at("2026-12-05 06:00"), by: "ana")
    #expect(try standing(stock(8), pause: pause).lastsUntil == date("2026-12-05"))
  }

  @Test func whatWasAnsweredAheadTakesNoMoreAndWhatIsDueStillDoes() throws {
    var early = Sample.occurrence()
    early.apply(
      RecordedEvent(
        number: 9, stamp: EventStamp(at: at("06:00"), bootID: "", sinceBoot: 0),
        origin: EventOrigin(actor: "ana", channel: "take"), occurrence: early.id,
        entry: early.facts.key.entry,
        body: .answered(Sample.taken(at: at("06:00")))))
    #expect(try standing(stock(4), rows: [early]).lastsUntil == date("2026-12-03"))
    let due = Sample.occurrence {
      $0.instant = at("05:00")
      $0.key = OccurrenceKey(entry: entryID("midostaurin"), day: date("2026-12-02"), slot: "23:00")
    }
    #expect(try standing(stock(8), rows: [due]).lastsUntil == date("2026-12-02"))
  }

  @Test func whatIsTakenAsNeededLastsByThePaceOfTheLastThirtyDays() throws {
    let uses = (1...3).map { StockRecord.Use(at: at("06:00") - Int64($0) * 86_400, count: StockCount(1)) }
    var injectors = stock(2) { $0.perDose = StockCount(1) }
    let found = try standing(
      injectors, Timing(), asNeeded: AsNeeded(minInterval: .minutes(5)), uses: uses)
    #expect(found.isByPace && found.lastsUntil == date("2026-12-23"))
    let unused = try standing(injectors, Timing(), asNeeded: AsNeeded(minInterval: .minutes(5)))
    #expect(unused.lastsUntil == nil && !unused.isLow)
    injectors.refillAt = .doses(2)
    #expect(try standing(injectors, Timing(), asNeeded: AsNeeded(minInterval: .minutes(5))).isLow)
  }

  /// The last covered day is Wednesday 16 December; the pharmacy is closed at weekends.
  @Test(arguments: [
    // A week before, which is a Wednesday.
    (nil, 0, [], "2026-12-09", "2026-12-16"),
    (Stock.RefillPoint.days(10), 0, [], "2026-12-06", "2026-12-16"),
    (.days(10), 0, ["sat", "sun"], "2026-12-04", "2026-12-16"),
    (.days(2), 3, ["sat", "sun"], "2026-12-11", "2026-12-11"),
    (.days(2), 3, ["sat", "sun", "2026-12-11"], "2026-12-10", "2026-12-10"),
    (.days(1), 1, ["2026-12-16"], "2026-12-14", "2026-12-14"),
  ])
  func theRefillIsAskedForWhileThePharmacyIsOpen(
    point: Stock.RefillPoint?, lead: Int, closed: [String], from: String, by: String
  ) throws {
    let found = try standing(
      stock(112) {
        $0.refillAt = point
        $0.lead = lead
        $0.closed = closed.compactMap(ClosedDay.init)
      })
    #expect(found.refillFrom == date(from))
    #expect(found.refillBy == date(by))
    #expect(!found.isLow)
  }

  @Test func whatNeedsSomebodyIsSaidWithTheDay() throws {
    let low = try standing(stock(48) { $0.lead = 2 })
    #expect(low.isLow && !low.isOut)
    #expect(low.words == "48 capsules, until Tue 8 Dec")
    #expect(low.warnings == ["refill by Sun 6 Dec"])
    #expect(try standing(stock(3)).warnings == ["not enough left for one dose"])
    #expect(
      try standing(stock(8) { $0.lead = 3 }).warnings
        == ["see to more now: Mon 30 Nov was the last day to be in time"])
    #expect(try standing(stock(400)).warnings.isEmpty)
  }

  @Test(arguments: [
    ("2026-11", true, false), ("2026-12-02", true, false), ("2026-12-03", false, true),
    ("2026-12", false, true), ("2027-01-02", false, true), ("2027-01-03", false, false),
    ("2027-08", false, false),
  ])
  func expiryIsSaidThirtyDaysAhead(text: String, isExpired: Bool, isSoon: Bool) throws {
    let found = try standing(stock(400) { $0.expires = Expiry(text) })
    #expect(found.isExpired == isExpired)
    #expect(found.expiresSoon == isSoon)
  }

  @Test func theRuleFindsIt() throws {
    let short = try standing(stock(8))
    let planner = try Planner(plan: Sample.plan(), settings: Settings(), zones: Zones.book)
    let found = PlanRules(planner, stock: [short, try standing(stock(400))], now: at("06:00")).findings()
    #expect(found.map(\.rule) == [.stock])
    #expect(found.first?.message.hasPrefix("8 capsules, until Thu 3 Dec: ") == true)
  }
}
