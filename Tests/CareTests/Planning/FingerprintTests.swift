import Almanac
import Care
import Testing

struct FingerprintTests {
  private let plan = Sample.plan(Sample.medication("midostaurin", Sample.timing("breakfast", "20:00")))

  private func fingerprint(_ change: (inout Plan) -> Void = { _ in }) -> String {
    var plan = plan
    change(&plan)
    return plan.timingFingerprint(of: plan.entries[0])
  }

  @Test func itIsTheSameTextInEveryRun() {
    #expect(fingerprint() == "zone=Europe/Berlin;at=breakfast,20:00;moments=breakfast@07:30,day@07:00")
  }

  @Test func whatMovesNoTimeDoesNotChangeIt() {
    let same = fingerprint {
      $0.entries[0].name = "Rydapt"
      $0.entries[0].detail = .medication(Medication(doseText: "as told"))
      $0.entries[0].importance = .low
      $0.entries[0].missedAfter = .hours(1)
      $0.people[0].name = "M."
      $0.people[0].moments.times["dinner"] = time("19:00")
    }
    #expect(same == fingerprint())
  }

  /// A key that the fingerprint leaves out would reach back when it is changed: whoever adds one must add it there.
  @Test func everyPartOfATimingIsInIt() {
    let parts = Mirror(reflecting: Timing()).children.compactMap(\.label).sorted()
    #expect(
      parts == [
        "at", "count", "countdown", "cycle", "elapsed", "every", "except", "from", "on", "relative", "rule",
        "until", "when",
      ])
  }

  @Test func whateverMovesATimeChangesIt() {
    let changes: [(String, (inout Plan) -> Void)] = [
      ("at", { $0.entries[0].timing.at.removeLast() }),
      ("on", { $0.entries[0].timing.on = [.weekday(.monday)] }),
      ("every", { $0.entries[0].timing.every = .days(2) }),
      ("elapsed", { $0.entries[0].timing.elapsed = Timing.Elapsed(step: .hours(8)) }),
      (
        "between",
        {
          $0.entries[0].timing.elapsed = Timing.Elapsed(
            step: .hours(8),
            between: Timing.DayWindow(
              start: TimeOfDay(.clock(time("08:00"))), end: TimeOfDay(.clock(time("20:00")))))
        }
      ),
      ("cycle", { $0.entries[0].timing.cycle = Timing.Cycle(day1: date("2026-12-07"), days: 5, of: 28) }),
      (
        "countdown",
        {
          $0.entries[0].timing.countdown = Timing.Countdown(
            day0: date("2026-12-07"), days: [Timing.DayRange(-3, 2)])
        }
      ),
      ("from", { $0.entries[0].timing.from = date("2026-12-01") }),
      ("until", { $0.entries[0].timing.until = date("2026-12-31") }),
      ("count", { $0.entries[0].timing.count = 3 }),
      ("except", { $0.entries[0].timing.except = [.day(date("2026-12-24"))] }),
      ("breakfast", { $0.people[0].moments.times["breakfast"] = time("08:00") }),
      ("wake", { $0.people[0].moments.times["wake"] = time("08:00") }),
      ("zone", { $0.entries[0].zone = "Asia/Tokyo" }), ("person's zone", { $0.people[0].zone = nil }),
      ("remind", { $0.entries[0] = Sample.appointment("2026-12-03 08:00") }),
      (
        "relative",
        { $0.entries[0].timing = Timing(relative: .to($0.entries[0].timing, .elapsed(-3600))) }
      ),
      ("approval", { $0.entries[0] = Sample.yoga(.proposed) }),
    ]
    for (what, change) in changes { #expect(fingerprint(change) != fingerprint(), "\(what)") }
    let fingerprints = changes.map { fingerprint($0.1) }
    #expect(Set(fingerprints).count == fingerprints.count)
    #expect(
      Plan(entries: [Sample.yoga(.approved)]).timingFingerprint(of: Sample.yoga(.approved))
        != Plan(entries: [Sample.yoga(.withdrawn)]).timingFingerprint(of: Sample.yoga(.withdrawn)))
  }
}
