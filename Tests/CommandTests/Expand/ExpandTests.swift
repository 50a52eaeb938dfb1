import Testing

/// `tend expand` with options: the table a person reads.
struct ExpandTests {
  private func expand(_ words: String...) throws -> Ran {
    try CommandWorld().tend(["expand"] + words)
  }

  @Test func eachLineHasTheLocalTimeItsOffsetAndTheInstant() throws {
    let ran = try expand(
      "--start", "20261024T080000", "--zone", "Europe/Berlin", "--rrule", "FREQ=DAILY;COUNT=2")
    #expect(ran.code == 0)
    #expect(
      ran.lines == [
        "Sat 2026-10-24 08:00:00 +02:00  2026-10-24T06:00:00Z",
        "Sun 2026-10-25 08:00:00 +01:00  2026-10-25T07:00:00Z",
      ])
  }

  @Test(arguments: [
    ("Asia/Kathmandu", "20260301T080000", "Sun 2026-03-01 08:00:00 +05:45  2026-03-01T02:15:00Z"),
    ("America/St_Johns", "20260301T080015", "Sun 2026-03-01 08:00:15 -03:30  2026-03-01T11:30:15Z"),
    ("Europe/Berlin", "18900101T000000", "Wed 1890-01-01 00:00:00 +00:53:28  1889-12-31T23:06:32Z"),
    ("America/New_York", "18800101T000000", "Thu 1880-01-01 00:00:00 -04:56:02  1880-01-01T04:56:02Z"),
  ])
  func theOffsetIsShownInFull(zone: String, start: String, line: String) throws {
    #expect(try expand("--start", start, "--zone", zone).lines == [line])
  }

  @Test func withoutAZoneTimesAreCountedAsIfInUTC() throws {
    #expect(
      try expand("--start", "20260301").lines == ["Sun 2026-03-01 00:00:00 +00:00  2026-03-01T00:00:00Z"])
  }

  @Test func rulesAdditionsAndExceptionsMayBeRepeated() throws {
    let ran = try expand(
      "--start", "20260301T080000", "--rrule", "FREQ=DAILY;COUNT=3", "--rrule",
      "FREQ=DAILY;INTERVAL=5;COUNT=2",
      "--rdate", "20260310T090000", "--rdate", "20260311T090000/PT1H", "--exdate", "20260301T080000",
      "--exdate", "20260302")
    #expect(
      ran.lines.map { $0.suffix(20) } == [
        "2026-03-03T08:00:00Z", "2026-03-06T08:00:00Z", "2026-03-10T09:00:00Z", "2026-03-11T09:00:00Z",
      ])
  }

  @Test func boundsAreExclusiveAndTwentyLinesAreEnough() throws {
    let rule = ["--start", "20260301T080000", "--rrule", "FREQ=DAILY"]
    let world = try CommandWorld()
    #expect(try world.tend(["expand"] + rule).lines.count == 20)
    #expect(try world.tend(["expand"] + rule + ["--limit", "3"]).lines.count == 3)
    let bounds = ["--after", "2026-03-01T08:00:00Z", "--before", "20260304T080000"]
    #expect(
      try world.tend(["expand"] + rule + bounds).lines.map { $0.prefix(14) } == [
        "Mon 2026-03-02", "Tue 2026-03-03",
      ])
  }

  @Test func aCalendarEventIsExpandedFromNowOn() throws {
    // The made-up machine stands at 06:00 on Thursday 3 December 2026.
    let ran = try expand("--calendar", "Mon..Fri 08:00", "--zone", "Europe/Berlin", "--limit", "3")
    #expect(ran.lines.map { $0.prefix(14) } == ["Thu 2026-12-03", "Fri 2026-12-04", "Mon 2026-12-07"])
  }

  @Test func aCalendarEventIsShownInTheZoneItNames() throws {
    let ran = try expand("--calendar", "Mon 08:00 Asia/Tokyo", "--zone", "Europe/Berlin", "--limit", "1")
    #expect(ran.lines == ["Mon 2026-12-07 08:00:00 +09:00  2026-12-06T23:00:00Z"])
  }

  @Test func whereMoreFollowsThanIsShownItSaysSo() throws {
    let rule = ["--start", "20260301T080000", "--rrule", "FREQ=DAILY"]
    let world = try CommandWorld()
    #expect(try world.tend(["expand"] + rule).problems.contains("the first 20; --limit asks for more"))
    #expect(try world.tend(["expand"] + rule + ["--limit", "3"]).problems == "")
    #expect(
      try world.tend(["expand", "--start", "20260301", "--rrule", "FREQ=DAILY;COUNT=20"]).problems == "")
  }

  @Test(arguments: [["--limit", "3"], ["--start", "20260301"], ["--rdate", "20260301"]])
  func noOptionGoesBesideBatch(options: [String]) throws {
    let ran = try CommandWorld().tend(["expand", "--batch"] + options)
    #expect(ran.code == 64 && ran.output == "" && ran.problems.contains("no other option"))
  }

  @Test func aTimingIsGivenAsTheKeysOfThePlan() throws {
    let keys = #"{"at":["08:00","20:00"],"every":"2 days","from":"2026-12-24","count":3}"#
    let ran = try expand("--timing", keys, "--zone", "Europe/Berlin")
    #expect(
      ran.lines.map { $0.prefix(23) } == [
        "Thu 2026-12-24 08:00:00", "Thu 2026-12-24 20:00:00", "Sat 2026-12-26 08:00:00",
      ])
  }

  @Test(arguments: [
    ([], "one of start, calendar and timing"),
    (["--start", "20260301", "--calendar", "daily"], "only one"),
    (["--start", "2026-03-01"], "start: “2026-03-01”"),
    (["--start", "20260301", "--rrule", "FREQ=DAILY;BYHOUR=24"], "BYHOUR=24"),
    (["--start", "20260301", "--zone", "Europe/Atlantis"], "Atlantis"),
    (["--start", "20260301", "--exdate", "20260301T080000/PT1H"], "exdate"),
    (["--start", "20260301", "--rdate", "20260301T080000/20260301T070000"], "period"),
    (["--rrule", "FREQ=DAILY"], "one of start"),
    (["--calendar", "Fri..Mon"], "Sunday"),
    (["--timing", "{"], "--timing"),
    (["--timing", #"{"at":"breakfast"}"#], "breakfast"),
  ])
  func whatHasNoMeaningIsSaidAndFails(words: [String], problem: String) throws {
    let ran = try CommandWorld().tend(["expand"] + words)
    #expect(ran.code == 64)
    #expect(ran.output.isEmpty)
    #expect(ran.problems.contains(problem), "\(ran.problems)")
  }
}
