import Testing

@testable import Almanac

struct CalendarEventTests {
  private static func zone(_ name: String) -> ZoneRules? { try? CorpusFiles.zone(name) }

  @Test(arguments: [
    ("Mon..Fri 08:00", "Mon..Fri *-*-* 08:00:00"),
    ("mon,WED,friday 8:5", "Mon,Wed,Fri *-*-* 08:05:00"),
    ("Sat-Sun", "Sat,Sun *-*-* 00:00:00"),
    ("Mon,Tue,Thu..Sun 12:00", "Mon,Tue,Thu..Sun *-*-* 12:00:00"),
    ("Mon..Sun 12:00", "*-*-* 12:00:00"),
    ("minutely", "*-*-* *:*:00"), ("hourly", "*-*-* *:00:00"), ("daily", "*-*-* 00:00:00"),
    ("weekly", "Mon *-*-* 00:00:00"), ("monthly", "*-*-01 00:00:00"),
    ("quarterly", "*-01,04,07,10-01 00:00:00"),
    ("semiannually", "*-01,07-01 00:00:00"), ("yearly", "*-01-01 00:00:00"), ("ANNUALLY", "*-01-01 00:00:00"),
    ("26-12-03 9:40", "2026-12-03 09:40:00"), ("99-1-1", "1999-01-01 00:00:00"),
    ("*-*~1", "*-*~01 00:00:00"), ("*-2~3..5", "*-02~03..05 00:00:00"),
    ("*:0/15", "*-*-* *:00/15:00"), ("8..20/4:00", "*-*-* 08..20/4:00:00"),
    ("8..21/4:00", "*-*-* 08..20/4:00:00"),
    ("0:0:0.5", "*-*-* 00:00:00.500000"), ("*:*:*", "*-*-* *:*:*"), ("8,8,6:0", "*-*-* 06,08:00:00"),
    ("08:00 Europe/Berlin", "*-*-* 08:00:00 Europe/Berlin"), ("daily utc", "*-*-* 00:00:00 UTC"),
    ("@0", "1970-01-01 00:00:00 UTC"), ("Mon ", "Mon *-*-* 00:00:00"),
  ])
  func anEventHasTheTextSystemdGivesIt(text: String, normal: String) throws {
    let event = try CalendarEvent(text, zoneNamed: Self.zone)
    #expect(event.description == normal)
    #expect(try CalendarEvent(normal, zoneNamed: Self.zone) == event)
  }

  @Test(arguments: [
    "", " ", "8", "*/2:00", "Fri..Tue", "Mon..", "Mon,,Tue", "daily 12:00", "*-02~31", "25:00", "12:60",
    "*-13-01",
    "1969-01-01", "2200-01-01", "08:00 Mars/Phobos", "08:00 +01:00", "now", "*-*-* 10:00:00 UTC UTC",
    "0/0:00", "20/6:00",
    "0:0:0..0.5", "99999999999999999999-1-1", "Mo 8:00", "Monday8:00", "@", "@1 ", "1-2-3-4", "*~1-2", "~1",
  ])
  func whatSystemdRefusesIsRefused(text: String) {
    #expect(throws: CalendarEventError.self) { try CalendarEvent(text, zoneNamed: Self.zone) }
  }

  private func times(_ text: String, after: String, in zone: String, first count: Int = 3) throws -> [String]
  {
    let event = try CalendarEvent(text, zoneNamed: Self.zone)
    let after = try #require(Instant(rfc3339: after))
    return event.occurrences(after: after, zone: try CorpusFiles.zone(zone)).prefix(count).map(\.rfc3339)
  }

  @Test func aTimeInTheSpringGapIsSkipped() throws {
    let found = try times("02:30", after: "2026-03-28T00:00:00Z", in: "Europe/Berlin")
    #expect(found == ["2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z"])
  }

  @Test func aTimeInTheAutumnOverlapHappensOnceAtTheFirst() throws {
    let found = try times("02:30", after: "2026-10-24T12:00:00Z", in: "Europe/Berlin")
    #expect(found == ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z", "2026-10-27T01:30:00Z"])
  }

  @Test func inTheHourThatWillBeRepeatedEveryTimeComes() throws {
    let found = try times("1:3..24/16", after: "2026-11-01T05:03:00Z", in: "America/New_York", first: 2)
    #expect(found == ["2026-11-01T05:19:00Z", "2026-11-02T06:03:00Z"])
  }

  @Test func insideTheRepeatedHourNothingIsRepeated() throws {
    let found = try times("*:0/30", after: "2026-10-25T01:10:00Z", in: "Europe/Berlin")
    #expect(found == ["2026-10-25T02:00:00Z", "2026-10-25T02:30:00Z", "2026-10-25T03:00:00Z"])
  }

  @Test func itsOwnZoneCountsBeforeTheReaders() throws {
    let found = try times("08:00 Asia/Tokyo", after: "2026-03-01T00:00:00Z", in: "Europe/Berlin", first: 1)
    #expect(found == ["2026-03-01T23:00:00Z"])
  }

  @Test func fractionsOfASecondShowAsWholeSecondsOnce() throws {
    let found = try times("8:0:0/0.4", after: "2026-03-01T07:59:59Z", in: "UTC", first: 2)
    #expect(found == ["2026-03-01T08:00:00Z", "2026-03-01T08:00:01Z"])
  }

  @Test func anOpenStepMeansWhatItsListDoesAtTheTurnOfTheYear() throws {
    for text in ["*-6/20", "*-6..26/20", "*-6,26"] {
      let found = try times(text, after: "2026-12-26T00:00:00Z", in: "UTC", first: 2)
      #expect(found == ["2027-01-06T00:00:00Z", "2027-01-26T00:00:00Z"], "\(text)")
    }
  }

  @Test func anImpossibleDateHasNoTimes() throws {
    #expect(try times("*-02-30", after: "2026-01-01T00:00:00Z", in: "Europe/Berlin").isEmpty)
    #expect(try times("@1700000000", after: "2026-01-01T00:00:00Z", in: "Europe/Berlin").isEmpty)
    #expect(try times("yearly", after: "2199-06-01T00:00:00Z", in: "UTC").isEmpty)
    #expect(try times("yearly", after: "9999-06-01T00:00:00Z", in: "UTC").isEmpty)
  }

  @Test func localTimesAreNamedWhetherOrNotAClockShowsThem() throws {
    let event = try CalendarEvent("02:30")
    let gapDay = try #require(CivilDateTime("2026-03-29T00:00"))
    #expect(event.nextLocal(after: gapDay)?.description == "2026-03-29T02:30")
  }
}
