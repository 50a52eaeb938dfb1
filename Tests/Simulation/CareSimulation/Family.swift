import Almanac
import Care

/// A family's plan, made up from dice: every way an entry can have its times, in places where the clocks change.
enum Family {
  static let moments = DayMoments([
    "wake": clock("07:00"), "breakfast": clock("07:30"), "dinner": clock("18:30"), "bedtime": clock("00:30"),
  ])
  static let people = [
    Person(id: "maria", name: "Maria", zone: NaiveZone.berlin.rawValue, moments: moments),
    Person(id: "luis", name: "Luis", zone: NaiveZone.newYork.rawValue, moments: moments),
    // Goes where the computer goes.
    Person(id: "ana", name: "Ana", moments: moments),
  ]
  static let mail = channel("mail")
  static let phone = channel("phone")
  static let contacts = [
    Contact(id: "ana", name: "Ana", channels: [mail]),
    Contact(id: "jonas", name: "Jonas", channels: [phone], hours: ClockWindow("08:00-22:00")),
  ]

  /// Days around which the clocks change, a leap day, a new year.
  static let starts = [
    "2026-10-15", "2027-03-08", "2027-03-20", "2027-10-28", "2028-02-20", "2026-12-22", "2027-09-25",
  ]

  /// Rare repeats, so that a seed sees more days with the same number of looks.
  static func settings(_ dice: inout Dice) -> Settings {
    var settings = Settings(
      ladders: Dictionary(uniqueKeysWithValues: Importance.allCases.map { ($0, ladder($0, &dice)) }),
      channels: [
        Channel(name: mail, kind: .command(["mail"])), Channel(name: phone, kind: .command(["phone"])),
      ])
    if dice.roll(0...2) == 0 {
      settings.quiet = ClockWindow(dice.pick(["22:00-07:00", "01:00-05:30", "13:00-15:00"])).map {
        QuietHours($0)
      }
    }
    if dice.roll(0...3) == 0 {
      settings.silence = SilenceRule(after: .hours(12), contact: dice.pick([nil, "ana", "jonas"]))
    }
    settings.catchUpCap = dice.pick([10, 10, 1])
    return settings
  }

  private static func ladder(_ importance: Importance, _ dice: inout Dice) -> Ladder {
    var ladder = Ladder(repeatEvery: .minutes(dice.pick([55, 90, 170])), repeats: dice.pick([nil, 1, 2]))
    ladder.channels = dice.pick([nil, nil, [.journal, mail], [.desktop, mail], [.journal]])
    if importance >= .high, dice.roll(0...1) == 0 {
      ladder.escalate = [
        EscalationRule(after: .minutes(25), contact: "ana"), EscalationRule(after: .minutes(40)),
        EscalationRule(after: .minutes(100), contact: "jonas"),
      ]
    }
    ladder.catchUp = dice.pick([nil, nil, .fold, .record])
    if importance == .low { ladder.budget = dice.pick([nil, 1, 2]) }
    return ladder
  }

  static func plan(_ start: CivilDate, _ dice: inout Dice) -> Plan {
    let count = dice.roll(2...5)
    var plan = Plan(people: people, contacts: contacts)
    for number in 0..<count { plan.entries.append(entry("entry-\(number)", start, &dice, beside: plan)) }
    return plan
  }

