import Care
import Testing

@testable import TendCommands

/// Each row of DOMAIN.md's table of treatments, from the plan to what a carer sees.
///
/// Today is Thursday 3 December 2026, 06:00.
struct TreatmentTests {
  private static let people =
    """
    [person.maria]
    name = "Maria"
    zone = "Europe/Berlin"
    [person.maria.day]
    wake = "07:00"
    breakfast = "07:30"
    lunch = "12:30"
    dinner = "18:30"
    bedtime = "22:30"

    [contact.dr-okafor]
    name = "Dr Okafor"
    phone = "+49 30 5550 0101"


    """

  private func world(_ plan: String) throws -> CommandWorld {
    try CommandWorld(plan: TreatmentTests.people + plan)
  }

  /// `MM-DD HH:MM amount` of each line of the agenda, of one entry or of all.
  private func agenda(_ world: CommandWorld, _ range: String, of entry: String? = nil) throws -> [String] {
    try world.listing("agenda", range).filter { entry == nil || $0["entry"] as? String == entry }.map {
      item in
      let nominal = try #require(item["nominal"] as? String)
      let amount = (item["amount"] as? String).map { " \($0)" } ?? ""
      return nominal.dropFirst(5).prefix(11).replacing("T", with: " ") + amount
    }
  }

