import Almanac
import Care
import Testing

/// What is left by the log.
struct StockRecordTests {
  private static func events(_ bodies: EventBody...) -> [RecordedEvent] {
    bodies.enumerated().map { index, body in
      RecordedEvent(
        number: Int64(index + 1), stamp: EventStamp(at: at("08:00"), bootID: "", sinceBoot: 0),
        origin: EventOrigin(actor: "ana", channel: "stock"), entry: entryID("midostaurin"), body: body)
    }
  }

  private static func counted(
    _ count: Int64, _ when: String, expires: String? = nil, place: String? = nil
  ) -> EventBody {
    .stock(
      StockChange(
        .counted, StockCount(count), at: at(when), by: "ana", expires: expires.flatMap { Expiry($0) },
        place: place))
  }

  private static func refilled(_ count: Int64, _ when: String, expires: String? = nil) -> EventBody {
    .stock(
      StockChange(
        .refilled, StockCount(count), at: at(when), by: "ana", expires: expires.flatMap { Expiry($0) }))
  }

  private func use(_ when: String, _ count: Int64 = 4) -> StockRecord.Use {
    StockRecord.Use(at: at(when), count: StockCount(count))
  }

  @Test func dosesAfterTheCountAreTakenFromItAndEarlierOnesAreNot() {
    let record = StockRecord(
      StockRecordTests.events(StockRecordTests.counted(112, "08:00")),
      uses: [use("07:30"), use("08:00"), use("08:05"), use("18:30")])
    #expect(record.onHand == StockCount(104))
    #expect(record.beyond == .none)
  }

  @Test func aNewCountReplacesWhatWasKnownAndARefillComesOnTop() {
    let record = StockRecord(
      StockRecordTests.events(
        StockRecordTests.counted(112, "06:00"), StockRecordTests.counted(20, "09:00"),
        StockRecordTests.refilled(56, "10:00")),
      uses: [use("07:30"), use("12:00")])
    #expect(record.onHand == StockCount(72))
    #expect(record.countedAt == at("09:00"))
  }

  @Test func whatWasTakenBackDoesNotCount() {
    let events = StockRecordTests.events(
      StockRecordTests.counted(112, "06:00"), StockRecordTests.counted(20, "09:00"), .undone(2))
    #expect(StockRecord(events).onHand == StockCount(112))
    #expect(
      StockRecord(events + StockRecordTests.events(.undone(1), .undone(1), .undone(1), .undone(3)).suffix(1))
        .onHand
        == StockCount(20))
  }

  /// A dose at stock 0 is a fact: it is kept apart, and a refill does not pay for it.
  @Test func whatIsTakenBeyondTheCountIsSaidAndNotOwed() {
    let events = StockRecordTests.events(
      StockRecordTests.counted(6, "06:00"), StockRecordTests.refilled(10, "12:00"))
    let record = StockRecord(events, uses: [use("07:00"), use("08:00"), use("13:00")])
    #expect(record.beyond == StockCount(2))
    #expect(record.onHand == StockCount(6))
    let again = StockRecord(
      events + [StockRecordTests.events(.resumed, .resumed, StockRecordTests.counted(5, "14:00"))[2]],
      uses: [use("07:00"), use("08:00"), use("13:00")])
    #expect(again.onHand == StockCount(5))
    #expect(again.beyond == .none)
  }

  @Test func whatExpiresFirstIsTakenFirst() {
    let record = StockRecord(
      StockRecordTests.events(
        StockRecordTests.counted(10, "06:00", expires: "2027-08"),
        StockRecordTests.refilled(4, "06:30", expires: "2026-12")), uses: [use("08:00")])
    #expect(record.expires == Expiry("2027-08"))
    #expect(record.onHand == StockCount(10))
  }

  /// DOMAIN.md: "auto-injectors: count, where each one is, expiry dates".
  @Test func autoInjectorsHavePlacesAndEachItsExpiry() {
    let record = StockRecord(
      StockRecordTests.events(
        StockRecordTests.counted(1, "06:00", expires: "2027-03", place: "handbag"),
        StockRecordTests.counted(1, "06:00", expires: "2026-12", place: "kitchen"),
        StockRecordTests.counted(1, "07:00", expires: "2028-01", place: "kitchen")))
    #expect(record.onHand == StockCount(2))
    #expect(record.left.map(\.place) == ["handbag", "kitchen"])
    #expect(record.expires?.lastDay == date("2027-03-31"))
  }

  /// The pen of the handbag was used and replaced: the one in the kitchen is still there.
  @Test func countingOnePlaceTakesNothingOutOfTheOthers() {
    let events = StockRecordTests.events(
      StockRecordTests.counted(1, "06:00", expires: "2027-03", place: "handbag"),
      StockRecordTests.counted(1, "06:00", expires: "2027-05", place: "kitchen"),
      StockRecordTests.counted(1, "09:00", expires: "2028-01", place: "handbag"))
    let record = StockRecord(events, uses: [use("08:00", 1)])
    #expect(record.left.map(\.place) == ["kitchen", "handbag"])
    #expect(record.beyond == .none)
    // What is used afterwards comes from what expires first.
    #expect(StockRecord(events, uses: [use("08:00", 1), use("10:00", 1)]).left.map(\.place) == ["handbag"])
    // More than lay there came out of another one.
    #expect(StockRecord(events, uses: [use("08:00", 2)]).left.map(\.place) == ["handbag"])
  }

  @Test(arguments: [
    ("112", "112"), ("0.5", "0.5"), ("2.250", "2.25"), ("007", "7"), ("0", "0"), ("-1", nil), ("1,5", nil),
    ("1.2345", nil), ("1000001", nil), (".5", nil), ("5.", nil), ("", nil),
  ])
  func countsAreExact(text: String, read: String?) {
    #expect(StockCount(text)?.description == read)
  }

  @Test(arguments: [
    ("2027-08", "2027-08-31"), ("2028-02", "2028-02-29"), ("2027-08-15", "2027-08-15"), ("2027-13", nil),
    ("08/2027", nil),
  ])
  func anExpiryIsTheLastDayOfItsMonth(text: String, day: String?) {
    #expect(Expiry(text)?.lastDay == day.map(date))
    #expect(Expiry(text)?.description == (day == nil ? nil : text))
  }

  @Test func thePlansNumberIsANewCountOnlyWhenItChanges() throws {
    func medicine(_ stock: Stock) -> Entry {
      Entry(
        id: entryID("midostaurin"), name: "Midostaurin", timing: Sample.timing("08:00"),
        detail: .medication(Medication(stock: stock)))
    }
    let first = medicine(Stock(onHand: StockCount(112))).stockCounts(after: [], at: at("08:00"), by: "tendd")
    let change = try #require(first.first)
    #expect(first.count == 1 && change.count == StockCount(112) && change.isOfPlan == true)
    let events = StockRecordTests.events(.stock(change), StockRecordTests.counted(90, "09:00"))
    #expect(
      medicine(Stock(onHand: StockCount(112))).stockCounts(after: events, at: at("10:00"), by: "t") == [])
    #expect(
      medicine(Stock(onHand: StockCount(100))).stockCounts(after: events, at: at("10:00"), by: "t").first?
        .count
        == StockCount(100))
    #expect(medicine(Stock()).stockCounts(after: events, at: at("10:00"), by: "t") == [])
  }
}
