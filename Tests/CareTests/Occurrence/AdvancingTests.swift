import Almanac
import Care
import Testing

struct AdvancingTests {
  @Test func anUnansweredDoseIsToldRepeatedlyThenLateThenMissedOnce() {
    var story = Story(
      Sample.occurrence {
        $0.missedAt = at("08:45")
        $0.lateAt = at("08:25")
      })
    let told = story.run(until: at("23:00"))
    #expect(told.map(\.at) == ["08:00", "08:10", "08:20", "08:25", "08:30", "08:40", "08:45"].map { at($0) })
    #expect(told.map(\.body.kind) == [.told, .told, .told, .told, .told, .told, .missed])
    let phases = told.compactMap { if case .told(let telling) = $0.body { telling.phase } else { nil } }
    #expect(phases == [.due, .due, .due, .late, .late, .late])
    let attempts = told.compactMap { if case .told(let telling) = $0.body { telling.attempt } else { nil } }
    #expect(attempts == [1, 2, 3, 4, 5, 6])
    #expect(story.occurrence.nextAction == nil)
  }

  @Test(arguments: [
    ("07:59", Phase.upcoming), ("08:00", .due), ("08:29", .due), ("08:30", .late), ("11:59", .late),
  ])
  func anOpenOccurrenceIsUpcomingDueThenLate(_ now: String, _ phase: Phase) {
    #expect(Sample.occurrence().phase(at: at(now)) == phase)
  }

  @Test func nothingIsToldBeforeItsTime() {
    #expect(Sample.occurrence().advancing(to: at("07:59"), isClockTrusted: true) == nil)
  }

  @Test func hoursOfSilenceAreToldOnceWithTheNewestState() {
    var story = Story()
    let body = story.look(at: at("10:03"))
    #expect(
      body
        == .told(
          Telling(
            phase: .late, attempt: 1, rung: 12, planned: at("08:00"), isToldLate: true, next: at("10:10"))))
    #expect(story.look(at: at("10:03")) == nil)
  }

  @Test(arguments: [(0, false), (10, false), (11, true), (3600, true)])
  func toldLateMeansMoreThanTenSecondsAfterItsPlannedTime(_ seconds: Int64, _ isToldLate: Bool) {
    let body = Sample.occurrence().advancing(to: at("08:00") + seconds, isClockTrusted: true)
    guard case .told(let telling) = body else {
      Issue.record("not told: \(String(describing: body))")
      return
    }
    #expect(telling.isToldLate == isToldLate)
  }

  @Test func missedSaysHowOftenAnyoneWasTold() {
    var silent = Story()
    #expect(silent.look(at: at("13:00")) == .missed(Finding(remindersTold: 0, isToldLate: true)))
    var told = Story()
    told.look(at: at("08:00"))
    told.look(at: at("08:10"))
    #expect(told.look(at: at("12:00")) == .missed(Finding(remindersTold: 2, isToldLate: false)))
  }

  @Test func aClockThatIsNotTrustedTellsInsteadOfMissing() {
    var story = Story()
    guard case .told(let telling) = story.look(at: at("13:00"), isClockTrusted: false) else {
      Issue.record("it was not told")
      return
    }
    #expect(telling.phase == .late)
    #expect(story.look(at: at("13:01"), isClockTrusted: false) == nil)
    #expect(story.look(at: at("13:02"))?.kind == .missed)
  }

  @Test func leadTimesAreRungsOfOneOccurrence() {
    var story = Story(
      Sample.occurrence { $0.leads = [at("2026-12-02 08:00"), at("06:00")] })
    let told = story.run(until: at("08:10"))
    #expect(told.map(\.at) == ["2026-12-02 08:00", "06:00", "08:00", "08:10"].map { at($0) })
    let rungs = told.compactMap { if case .told(let telling) = $0.body { telling.rung } else { nil } }
    #expect(rungs == [-2, -1, 0, 1])
  }

  @Test func leadTimesNobodyCouldTellAreToldOnceAsTheNewest() {
    var story = Story(
      Sample.occurrence { $0.leads = [at("2026-12-02 08:00"), at("06:00"), at("07:00")] })
    let body = story.look(at: at("06:30"))
    #expect(
      body
        == .told(
          Telling(
            phase: .upcoming, attempt: 1, rung: -2, planned: at("2026-12-02 08:00"), isToldLate: true,
            next: at("07:00"))))
  }

  @Test(arguments: ["answered", "withdrawn", "missed"])
  func aClosedOccurrenceSaysNothingMore(_ how: String) {
    var story = Story()
    switch how {
    case "answered": story.record(.answered(Sample.taken(at: at("07:00"))), at: at("07:00"))
    case "withdrawn": story.record(.withdrawn(.entryRemoved), at: at("07:00"))
    default: story.look(at: at("12:00"))
    }
    #expect(story.occurrence.nextAction == nil)
    #expect(story.look(at: at("12:30")) == nil)
  }

  @Test func boundedRepeatsEndAndLateIsStillTold() {
    var story = Story(Sample.occurrence { $0.repeats = 2 })
    let told = story.run(until: at("12:00"))
    #expect(told.map(\.at) == ["08:00", "08:10", "08:20", "08:30", "12:00"].map { at($0) })
    #expect(told.map(\.body.kind) == [.told, .told, .told, .told, .missed])
    let rungs = told.compactMap { if case .told(let telling) = $0.body { telling.rung } else { nil } }
    #expect(rungs == [0, 1, 2, 2])
  }

  @Test func withoutRepeatsASnoozeStillRings() throws {
    var story = Story(Sample.occurrence { $0.repeats = 0 })
    story.run(until: at("08:40"))
    story.record(
      try story.occurrence.snoozing(until: at("09:17"), by: "ana", now: at("08:40")), at: at("08:40"))
    #expect(story.run(until: at("11:00")).map(\.at) == [at("09:17")])
  }

  /// Off until a moment before a rung of the ladder: what was just told is not told again at that rung.
  @Test(arguments: [
    ("08:29:55", ["08:35"]), ("08:09:58", ["08:20"]), ("08:25", ["08:30"]), ("08:21", ["08:30"]),
    ("11:59:50", []),
  ])
  func aDoseToldOnWakingUpIsNotToldAgainAMomentLater(_ now: String, _ next: [String]) throws {
    var story = Story()
    let start = at("2026-12-03 \(now.prefix(5))") + (Int64(now.dropFirst(6)) ?? 0)
    guard case .told(let telling) = story.look(at: start) else {
      Issue.record("nothing was told")
      return
    }
    let distance = telling.next.map { $0 - start }
    #expect(distance.map { $0 >= 300 } ?? true)
    #expect(
      telling.next.map { [$0] } ?? [] == next.map { at($0) }.map { $0 == at("08:35") ? start + 300 : $0 })
  }
}