  @Test("midostaurin twice daily with food")
  func midostaurin() throws {
    let world = try world(
      """
      [medication.midostaurin]
      person = "maria"
      name = "Midostaurin"
      dose = "100 mg"
      take = "4 capsules of 25 mg"
      at = ["breakfast", "dinner"]
      food = "with food"
      if-missed = "Skip it. Next dose at its usual time."
      if-not-kept = "Do not repeat it. Next dose at its usual time."
      stock = { on-hand = 112, per-dose = 4, unit = "capsules", refill-at = "10 days" }
      """)
    #expect(
      try agenda(world, "2026-12-03..2026-12-04", of: "midostaurin") == [
        "12-03 07:30 100 mg", "12-03 18:30 100 mg", "12-04 07:30 100 mg", "12-04 18:30 100 mg",
      ])
    #expect(try world.tend("check").code == 0)
    try world.tendd(until: "07:35")
    let taken = try world.tend("take", "midostaurin", "--not-kept")
    #expect(taken.output.contains("Do not repeat it. Next dose at its usual time"), "\(taken)")
    // Not made up: the next one is in the evening, and what was not kept is gone from the cupboard.
    #expect(try world.listing("next").first?["nominal"] as? String == "2026-12-03T18:30:00+01:00")
    let stock = try #require(try world.listing("stock").first)
    #expect(stock["on_hand"] as? Int == 108 && stock["lasts_until"] as? String == "2026-12-16")
    try world.tendd(until: "22:40")
    let missed = try #require(try world.listing("missed").first)
    #expect(missed["if_missed"] as? String == "Skip it. Next dose at its usual time.")
  }

  private static let avapritinib =
    """
    [medication.avapritinib]
    person = "maria"
    name = "Avapritinib"
    dose = "200 mg"
    at = "10:00"
    from = "2026-11-26"
    food = { rule = "empty stomach", notices = true }
    if-missed = "Not within 8 hours of the next dose."
    not-within = "8h"
    missed-after = "12h"

    [appointment.platelets]
    person = "maria"
    title = "Platelet count"
    at = "08:15"
    after-start-of = "avapritinib"
    every = "2 weeks"
    for = "8 weeks"

    """

  @Test("avapritinib on an empty stomach")
  func avapritinib() throws {
    let world = try world(TreatmentTests.avapritinib)
    // An hour before a meal or two after one: held against the meals, and told.
    #expect(try world.tend("check").code == 0)
    #expect(
      try agenda(world, "2026-12-03..2026-12-03") == ["12-03 08:00", "12-03 10:00 200 mg", "12-03 11:00"])
    try world.tend("set", "avapritinib", "at=08:30")
    #expect(try world.tend("check").output.contains("[food]"))
    try world.tend("set", "avapritinib", "at=10:00")
    // Not within eight hours of the next dose.
    try world.tendd(until: "2026-12-03 20:00")
    let due = try #require(try world.listing("due").first { $0["entry"] as? String == "avapritinib" })
    #expect(due["take_until"] as? String == "2026-12-04T02:00:00+01:00")
  }

  @Test("avapritinib on hold, and on again at a lower dose, by whose order")
  func avapritinibOnHold() throws {
    let world = try world(TreatmentTests.avapritinib)
    try world.tend("hold", "avapritinib", "--by", "dr-okafor", "--reason", "platelets low")
    try world.tendd(until: "10:30")
    #expect(try world.listing("due").allSatisfy { $0["entry"] as? String != "avapritinib" })
    let released = try world.tend("release", "avapritinib", "--dose", "100 mg", "--by", "dr-okafor")
    #expect(released.code == 0, "\(released.problems)")
    try world.tendd()
    #expect(try agenda(world, "2026-12-04..2026-12-04", of: "avapritinib") == ["12-04 10:00 100 mg"])
    let changes = try world.tend("changes", "avapritinib").output
    #expect(changes.contains("200 mg → 100 mg") && changes.contains("Dr Okafor"), "\(changes)")
  }

  @Test("platelets every two weeks for eight")
  func platelets() throws {
    let world = try world(TreatmentTests.avapritinib)
    let dates = ["12-10 08:15", "12-24 08:15", "01-07 08:15", "01-21 08:15"]
    #expect(try agenda(world, "2026-12-03..2027-03-01", of: "platelets") == dates)
    try world.tend("set", "avapritinib", "from=2026-12-03")
    let moved = ["12-17 08:15", "12-31 08:15", "01-14 08:15", "01-28 08:15"]
    #expect(try agenda(world, "2026-12-03..2027-03-01", of: "platelets") == moved)
  }

  @Test("antimediators: cromolyn before meals and at bedtime, other amounts at other times")
  func antimediators() throws {
    let world = try world(
      """
      [medication.cromolyn]
      person = "maria"
      name = "Cromolyn"
      dose = "200 mg"
      at = ["breakfast-30m", "lunch-30m", "dinner-30m", "bedtime"]

      [medication.cetirizine]
      person = "maria"
      name = "Cetirizine"
      at = [{ time = "wake", dose = "10 mg" }, { time = "bedtime", dose = "20 mg" }]
      """)
    let day = "2026-12-04..2026-12-04"
    #expect(
      try agenda(world, day, of: "cromolyn") == [
        "12-04 07:00 200 mg", "12-04 12:00 200 mg", "12-04 18:00 200 mg", "12-04 22:30 200 mg",
      ])
    #expect(try agenda(world, day, of: "cetirizine") == ["12-04 07:00 10 mg", "12-04 22:30 20 mg"])
    // One change moves everything tied to it.
    try world.tend("set", "person.maria", "day.lunch=13:30")
    try world.tendd()
    #expect(try agenda(world, day, of: "cromolyn")[1] == "12-04 13:00 200 mg")
  }

  @Test("prednisone taper")
  func taper() throws {
    let world = try world(
      """
      [medication.prednisone]
      person = "maria"
      name = "Prednisone"
      at = "breakfast"
      from = "2026-12-03"
      taper = [{ dose = "40 mg", days = 2 }, { dose = "20 mg", days = 2 }]

      [medication.prednisone-low]
      person = "maria"
      name = "Prednisone"
      dose = "5 mg"
      at = "breakfast"
      from = "2026-12-09"
      """)
    #expect(
      try agenda(world, "2026-12-03..2026-12-10") == [
        "12-03 07:30 40 mg", "12-04 07:30 40 mg", "12-05 07:30 20 mg", "12-06 07:30 20 mg",
        "12-09 07:30 5 mg",
        "12-10 07:30 5 mg",
      ])
    let gap = try world.tend("check")
    #expect(gap.output.contains("[taper]"), "\(gap.output)")
    try world.tend("set", "prednisone-low", "from=2026-12-06")
    #expect(try world.tend("check").output.contains("[taper]"))
    try world.tend("set", "prednisone-low", "from=2026-12-07")
    #expect(try !world.tend("check").output.contains("[taper]"))
  }

  @Test("cladribine five days in twenty-eight")
  func cladribine() throws {
    let world = try world(
      """
      [medication.cladribine]
      person = "maria"
      name = "Cladribine"
      dose-text = "per protocol"
      at = "10:00"
      cycle = { day1 = "2026-12-07", days = 5, of = 28, cycles = 2 }

      [medication.hydration]
      person = "maria"
      name = "Hydration"
      at = "wake"
      with-cycle-of = "cladribine"
      days = "-1"

      [check-in.temperature]
      person = "maria"
      at = "dinner"
      ask = "temperature"
      with-cycle-of = "cladribine"
      days = "6..7"
      """)
    func days(_ entry: String) throws -> [String] {
      try agenda(world, "2026-12-03..2027-02-20", of: entry).map { String($0.prefix(5)) }
    }
    #expect(
      try days("cladribine") == [
        "12-07", "12-08", "12-09", "12-10", "12-11", "01-04", "01-05", "01-06", "01-07", "01-08",
      ])
    #expect(try days("hydration") == ["12-06", "01-03"])
    #expect(try days("temperature") == ["12-12", "12-13", "01-09", "01-10"])
    // Day 1 moves, and the whole set with it.
    #expect(try world.tend("move", "cladribine", "2026-12-14").code == 0)
    #expect(try days("cladribine").prefix(2) == ["12-14", "12-15"])
    #expect(try days("hydration") == ["12-13", "01-10"])
    #expect(try days("temperature") == ["12-19", "12-20", "01-16", "01-17"])
  }

  @Test("transplant countdown")
  func transplant() throws {
    let world = try world(
      """
      [medication.tacrolimus]
      person = "maria"
      name = "Tacrolimus"
      dose = "2 mg"
      at = "08:00"
      every = "12h"
      from = "2027-01-14"

      [appointment.transplant]
      person = "maria"
      title = "Transplant"
      at = "09:00"
      countdown = { day0 = "2027-01-15", days = "0" }

      [appointment.trough]
      person = "maria"
      title = "Trough level, before the morning dose"
      at = "07:30"
      with-cycle-of = "transplant"
      days = ["3", "7"]

      [check-in.graft]
      person = "maria"
      at = "dinner"
      ask = ["temperature", { ask = "rash", answer = "yes/no" }]
      with-cycle-of = "transplant"
      days = "-1..2"
      """)
    #expect(
      try agenda(world, "2027-01-18..2027-01-18", of: "tacrolimus") == [
        "01-18 08:00 2 mg", "01-18 20:00 2 mg",
      ])
    #expect(try agenda(world, "2027-01-10..2027-02-01", of: "trough") == ["01-18 07:30", "01-22 07:30"])
    #expect(
      try agenda(world, "2027-01-10..2027-02-01", of: "graft") == [
        "01-14 18:30", "01-15 18:30", "01-16 18:30", "01-17 18:30",
      ])
    #expect(try world.tend("move", "transplant", "2027-01-22").code == 0)
    #expect(try agenda(world, "2027-01-10..2027-02-01", of: "trough") == ["01-25 07:30", "01-29 07:30"])
  }

  @Test("ondansetron as needed")
  func asNeeded() throws {
    let world = try world(
      """
      [medication.ondansetron]
      person = "maria"
      name = "Ondansetron"
      dose = "8 mg"
      as-needed = { min-interval = "8h", max-per-24h = 3 }
      """)
    #expect(try world.tend("take", "ondansetron").code == 0)
    try world.goes(to: "09:00")
    let refused = try world.tend("take", "ondansetron")
    #expect(refused.code == 4)
    #expect(refused.problems.contains("14:00") && refused.problems.contains("in 5 h"), "\(refused.problems)")
    #expect(try world.tend("take", "ondansetron", "--override", "Dr Okafor by telephone").code == 0)
    #expect(try world.tend("today").output.contains("Ondansetron"))
  }

  @Test("adrenaline auto-injectors")
  func autoInjectors() throws {
    let world = try world(
      """
      [medication.adrenaline]
      person = "maria"
      name = "Adrenaline auto-injector"
      dose = "0.3 mg"
      as-needed = { min-interval = "5m" }

      [medication.adrenaline.stock]
      places = [{ place = "handbag", expires = "2027-01" }, { place = "kitchen", expires = "2027-05" }]
      practice = "2026-12-10"
      """)
    let stock = try #require(try world.listing("stock").first)
    #expect(stock["on_hand"] as? Int == 2)
    let steps = try world.listing("agenda", "2026-12-03..2027-12-31").map {
      "\(($0["nominal"] as? String ?? "").prefix(10)) \($0["name"] as? String ?? "")"
    }
    #expect(
      steps == [
        "2026-12-10 Adrenaline auto-injector: practise using it",
        "2027-01-01 Adrenaline auto-injector: look at what expires after 2027-01 (handbag)",
        "2027-12-10 Adrenaline auto-injector: practise using it",
      ])
  }

  @Test("a clinical trial: windows of visits, a washout, a deadline for the diary")
  func clinicalTrial() throws {
    let world = try world(
      """
      [medication.study-drug]
      person = "maria"
      name = "Study drug"
      dose-text = "as the study team says"
      at = "breakfast"
      countdown = { day0 = "2026-12-14", days = "0..84" }

      [medication.cetirizine]
      person = "maria"
      name = "Cetirizine"
      dose = "10 mg"
      at = "bedtime"
      with-cycle-of = "study-drug"
      days = ["-30..-8", "29..84"]

      [appointment.visit]
      person = "maria"
      title = "Study visit"
      with = "dr-okafor"
      after-start-of = "study-drug"
      every = "4 weeks"
      for = "12 weeks"
      window = "3d"

      [check-in.diary]
      person = "maria"
      at = "20:00"
      with-cycle-of = "study-drug"
      days = "0..84"
      ask = ["fatigue"]
      late-after = "1h"
      missed-after = "2h"
      """)
    // The washout begins a week before day 0, wherever that is.
    let before = try agenda(world, "2026-12-03..2026-12-20", of: "cetirizine")
    #expect(before.map { String($0.prefix(5)) } == ["12-03", "12-04", "12-05", "12-06"])
    #expect(try world.tend("move", "study-drug", "2026-12-07").code == 0)
    #expect(try agenda(world, "2026-12-06..2027-01-04", of: "cetirizine") == [])
    #expect(try agenda(world, "2027-01-05..2027-01-05", of: "cetirizine") == ["01-05 22:30 10 mg"])

    // Day 28 ± 3 is asked for, arranged within, and refused without.
    let window = try #require(
      (try world.listing("show", "visit").first?["windows"] as? [[String: Any]])?.first)
    #expect(window["last"] as? String == "2027-01-07")
    #expect(try world.tend("move", "visit", "2027-01-08 09:40").code == 4)
    #expect(try world.tend("move", "visit", "2027-01-07 09:40").code == 0)
    #expect(try agenda(world, "2027-01-01..2027-01-20", of: "visit") == ["01-07 09:40"])

    // What was not written by ten in the evening is missed.
    try world.tendd(until: "2026-12-07 21:59")
    #expect(try world.listing("due").contains { $0["entry"] as? String == "diary" })
    try world.tendd(until: "2026-12-07 22:00")
    #expect(try world.listing("missed").contains { $0["entry"] as? String == "diary" })
  }

  @Test("a stay in hospital, and the walk through the list")
  func hospital() throws {
    let world = try world(
      """
      [medication.midostaurin]
      person = "maria"
      name = "Midostaurin"
      dose = "100 mg"
      at = ["breakfast", "dinner"]

      [appointment.clinic]
      person = "maria"
      title = "Clinic"
      when = "2026-12-04 09:40"
      """)
    #expect(try world.tend("admit", "maria").code == 0)
    try world.tendd(until: "2026-12-04 10:00")
    #expect(try world.listing("due").map { $0["entry"] as? String } == ["clinic"])
    #expect(try world.listing("missed").isEmpty)
    #expect(try world.occurrence(of: "midostaurin", at: "2026-12-03 18:30").state.answer?.outcome == .held)
    // Going home: what nobody went through stays silent.
    #expect(try world.tend("discharge", "maria", "--by", "dr-okafor").code != 0)
    #expect(try world.tend("discharge", "maria", "--by", "dr-okafor", "--keep", "midostaurin").code == 0)
    try world.tendd(until: "2026-12-04 18:40")
    #expect(try world.listing("due").contains { $0["entry"] as? String == "midostaurin" })
  }
}
