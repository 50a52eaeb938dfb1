import Care
import Testing

@testable import TendCommands

/// What changes of the plan say, read by somebody who sees Tend for the first time.
struct SpelledTests {
  private static let plan =
    SamplePlan.midostaurin + """

      [contact.dr-okafor]
      name = "Dr Okafor"

      [check-in.evening]
      person = "maria"
      at = "20:00"
      ask = "pain"            # one is enough

      [appointment.clinic]
      person = "maria"
      title = "Clinic"
      when = "2026-12-12 09:40"

      [activity.yoga]
      person = "maria"
      name = "Gentle yoga"
      at = "17:30"
      approval = { status = "approved", by = "dr-okafor" }

      """

  private func world() throws -> CommandWorld { try CommandWorld(plan: SpelledTests.plan) }

  @Test(arguments: [
    ("evening", #"flag={ if = "pain >= 7", days = 2, say = "Call the nurse line" }"#),
    ("evening", #"flag=[{ if = "pain >= 7", say = "Call" }, { if = "pain >= 9", say = "Call 112" }]"#),
    ("evening", #"ask=["pain", { ask = "sleep", answer = "0-10" }]"#),
    ("clinic", #"prepare=["Bring the report", { step = "Blood draw", before = "1d", at = "08:00" }]"#),
    ("midostaurin", #"food={ rule = "empty stomach", before = "1h", notices = true }"#),
    ("midostaurin", #"stock={ places = [{ place = "handbag", count = 8 }] }"#),
    ("contact.ana", #"duty=["mon-fri 17:00-08:00", "sat,sun"]"#),
  ])
  func aListOrATableIsTypedAsThePlanSpellsIt(table: String, assignment: String) throws {
    let world = try world()
    let ran = try world.tend("set", table, assignment)
    #expect(ran.code == 0, "\(ran.problems)")
    let key = assignment.prefix { $0 != "=" }
    let value = assignment.dropFirst(key.count + 1)
    let written = try world.plan
    #expect(written.contains("\(key) = \(value)"), "\(written)")
    #expect(try world.tend("check").code == 0)
  }

  @Test(arguments: [
    (
      ["medication", "Ondansetron", "--as-needed", "--min-interval", "8h"],
      "It does not remind: tend take ondansetron when it is needed."
    ),
    (
      ["appointment", "Trial visit", "--when", "2026-12-28", "--window", "3d"],
      "Tend asks to arrange it from Fri 25 Dec 10:00 (in 22 days) on; its date: tend move trial-visit DATE"
    ),
    (
      ["medication", "Vitamin D", "--at", "08:00", "--until", "2026-12-01"],
      "No time of it is still to come: it will not remind."
    ),
  ])
  func whatHasNoTimeToComeSaysWhatIsToBeExpected(words: [String], line: String) throws {
    let ran = try world().tend(["add"] + words + ["--person", "maria"])
    #expect(ran.lines.last == "  " + line, "\(ran)")
  }

  @Test func anEntryThatAnotherOneNamesIsNotTakenAway() throws {
    let world = try world()
    try world.tend("set", "midostaurin", "stock.on-hand=8")
    try world.tend(
      "add", "appointment", "Platelets", "--person", "maria", "--at", "08:15", "--after-start-of", "clinic",
      "--every", "2 weeks", "--for", "8 weeks")
    let ran = try world.tend("remove", "clinic")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("clinic is named by platelets, which would name nothing then"), "\(ran)")
    #expect(ran.problems.contains("tend show platelets"))
  }

  @Test(arguments: [
    ["approve", "yoga", "--by", "dr-okafor", "--on", "2026-12-10"],
    ["withdraw", "yoga", "--by", "dr-okafor", "--reason", "dizzy", "--on", "2026-12-10"],
    ["set", "midostaurin", "take=2 capsules", "--ordered-by", "dr-okafor", "--on", "2027-12-03"],
  ])
  func whatWasSaidOnADayToComeIsASlip(words: [String]) throws {
    let world = try world()
    let before = try world.plan
    let ran = try world.tend(words)
    #expect(ran.code == 64)
    #expect(ran.problems.contains("is still to come"), "\(ran)")
    #expect(try world.plan == before)
  }

  @Test func whatEndsIsNotSaidToRemindWhileSomethingElseKeepsItSilent() throws {
    let world = try world()
    try world.tend("pause", "midostaurin", "--until", "2026-12-06")
    try world.tend("hold", "midostaurin", "--by", "dr-okafor", "--reason", "platelets low")
    try world.tend("admit", "maria")
    #expect(
      try world.tend("resume", "midostaurin").lines == [
        "midostaurin goes on: the pause is over",
        "It stays silent: on hold by order of Dr Okafor (tend release midostaurin); "
          + "Maria is in hospital (tend discharge maria).",
      ])
    #expect(
      try world.tend("release", "midostaurin", "--by", "dr-okafor").lines.last
        == "It stays silent: Maria is in hospital (tend discharge maria).")
    try world.tend("discharge", "maria", "--keep-rest")
    try world.tend("pause", "midostaurin")
    #expect(try world.tend("resume", "midostaurin").lines.last == "Its reminders are told again.")
  }

  @Test func theWalkHomeSaysEachEntryOnceAndItsUndoIsOneLine() throws {
    let world = try world()
    try world.tend("admit", "maria")
    let ran = try world.tend("discharge", "maria", "--keep-rest")
    #expect(
      ran.lines == [
        "midostaurin goes on as the plan has it", "evening goes on as the plan has it",
        "yoga goes on as the plan has it", "Maria is home again: the list was gone through, reminders go on",
      ])
    #expect(try world.tend("undo").lines == ["Taken back: the discharge of Maria (recorded by me at 06:00)"])
    #expect(try world.tend("today").output.contains("Maria is in hospital"))
  }

  @Test func aLookBeforeAMealIsMovedSaysWhichTimesWouldMove() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin.replacing("08:00", with: "breakfast"))
    let ran = try world.tend("set", "person.maria", "day.breakfast=08:15", "--dry-run")
    #expect(ran.output.contains("midostaurin: next is now 08:15 (was 07:30)"), "\(ran)")
    #expect(try world.plan.contains("breakfast = \"07:30\""))
  }

  @Test func anEntryThatIsChangedWhileItIsHeldIsSaidToStaySilent() throws {
    let world = try world()
    try world.tend("hold", "midostaurin", "--by", "dr-okafor", "--reason", "platelets low")
    #expect(
      try world.tend("set", "midostaurin", "dose=50 mg").lines.last
        == "  It stays silent: on hold by order of Dr Okafor (tend release midostaurin).")
    let released = try world.tend(
      "release", "midostaurin", "--by", "dr-okafor", "--dose", "25 mg", "--take", "1 capsule")
    #expect(!released.output.contains("It stays silent"), "\(released)")
  }

  @Test func anotherIdOfWhatAnEntryFollowsMovesNothingOfIt() throws {
    let world = try CommandWorld(
      plan: SamplePlan.midostaurin
        + "\n[medication.zinc]\nname = \"Zinc\"\nafter = { entry = \"midostaurin\", delay = \"1h\" }\n")
    let ran = try world.tend("rename", "midostaurin", "mido")
    #expect(ran.lines.first == "mido: called so from now on (was midostaurin)")
    #expect(!ran.output.contains("zinc"), "\(ran)")
  }
}
