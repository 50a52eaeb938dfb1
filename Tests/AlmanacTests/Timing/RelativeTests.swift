import Testing

@testable import Almanac

/// Times that hang on those of another timing.
struct RelativeTests {
  private func schedule(_ base: Timing, _ shift: Timing.Shift) throws -> Schedule {
    try Schedule(
      Timing(relative: .to(base, shift)),
      moments: DayMoments(["breakfast": try #require(ClockTime("07:30"))]),
      zone: try InstalledZones.rules("Europe/Berlin"))
  }

  private func clinic(_ when: String...) -> Timing { Timing(when: when.compactMap { CivilDateTime($0) }) }

  private func locals(_ schedule: Schedule, _ count: Int = 10) -> [String] {
    schedule.slots(after: Instant(.min)).prefix(count).map { "\($0.local)" }
  }

  @Test(arguments: [
    (Timing.Shift.days(-1, at: TimeOfDay("18:00")!), "2026-12-02T18:00", "the day before at 18:00"),
    (
      .days(0, at: TimeOfDay("breakfast-30m")!), "2026-12-03T07:00",
      "the same day 30 minutes before breakfast"
    ),
    (.days(-3, at: TimeOfDay("08:00")!), "2026-11-30T08:00", "3 days before at 08:00"),
    (.days(28, at: TimeOfDay("09:00")!), "2026-12-31T09:00", "28 days after at 09:00"),
    (.elapsed(-7200), "2026-12-03T07:40", "2 hours before"),
    (.elapsed(3600), "2026-12-03T10:40", "1 hour after"),
  ])
  func aShiftIsCountedFromTheOtherTime(shift: Timing.Shift, local: String, words: String) throws {
    let schedule = try schedule(clinic("2026-12-03 09:40"), shift)
    #expect(locals(schedule) == [local])
    #expect(shift.describe() == words)
    let slot = try #require(schedule.next(after: Instant(0)))
    #expect(schedule.slots(on: slot.day) == [slot])
    #expect(schedule.previous(before: slot.instant + 1) == slot)
    #expect(schedule.previous(before: slot.instant) == nil)
    #expect(schedule.next(after: slot.instant) == nil)
  }

  @Test func twoOfOneDayHaveOneDayBefore() throws {
    let schedule = try schedule(
      clinic("2026-12-03 09:40", "2026-12-03 14:00", "2026-12-05 09:00"),
      .days(-1, at: try #require(TimeOfDay("18:00"))))
    #expect(locals(schedule) == ["2026-12-02T18:00", "2026-12-04T18:00"])
  }

  @Test func itFollowsATimingWithoutEnd() throws {
    let weekly = Timing(
      at: [try #require(TimeOfDay("09:00"))], on: [.weekday(.monday)], from: CivilDate("2026-03-16"))
    let schedule = try schedule(weekly, .days(-1, at: try #require(TimeOfDay("02:30"))))
    // 29 March has no 02:30 in Berlin; it is read with the offset before the gap.
    #expect(locals(schedule, 3) == ["2026-03-15T02:30", "2026-03-22T02:30", "2026-03-29T02:30"])
    let last = try #require(schedule.slots(after: Instant(.min)).prefix(3).map(\.instant).last)
    let zone = try InstalledZones.rules("Europe/Berlin")
    #expect(last == zone.instant(of: try #require(CivilDateTime("2026-03-29 02:30"))))
    #expect(schedule.previous(before: last)?.local == CivilDateTime("2026-03-22 02:30"))
  }

  @Test func itTakesNoTimesOfItsOwn() {
    let other = Timing(when: [CivilDateTime("2026-12-03 09:40")].compactMap(\.self))
    var timing = Timing(relative: .to(other, .elapsed(-60)))
    timing.until = CivilDate("2026-12-03")
    #expect(throws: TimingError.self) {
      try Schedule(timing, zone: try InstalledZones.rules("Europe/Berlin"))
    }
  }
}