  static func entry(_ id: String, _ start: CivilDate, _ dice: inout Dice, beside plan: Plan) -> Entry {
    let from = start + dice.roll(-9...3)
    var medication = Medication(dose: Amount(digits: 100, unit: "mg"))
    var timing = Timing(at: times(&dice), from: dice.roll(0...1) == 0 ? from : nil)
    var detail: Entry.Detail?
    var after: After?
    switch dice.roll(0...17) {
    case 0, 1: timing.on = weekdays(&dice)
    case 2:
      timing.from = from
      timing.every = .days(dice.roll(2...4))
    case 3:
      timing = Timing(at: [time(dice.pick(["06:00", "wake", "23:45"]))], from: from)
      timing.elapsed = Timing.Elapsed(step: .minutes(Int64(dice.pick([240, 300, 480, 720, 1440]))))
    case 4:
      // Small steps around the hour that comes twice, or not at all.
      timing = Timing(at: [time("00:00")], from: from)
      timing.elapsed = Timing.Elapsed(
        step: .minutes(90), between: Timing.DayWindow(start: time("23:30"), end: time("04:00")))
    case 5:
      timing.from = nil
      timing.cycle = Timing.Cycle(
        day1: start + dice.roll(-3...4), days: dice.roll(1...3), of: dice.roll(4...6),
        cycles: dice.roll(2...9))
    case 6:
      timing.from = nil
      let ranges = [Timing.DayRange(-6, -3), Timing.DayRange(-1, 2), Timing.DayRange(5, 30)]
      timing.countdown = Timing.Countdown(day0: start + dice.roll(0...9), days: ranges)
    case 7:
      timing.from = from
      medication.taper = [
        TaperStep(dose: mg(40), days: dice.roll(1...6)), TaperStep(dose: mg(30), days: dice.roll(1...6)),
        TaperStep(dose: mg(20)),
      ]
    case 8:
      timing.at = ["breakfast", "dinner"].map(time)
      medication.doses = ["breakfast": mg(2), "dinner": Dose(text: "half a tablet", take: "half a tablet")]
    case 9:
      timing = Timing()
      medication.asNeeded = AsNeeded(minInterval: .hours(8), maxPer24h: 3)
    case 10:
      let days = (0...dice.roll(1...3)).map { start + $0 * 4 + dice.roll(0...3) }
      timing = Timing(when: days.map { CivilDateTime($0, clock(dice.pick(["09:40", "02:30", "14:00"]))) })
      detail = .appointment(appointment(&dice))
    case 11:
      detail = .activity(Activity(approval: Approval(status: dice.pick([.approved, .approved, .proposed]))))
    case 12: detail = .checkIn(CheckIn(ask: ["pain", "mood"]))
    case 13: timing.at = ["07:30", "breakfast"].map(time)
    case 14:
      timing.until = start + dice.roll(3...12)
      timing.except = [.day(start + dice.roll(1...5))]
    case 15, 16:
      // What follows nothing has times of its own.
      let followed = plan.entries.filter { $0.after == nil && $0.id.text != id && $0.medication != nil }
      if !followed.isEmpty {
        timing = Timing()
        after = After(entry: dice.pick(followed).id, delay: .minutes(dice.pick([20, 60, 300])))
      }
    default: medication.stock = Stock(onHand: StockCount(40), perDose: StockCount(2))
    }
    var entry = Entry(
      id: EntryID(id) ?? unreachable(id), person: dice.pick(["maria", "luis", "ana", "ana"]),
      name: "Name of \(id)",
      timing: timing, importance: dice.pick(Importance.allCases),
      missedAfter: dice.pick([nil, nil, .hours(2), .minutes(30), .hours(9)]),
      detail: detail ?? .medication(medication))
    entry.after = after
    return entry
  }

  /// One with a way to it, and with what is to be done before it.
  private static func appointment(_ dice: inout Dice) -> Appointment {
    Appointment(
      lasts: .minutes(40), remind: [.days(3), .days(1), .hours(2)],
      prepare: dice.pick([
        [], [Preparation(text: "Pack the bag")],
        [Preparation(text: "Nothing to eat", shift: .elapsed(-10_800)), Preparation(text: "Pack the bag")],
      ]), travel: dice.pick([nil, .minutes(45)]))
  }

  /// What decides when an entry happens, in a word.
  static func kind(of entry: Entry) -> String {
    let timing = entry.timing
    if entry.asNeeded != nil { return "as needed" }
    if entry.after != nil { return "after another" }
    if entry.kind == .step { return "step" }
    if !timing.when.isEmpty { return "dates" }
    if let elapsed = timing.elapsed { return elapsed.between == nil ? "hours" : "hours in a window" }
    if timing.cycle != nil { return "cycle" }
    if timing.countdown != nil { return "countdown" }
    if timing.every != nil { return "every few days" }
    if !timing.on.isEmpty { return "weekdays" }
    if entry.medication?.taper.isEmpty == false { return "taper" }
    if entry.medication?.doses.isEmpty == false { return "doses of their own" }
    if timing.until != nil { return "until" }
    if timing.at.map(\.slot) == ["07:30", "breakfast"] { return "twice at once" }
    return entry.kind == .medication ? "times of the day" : "\(entry.kind)"
  }

  static let kindsThatRemind = [
    "dates", "hours", "hours in a window", "cycle", "countdown", "every few days", "weekdays", "taper",
    "doses of their own", "until", "twice at once", "times of the day", "activity", "checkIn",
    "after another", "step",
  ]

  static func times(_ dice: inout Dice) -> [TimeOfDay] {
    let all = [
      "00:15", "01:30", "02:00", "02:30", "03:00", "08:00", "12:00", "18:00", "20:30", "23:45", "breakfast",
      "dinner",
      "dinner-30m", "bedtime", "wake+1h",
    ]
    return Set((0...dice.roll(0...2)).map { _ in dice.pick(all) }).sorted().map(time)
  }

  static func weekdays(_ dice: inout Dice) -> [DayPattern] {
    Set((0...2).map { _ in dice.pick(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]) }).sorted()
      .compactMap(DayPattern.init)
  }

  static func mg(_ number: Int64) -> Dose { Dose(amount: Amount(digits: number, unit: "mg")) }
  static func date(_ text: String) -> CivilDate { CivilDate(text) ?? unreachable(text) }
  private static func channel(_ text: String) -> ChannelName { ChannelName(text) ?? unreachable(text) }
  static func clock(_ text: String) -> ClockTime { ClockTime(text) ?? unreachable(text) }
  static func time(_ text: String) -> TimeOfDay { TimeOfDay(text) ?? unreachable(text) }

  private static func unreachable<Value>(_ text: String) -> Value {
    preconditionFailure("does not read: \(text)")
  }
}
