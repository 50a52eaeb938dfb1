import Almanac
import Care

/// The plan of the simulated family, and the edits they make to it.
enum SimulatedPlan {
  /// Rare repeats, so that a seed sees more days with the same number of looks.
  static let settings = Settings(
    ladders: Dictionary(
      uniqueKeysWithValues: Importance.allCases.map { ($0, Ladder(repeatEvery: .minutes(55))) }))

  /// What the family ever has in its plan.
  static let all = Sample.plan(
    Sample.medication("midostaurin", Sample.timing("breakfast", "dinner")),
    Sample.medication("cromolyn", Sample.timing("07:00", "12:00", "18:00", "bedtime")),
    Sample.medication("night", Sample.timing("02:30"), missedAfter: .hours(2)),
    Sample.medication("vitamin", Sample.timing("08:00"), person: nil),
    Sample.medication("twin", Sample.timing("07:30", "breakfast")),
    Sample.appointment("2026-10-26 09:40", remind: [.days(3), .days(1), .hours(2)]),
    Sample.yoga(.approved), Sample.checkIn(), SimulatedCourse.elapsed, SimulatedCourse.nightly,
    SimulatedCourse.cycle, SimulatedCourse.countdown, SimulatedCourse.taper, SimulatedCourse.timedDoses)

  /// Some of it, so that each seed has other company and none takes longer than it must.
  static func start(dice: inout Dice) -> Plan {
    var plan = all
    while plan.entries.count > 9 { plan.entries.remove(at: dice.roll(0...plan.entries.count - 1)) }
    return plan
  }

  static func edited(_ plan: Plan, dice: inout Dice) -> (plan: Plan, what: String) {
    var plan = plan
    switch dice.roll(0...9) {
    case 7...9:
      let index = dice.roll(0...plan.entries.count - 1)
      let what = SimulatedCourse.edit(&plan.entries[index], dice: &dice)
      return (plan, what ?? "save without a change")
    case 0:
      let hour = dice.roll(6...10)
      plan.people[0].moments.times["breakfast"] = ClockTime(hour: hour, minute: 30)
      return (plan, "breakfast at \(hour):30")
    case 1 where plan.entries.count > 3:
      let gone = plan.entries.remove(at: dice.roll(0...plan.entries.count - 1))
      return (plan, "remove \(gone.id)")
    case 2, 3:
      let missing = all.entries.filter { plan.entry($0.id) == nil }
      guard !missing.isEmpty else { return (plan, "save without a change") }
      let back = dice.pick(missing)
      plan.entries.append(back)
      return (plan, "put \(back.id) back")
    case 4:
      guard let yoga = plan.entries.firstIndex(where: { $0.id == entryID("yoga") }) else {
        return (plan, "save")
      }
      let isSilent = plan.entries[yoga].silence != nil
      plan.entries[yoga] = Sample.yoga(isSilent ? .approved : .proposed)
      return (plan, "yoga \(isSilent ? "approved" : "proposed")")
    case 5:
      let index = dice.roll(0...plan.entries.count - 1)
      plan.entries[index].name += "’"
      return (plan, "rename \(plan.entries[index].id)")
    default:
      let index = dice.roll(0...plan.entries.count - 1)
      guard SimulatedCourse.isPlain(plan.entries[index]) else { return (plan, "save without a change") }
      let times = (0...dice.roll(0...2)).map { _ in dice.roll(0...23) * 100 + dice.pick([0, 15, 30]) }
      plan.entries[index].timing.at = Set(times).sorted().compactMap {
        ClockTime(hour: $0 / 100, minute: $0 % 100).map { TimeOfDay(.clock($0)) }
      }
      return (plan, "\(plan.entries[index].id) at \(plan.entries[index].timing.at.map(\.slot))")
    }
  }
}
