import Testing

@testable import Almanac

/// `rrule` and `calendar` inside a plan.
struct RuleTimingTests {
  private func schedule(
    rrule: String? = nil, calendar: String? = nil, from: String? = "2026-03-01", until: String? = nil,
    count: Int? = nil, except: [String] = [], zone: ZoneRules? = nil
  ) throws -> Schedule {
    var timing = Timing(
      from: from.flatMap { CivilDate($0) }, until: until.flatMap { CivilDate($0) }, count: count,
      except: except.compactMap { Timing.Exception($0) })
    timing.rule = try rrule.map { try .init(rrule: $0) } ?? calendar.map { try .init(calendar: $0) }
    return try Schedule(timing, zone: zone ?? CorpusFiles.zone("Europe/Berlin"))
  }

  private func times(_ schedule: Schedule, _ count: Int = 5, after: Instant = Instant(.min)) -> [String] {
    schedule.slots(after: after).prefix(count).map { slot in
      "\(slot.day) \(slot.slot) \(slot.instant.secondsSinceEpoch - CivilDateTime(slot.day, .midnight).wallSeconds)"
    }
  }

  @Test func aRuleNamesDaysAndTimes() throws {
    let found = try schedule(rrule: "RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=8,20;BYMINUTE=30")
    // Seconds from the midnight of UTC: an hour less in winter, two in summer.
    #expect(
      times(found, 3) == ["2026-03-27 08:30 27000", "2026-03-27 20:30 70200", "2026-04-24 08:30 23400"])
    #expect(
      times(try schedule(calendar: "Mon,Wed 08:00"), 2) == [
        "2026-03-02 08:00 25200", "2026-03-04 08:00 25200",
      ])
  }

  /// The clocks go forward on 29 March 2026 at 02:00 and back on 25 October at 03:00.
  @Test(arguments: [true, false])
  func aTimeInTheSpringGapHappensOnce(_ isRule: Bool) throws {
    let found =
      try isRule
      ? schedule(rrule: "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30", from: "2026-03-28")
      : schedule(calendar: "02,03:00,30", from: "2026-03-28")
    let day = try #require(CivilDate("2026-03-29"))
    #expect(found.slots(on: day).map(\.slot).sorted() == ["02:00", "02:30", "03:00", "03:30"])
    let midnight = CivilDateTime(day, .midnight).wallSeconds
    #expect(found.slots(on: day).map { $0.instant.secondsSinceEpoch - midnight } == [3600, 3600, 5400, 5400])
    let slots = Array(found.slots(after: Instant(.min)).prefix(12))
    #expect(slots.map(\.instant) == slots.map(\.instant).sorted())
    #expect(Set(slots).count == 12)
    // And backwards the same.
    var back: [TimedSlot] = []
    var before = slots[11].instant + 1
    while let slot = found.previous(before: before) {
      back.append(slot)
      before = slot.instant
    }
    #expect(back.map(\.instant) == Set(slots.map(\.instant)).sorted(by: >))
  }

  @Test func aTimeInTheAutumnOverlapHappensAtTheFirst() throws {
    let day = try #require(CivilDate("2026-10-25"))
    for found in [
      try schedule(rrule: "FREQ=DAILY;BYHOUR=2;BYMINUTE=30"), try schedule(calendar: "02:30"),
    ] {
      #expect(
        found.slots(on: day).map { $0.instant.secondsSinceEpoch - CivilDateTime(day, .midnight).wallSeconds }
          == [1800])
    }
  }

  @Test func aRuleOfHoursFollowsElapsedTime() throws {
    let found = try schedule(rrule: "FREQ=HOURLY;INTERVAL=12", from: "2026-03-28")
    #expect(
      times(found, 4) == [
        "2026-03-28 00:00 -3600", "2026-03-28 12:00 39600", "2026-03-29 00:00 -3600",
        "2026-03-29 13:00 39600",
      ])
    let autumn = try schedule(rrule: "FREQ=MINUTELY;INTERVAL=30", from: "2026-10-25")
    let slots = autumn.slots(on: try #require(CivilDate("2026-10-25"))).map(\.slot)
    #expect(slots.count == 50 && Set(slots).count == 50)
    #expect(slots.contains("02:30") && slots.contains("02:30-again"))
  }

  @Test func fromUntilCountAndExceptMeanWhatTheyAlwaysMean() throws {
    let daily = "FREQ=DAILY;BYHOUR=8"
    #expect(
      times(try schedule(rrule: daily, until: "2026-03-02")).map { $0.prefix(10) } == [
        "2026-03-01", "2026-03-02",
      ])
    #expect(
      times(try schedule(rrule: daily, count: 3, except: ["2026-03-02"])).map { $0.prefix(10) }
        == ["2026-03-01", "2026-03-03"])
    #expect(times(try schedule(calendar: "08:00", until: "2026-03-02")).count == 2)
    #expect(times(try schedule(calendar: "08:00", count: 3, except: ["2026-03-02 08:00"])).count == 2)
    // An end in the rule itself: a date is all of that day, a time in UTC is that instant.
    #expect(times(try schedule(rrule: daily + ";UNTIL=20260302")).count == 2)
    #expect(times(try schedule(rrule: daily + ";UNTIL=20260302T070000Z")).count == 2)
    #expect(times(try schedule(rrule: daily + ";UNTIL=20260302T065959Z")).count == 1)
    #expect(times(try schedule(rrule: daily + ";COUNT=2")).count == 2)
    #expect(times(try schedule(rrule: daily + ";COUNT=9", until: "2026-03-03")).count == 3)
  }

  @Test(arguments: [
    ("FREQ=DAILY", "names no time of day"), ("FREQ=DAILY;BYHOUR=25", "BYHOUR=25"),
    ("FREQ=FOO;BYHOUR=8", "FREQ=FOO"),
  ])
  func aRuleThatIsNotClearIsRefused(_ text: String, _ reason: String) {
    let error = #expect(throws: TimingError.self) { try schedule(rrule: text) }
    #expect(error?.description.contains(reason) ?? false, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    ("Mon", "no time of day"), ("daily", "no time of day"), ("08:00 Europe/Berlin", "zone"),
    ("08:00 UTC", "zone"),
    ("25:00", "hour"), ("daily", "“*-*-* 08:00”"), ("weekly", "“Mon *-*-* 08:00”"),
    ("weekly 08:00", "“weekly” stands alone"), ("noon", "“noon” is not"),
    ("08:00 pm", "“pm” is not a time zone"),
  ])
  func aCalendarEventThatIsNotClearIsRefused(_ text: String, _ reason: String) {
    let error = #expect(throws: TimingError.self) { try schedule(calendar: text) }
    #expect(error?.description.contains(reason) ?? false, "\(error?.description ?? "")")
  }

  /// What looks like a path is a step and not a zone.
  @Test(arguments: [
    ("*-*-* 8..20/6:00", ["2026-03-01 08:00", "2026-03-01 14:00", "2026-03-01 20:00", "2026-03-02 08:00"]),
    ("Mon 8:0/30", ["2026-03-02 08:00", "2026-03-02 08:30", "2026-03-09 08:00", "2026-03-09 08:30"]),
    ("*-*-* 0/12:00", ["2026-03-01 00:00", "2026-03-01 12:00", "2026-03-02 00:00", "2026-03-02 12:00"]),
  ])
  func aCalendarEventMayEndWithAStep(_ text: String, _ wanted: [String]) throws {
    #expect(times(try schedule(calendar: text), 4).map { $0.prefix(16) } == wanted.map { $0[...] })
  }

  /// Counting must not cost what lies around a change of the clock for each of them: this once took seconds.
  @Test func manyTimesAreCountedOverTheChangesOfTheClock() throws {
    let counted = try schedule(calendar: "*:*:*", from: "2026-03-29", count: 12_000)
    // Those of the hour that spring leaves out come with those of the next.
    let last = try #require(counted.previous(before: Instant(.max)))
    var naive: [Instant] = []
    let start = CivilDateTime(try #require(CivilDate("2026-03-29")), .midnight).wallSeconds
    for wall in start..<start + 16_000 {
      naive.append(counted.zone.instant(of: CivilDateTime(wallSeconds: wall)))
    }
    #expect(last.instant == naive.sorted()[11_999])
  }

  @Test func noOtherKeyStandsBesideARule() throws {
    let rule = try Timing.Rule(calendar: "08:00")
    let day = try #require(CivilDate("2026-03-01"))
    let timings = [
      Timing(at: [TimeOfDay(.clock(.midnight))], rule: rule), Timing(on: [.weekday(.monday)], rule: rule),
      Timing(every: .days(2), from: day, rule: rule),
      Timing(cycle: .init(day1: day, days: 1, of: 2), rule: rule),
      Timing(countdown: .init(day0: day, days: [.init(0, 1)]), rule: rule),
    ]
    for timing in timings { #expect(throws: TimingError.self) { try Schedule(timing, zone: .utc) } }
    #expect(throws: TimingError.needsFrom(key: "rrule")) {
      try schedule(rrule: "FREQ=DAILY;BYHOUR=8", from: nil)
    }
  }

  /// What is said in our own keys happens at the same times as the rule.
  @Test(arguments: [
    ("FREQ=DAILY;BYHOUR=8", "every day at 08:00, from 1 Mar 2026, until further notice"),
    (
      "FREQ=DAILY;INTERVAL=3;BYHOUR=8,20;BYMINUTE=15",
      "every 3 days at 08:15 and 20:15, from 1 Mar 2026, until further notice"
    ),
    (
      "FREQ=DAILY;BYDAY=MO,FR;BYHOUR=8",
      "every Monday and Friday at 08:00, from 1 Mar 2026, until further notice"
    ),
    (
      "FREQ=WEEKLY;BYDAY=MO,WE;BYHOUR=8",
      "every Monday and Wednesday at 08:00, from 1 Mar 2026, until further notice"
    ),
    ("FREQ=WEEKLY;BYHOUR=8;COUNT=3", "every Sunday at 08:00, from 1 Mar 2026, 3 times"),
    (
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=8",
      "every 2 weeks on Tuesday at 08:00, from 1 Mar 2026, until further notice"
    ),
    (
      "FREQ=MONTHLY;BYDAY=-1FR,2MO;BYHOUR=8",
      "on the last Friday and 2nd Monday of every month at 08:00, from 1 Mar 2026, until further notice"
    ),
    (
      "FREQ=MONTHLY;BYMONTHDAY=15,-1;BYHOUR=8",
      "on the last day and 15th of every month at 08:00, from 1 Mar 2026, until further notice"
    ),
    (
      "FREQ=MONTHLY;INTERVAL=3;BYHOUR=8",
      "every 3 months on the 1st at 08:00, from 1 Mar 2026, until further notice"
    ),
    ("FREQ=YEARLY;BYHOUR=8", "every year on 1 March at 08:00, from 1 Mar 2026, until further notice"),
    ("FREQ=DAILY;BYHOUR=8;UNTIL=20260310", "every day at 08:00, from 1 Mar 2026, until 10 Mar 2026"),
  ])
  func aRuleReadsInPlainEnglish(_ text: String, _ words: String) throws {
    let found = try schedule(rrule: text)
    #expect(found.timing.describe() == words)
    try expectSame(found)
  }

  @Test(arguments: [
    ("Mon..Fri 08:00", "every Monday to Friday at 08:00"),
    ("08,20:00,30", "every day at 08:00, 08:30, 20:00 and 20:30"),
    ("*-*-01,15 09:00", "on the 1st and 15th of every month at 09:00"),
    ("*-*~01 20:00", "on the last day of every month at 20:00"),
    ("*-*-1..31 09:00", "every day at 09:00"),
    ("*-*-31 09:00", "on the 31st of every month, where there is one, at 09:00"),
    ("*-*-* 08..10:00", "every day at 08:00, 09:00 and 10:00"),
  ])
  func aCalendarEventReadsInPlainEnglish(_ text: String, _ words: String) throws {
    let found = try schedule(calendar: text, from: nil)
    #expect(found.timing.describe() == words)
    try expectSame(found)
  }

  private func expectSame(_ found: Schedule) throws {
    let plain = try Schedule(try #require(found.timing.translated), zone: found.zone)
    let start = try #require(CivilDate("2026-02-20"))
    let after = Instant(CivilDateTime(start, .midnight).wallSeconds)
    #expect(
      found.slots(after: after).prefix(300).map(\.local) == plain.slots(after: after).prefix(300).map(\.local)
    )
    #expect(
      found.slots(after: after).prefix(300).map(\.instant)
        == plain.slots(after: after).prefix(300).map(\.instant))
  }

  @Test(arguments: [
    "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1;BYHOUR=8", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;BYHOUR=18",
    "FREQ=HOURLY;INTERVAL=8",
  ])
  func anyOtherRuleIsQuoted(_ text: String) throws {
    let found = try schedule(rrule: text)
    #expect(
      found.timing.describe()
        == "by the rule “\(try RecurrenceRule(text))”, from 1 Mar 2026, until further notice")
    #expect(
      try schedule(calendar: "*-12-24 18:00", from: nil).timing.describe()
        == "at the calendar event “*-12-24 18:00:00”")
  }

  /// Forward, from any point, backward and by the day: all the same occurrences.
  @Test(arguments: [
    "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,30", "FREQ=MONTHLY;BYDAY=-1SU;BYHOUR=2;BYMINUTE=30",
    "FREQ=HOURLY;INTERVAL=5",
    "FREQ=MINUTELY;INTERVAL=37;COUNT=900", "*:0/20", "Sun 02:30", "*-*~02 02,03:30",
  ])
  func everyWayOfAskingAgrees(_ text: String) throws {
    let isRule = text.hasPrefix("FREQ")
    for zone in [try CorpusFiles.zone("Europe/Berlin"), try CorpusFiles.zone("America/New_York")] {
      let found =
        try isRule
        ? schedule(rrule: text, zone: zone) : schedule(calendar: text, until: "2027-01-10", zone: zone)
      let all = Array(found.slots(after: Instant(.min)).prefix(30_000))
      #expect(all.count > 8)
      #expect(all == all.sorted { $0.instant < $1.instant })
      for index in stride(from: 1, to: all.count, by: max(1, all.count / 40)) {
        let slot = all[index]
        #expect(found.next(after: slot.instant - 1)?.instant == slot.instant)
        #expect(
          found.slots(after: slot.instant).first { _ in true } == all.first { $0.instant > slot.instant }
            || index > all.count - 40)
        #expect(found.previous(before: slot.instant) == all.last { $0.instant < slot.instant })
        #expect(found.slots(on: slot.day).contains(slot))
      }
    }
  }
}
