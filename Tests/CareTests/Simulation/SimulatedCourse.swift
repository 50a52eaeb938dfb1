import Almanac
import Care

/// Courses of treatment in the simulated family's plan: by the clock, in cycles, around a day 0, and with doses that
/// differ.
enum SimulatedCourse {
  static let elapsed = entry("tacrolimus", Sample.timing("06:00", from: "2026-10-20")) {
    $0.elapsed = Timing.Elapsed(step: .hours(8))
  }

  /// Small steps around the hour that comes twice on 25 October.
  static let nightly = entry("eye-drops", Sample.timing("wake", from: "2026-10-20")) {
    $0.elapsed = Timing.Elapsed(
      step: .minutes(90),
      between: Timing.DayWindow(
        start: TimeOfDay(.clock(time("22:00"))), end: TimeOfDay(.clock(time("04:00")))))
  }

  static let cycle = entry("cladribine", Sample.timing("10:00", "bedtime")) {
    $0.cycle = Timing.Cycle(day1: date("2026-10-22"), days: 2, of: 4, cycles: 4)
  }

  static let countdown = entry("conditioning", Sample.timing("08:00")) {
    $0.countdown = Timing.Countdown(
      day0: date("2026-10-27"), days: [Timing.DayRange(-4, -1), Timing.DayRange(1, 3)])
  }

  static let taper = entry(
    "prednisone", Sample.timing("breakfast", from: "2026-10-21"),
    Medication(taper: [
      TaperStep(dose: mg(40), days: 2), TaperStep(dose: mg(30), days: 1), TaperStep(dose: mg(20)),
    ]))

  static let timedDoses = entry(
    "warfarin", Sample.timing("breakfast", "dinner"),
    Medication(doses: ["breakfast": mg(2), "dinner": Dose(text: "half a tablet", take: "half a tablet")]))

  /// Whether its times may be replaced by any others.
  static func isPlain(_ entry: Entry) -> Bool {
    let timing = entry.timing
    return timing.when.isEmpty && timing.elapsed == nil
      && dose(of: entry, on: date("2026-10-21"), slot: "") == nil
  }

  /// Moves the date a course hangs on, or changes what it says; nil for an entry that is none.
  static func edit(_ entry: inout Entry, dice: inout Dice) -> String? {
    let days = dice.roll(-2...2)
    if let cycle = entry.timing.cycle {
      entry.timing.cycle?.day1 = cycle.day1 + days
      return "move day 1 of \(entry.id) by \(days) days"
    }
    if let countdown = entry.timing.countdown {
      entry.timing.countdown?.day0 = countdown.day0 + days
      return "move day 0 of \(entry.id) by \(days) days"
    }
    if entry.timing.elapsed != nil {
      if dice.roll(0...1) == 0 {
        let step = Int64(dice.pick([60, 90, 240, 480, 720]))
        entry.timing.elapsed?.step = .minutes(step)
        return "\(entry.id) every \(step) minutes"
      }
      entry.timing.at = [TimeOfDay(.clock(time(dice.pick(["05:30", "06:00", "07:00", "23:45"]))))]
      return "\(entry.id) counted from \(entry.timing.at[0].slot)"
    }
    guard case .medication(var medication) = entry.detail, medication.dosesDiffer else { return nil }
    if medication.taper.isEmpty {
      medication.doses["breakfast"] = mg(Int64(dice.roll(1...9)))
    } else if dice.roll(0...1) == 0 {
      entry.timing.from = entry.timing.from.map { $0 + days }
    } else {
      medication.taper[0].days = dice.roll(1...4)
    }
    entry.detail = .medication(medication)
    return "change the doses of \(entry.id)"
  }

  /// What a differing dose has to be, said in another way than the engine says it.
  static func dose(of entry: Entry, on day: CivilDate, slot: String) -> Dose? {
    guard case .medication(let medication) = entry.detail, medication.dosesDiffer else { return nil }
    guard let from = entry.timing.from, !medication.taper.isEmpty else {
      return medication.doses[slot] ?? Dose()
    }
    let days = medication.taper.flatMap { step in Array(repeating: step.dose, count: step.days ?? 400) }
    return days.indices.contains(day - from) ? days[day - from] : nil
  }

  private static func mg(_ number: Int64) -> Dose { Dose(amount: Amount(digits: number, unit: "mg")) }

  private static func entry(
    _ id: String, _ timing: Timing, _ medication: Medication? = nil,
    _ change: (inout Timing) -> Void = { _ in }
  ) -> Entry {
    var timing = timing
    change(&timing)
    var entry = Sample.medication(id, timing)
    if let medication { entry.detail = .medication(medication) }
    return entry
  }
}
