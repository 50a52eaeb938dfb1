import Almanac
import Care

extension Family {
  /// What somebody changes in the plan today, and how to say it.
  static func edited(_ plan: Plan, newID: String, today: CivilDate, dice: inout Dice) -> (
    plan: Plan, what: String
  ) {
    var plan = plan
    let index = dice.roll(0...plan.entries.count - 1)
    let id = plan.entries[index].id
    switch dice.roll(0...9) {
    case 0:
      let person = dice.roll(0...plan.people.count - 1)
      let hour = dice.roll(6...10)
      plan.people[person].moments.times["breakfast"] = ClockTime(hour: hour, minute: 30)
      return (plan, "breakfast of \(plan.people[person].id) at \(hour):30")
    case 1 where plan.entries.count > 2:
      // What is counted from it goes with it.
      plan.entries.removeAll { $0.id == id || $0.after?.entry == id }
      return (plan, "remove \(id)")
    case 2:
      plan.entries.append(entry(newID, today, &dice, beside: plan))
      return (plan, "add \(newID)")
    case 3:
      plan.entries[index].name += "’"
      return (plan, "rename \(id)")
    case 4:
      // What is counted from another one is not counted from.
      guard !plan.entries.contains(where: { $0.after?.entry == id }) else { return (plan, "save") }
      let other = entry(id.text, today, &dice, beside: plan)
      plan.entries[index] = other
      return (plan, "write \(id) anew")
    case 5:
      guard case .activity(var activity) = plan.entries[index].detail else { return (plan, "save") }
      activity.approval?.status = dice.pick([.approved, .withdrawn, .proposed])
      plan.entries[index].detail = .activity(activity)
      return (plan, "\(id) is \(activity.approval?.status.rawValue ?? "")")
    case 6:
      return (plan, changeDose(of: &plan.entries[index], &dice))
    default:
      return (plan, move(&plan.entries[index], &dice))
    }
  }

  private static func changeDose(of entry: inout Entry, _ dice: inout Dice) -> String {
    guard case .medication(var medication) = entry.detail else { return "save" }
    if !medication.taper.isEmpty {
      medication.taper[0].days = dice.roll(1...6)
    } else if !medication.doses.isEmpty {
      medication.doses["breakfast"] = mg(Int64(dice.roll(1...9)))
    } else {
      medication.dose = Amount(digits: Int64(dice.roll(1...9)) * 50, unit: "mg")
    }
    entry.detail = .medication(medication)
    return "another dose of \(entry.id)"
  }

  /// Moves the date or the times an entry hangs on.
  private static func move(_ entry: inout Entry, _ dice: inout Dice) -> String {
    let days = dice.roll(-2...2)
    if !entry.timing.when.isEmpty {
      entry.timing.when = entry.timing.when.map { CivilDateTime($0.date + days, $0.time) }
    } else if var cycle = entry.timing.cycle {
      cycle.day1 = cycle.day1 + days
      entry.timing.cycle = cycle
    } else if var countdown = entry.timing.countdown {
      countdown.day0 = countdown.day0 + days
      entry.timing.countdown = countdown
    } else if entry.timing.elapsed != nil {
      entry.timing.elapsed?.step = .minutes(Int64(dice.pick([240, 480, 720])))
    } else if let after = entry.after {
      entry.after = After(entry: after.entry, delay: .minutes(Int64(dice.pick([30, 90]))))
    } else if entry.asNeeded != nil || entry.medication?.doses.isEmpty == false {
      return "save"
    } else {
      entry.timing.at = times(&dice)
    }
    return "move \(entry.id): \(entry.timing.at.map(\.slot)) \(days) days"
  }
}
