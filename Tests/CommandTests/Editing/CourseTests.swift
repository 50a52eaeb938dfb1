import Care
import Foundation
import Host
import Ledger
import Testing

@testable import TendCommands

/// Cycles, countdowns and steps by the clock from the shell: added, shown, moved.
struct CourseTests {
  private static let plan =
    SamplePlan.maria + """

      [medication.cladribine]
      person = "maria"
      name = "Cladribine"
      dose-text = "per infusion protocol"
      at = "10:00"
      cycle = { day1 = "2026-12-07", days = 5, of = 28, cycles = 6 }   # Dr Okafor's plan

      """

  @Test(arguments: [
    (
      ["--at", "10:00", "--cycle", "day1=2026-12-07,days=5,of=28,cycles=6"],
      "at = \"10:00\"\ncycle = { day1 = \"2026-12-07\", days = 5, of = 28, cycles = 6 }",
      "on the first 5 days of 6 cycles of 28 days from 7 Dec 2026 at 10:00"
    ),
    (
      ["--at", "08:00", "--countdown", "day0=2027-01-15,days=-7..-1,28"],
      "at = \"08:00\"\ncountdown = { day0 = \"2027-01-15\", days = [\"-7..-1\", \"28\"] }",
      "on days -7 to -1 and +28 (day 0 is 15 Jan 2027) at 08:00"
    ),
    (
      ["--at", "wake", "--every", "90m", "--between", "wake-22:00", "--from", "2026-12-03"],
      "at = \"wake\"\nevery = \"90m\"\nbetween = \"wake-22:00\"\nfrom = \"2026-12-03\"",
      "every 90 minutes, counted from 3 Dec 2026 at wake (07:00), between wake (07:00) and 22:00"
    ),
    (
      ["--rrule", "FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=8;BYMINUTE=30", "--from", "2026-12-03"],
      "from = \"2026-12-03\"\nrrule = \"FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=8;BYMINUTE=30\"",
      "on the last Friday of every month at 08:30, from 3 Dec 2026, until further notice"
    ),
    (
      ["--rrule", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;BYHOUR=9", "--from", "2026-12-03"],
      "from = \"2026-12-03\"\nrrule = \"FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;BYHOUR=9\"",
      "by the rule “FREQ=MONTHLY;BYHOUR=9;BYDAY=MO,TU;BYSETPOS=-1”, from 3 Dec 2026, until further notice"
    ),
    (["--calendar", "Mon..Fri 08:00"], "calendar = \"Mon..Fri 08:00\"", "every Monday to Friday at 08:00"),
  ])
  func itIsAddedAndSaidInPlainEnglish(words: [String], written: String, said: String) throws {
    let world = try CommandWorld(plan: SamplePlan.maria)
    let ran = try world.tend(["add", "medication", "X"] + words)
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan.contains(written + "\n"))
    #expect(ran.output.contains("x  X, for Maria: \(said)"))
    #expect(try world.tend("list").output.contains("X"))
    let shown = try #require(try world.listing("show", "x").first)
    #expect((shown["timing"] as? String)?.hasPrefix(said) == true)
    #expect((shown["next"] as? [String])?.count == 5)
  }

  @Test(arguments: [
    (["--at", "10:00", "--cycle", "5 of 28"], "\"cycle\" takes a table"),
    (["--at", "10:00", "--cycle", "day1=2026-12-07,days=30,of=28"], "more than the 28 days of a cycle"),
    (["--at", "10:00", "--between", "08:00-22:00"], "goes with an \"every\" in hours and minutes"),
    (["--at", "10:00", "--countdown", "day0=tomorrow,days=3"], "\"tomorrow\" is not a date"),
    (["--rrule", "FREQ=DAILY;BYHOUR=8", "--at", "08:00"], "one of --at, --when, --rrule and --calendar"),
    (
      ["--rrule", "FREQ=DAILY;BYHOUR=8", "--calendar", "08:00"], "one of --at, --when, --rrule and --calendar"
    ),
    (["--rrule", "FREQ=OFTEN", "--from", "2026-12-03"], "FREQ"),
    (["--rrule", "FREQ=DAILY;BYHOUR=8"], "from"),
    (["--calendar", "Mon..Fri"], "it names no time of day"),
    (["--calendar", "08:00", "--as-needed", "--min-interval", "8h"], "what is taken as needed has no times"),
  ])
  func whatMakesNoSenseIsRefused(words: [String], problem: String) throws {
    let world = try CommandWorld(plan: SamplePlan.maria)
    let ran = try world.tend(["add", "medication", "X"] + words)
    #expect(ran.code == 64)
    #expect(ran.problems.contains(problem), "\(ran.problems)")
    #expect(try world.plan == SamplePlan.maria)
  }

  @Test func movingDayOneChangesOnlyThatDateAndSaysWhatComes() throws {
    let world = try CommandWorld(plan: CourseTests.plan)
    let ran = try world.tend("move", "cladribine", "2026-12-14")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan == CourseTests.plan.replacing("2026-12-07", with: "2026-12-14"))
    #expect(
      ran.lines.first
        == "cladribine: time now on the first 5 days of 6 cycles of 28 days from 14 Dec 2026 at 10:00 "
        + "(was on the first 5 days of 6 cycles of 28 days from 7 Dec 2026 at 10:00)")
    #expect(ran.output.contains("next: Mon 14 Dec 10:00"))
    #expect(try world.tend("undo").code == 0)
    #expect(try world.plan == CourseTests.plan)
  }

  @Test func theMovedSetIsToldOnItsNewDaysOnly() throws {
    let world = try CommandWorld(plan: CourseTests.plan, at: "2026-12-06 08:00")
    try world.tendd(until: "2026-12-07 10:30")
    let taken = try world.tend("take", "cladribine")
    #expect(taken.code == 0, "\(taken.problems)")
    let history = try world.listing("history", "--all").map { $0["number"] as? Int }
    try world.tend("move", "cladribine", "2026-12-14")
    try world.tendd(until: "2026-12-20 08:00")
    let told = try world.listing("history", "--all").filter { $0["event"] as? String == "told" }
    let days = told.compactMap { ($0["nominal"] as? String)?.prefix(10) }
    #expect(
      Set(days) == ["2026-12-07", "2026-12-14", "2026-12-15", "2026-12-16", "2026-12-17", "2026-12-18"])
    #expect(
      days.count { $0 == "2026-12-07" } == told.count { $0["id"] as? String == told.first?["id"] as? String })
    let later = try world.listing("history", "--all").map { $0["number"] as? Int }
    #expect(Array(later.prefix(history.count)) == history)
  }

  @Test func atATerminalTheDiffIsShownFirst() throws {
    let world = try CommandWorld(plan: CourseTests.plan)
    let refused = try world.tend("move", "cladribine", "2026-12-14", terminal: .typing("n"))
    #expect(refused.code == 1)
    #expect(refused.output.contains("-cycle = { day1 = \"2026-12-07\""))
    #expect(refused.output.contains("+cycle = { day1 = \"2026-12-14\""))
    #expect(refused.output.contains("Mon 14 Dec 10:00"))
    #expect(try world.plan == CourseTests.plan)
    #expect(try world.tend("move", "cladribine", "2026-12-14", terminal: .typing("y")).code == 0)
    #expect(try world.plan.contains("2026-12-14"))
  }

  @Test(arguments: [
    ("countdown = { day0 = \"2027-01-15\", days = \"-1..1\" }", "at = \"08:00\"", "day0 = \"2027-01-20\""),
    (
      "from = \"2026-12-10\"\nuntil = \"2026-12-20\"", "at = \"08:00\"",
      "from = \"2027-01-20\"\nuntil = \"2027-01-30\""
    ),
    ("when = \"2026-12-10 09:40\"", "", "when = \"2027-01-20 09:40\""),
    (
      "rrule = \"FREQ=DAILY;INTERVAL=3;BYHOUR=8\"\nfrom = \"2026-12-10\"\nuntil = \"2026-12-20\"", "",
      "BYHOUR=8\"\nfrom = \"2027-01-20\"\nuntil = \"2027-01-30\""
    ),
    ("calendar = \"Mon..Fri 08:00\"\nfrom = \"2026-12-10\"", "", "08:00\"\nfrom = \"2027-01-20\""),
  ])
  func whateverHangsOnADateMoves(keys: String, time: String, moved: String) throws {
    let world = try CommandWorld(plan: "[medication.x]\nname = \"X\"\n\(time)\n\(keys)\n")
    let ran = try world.tend("move", "x", "2027-01-20")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan.contains(moved))
  }

  @Test(arguments: [
    ("at = \"08:00\"", "2027-01-20", 4, "hangs on no date"),
    ("at = \"08:00\"\nfrom = \"2026-12-10\"", "2027-01-20 09:00", 64, "only an entry with a single date"),
    ("when = [\"2026-12-10 09:40\", \"2026-12-11 09:40\"]", "2027-01-20", 4, "has 2 dates"),
    ("at = \"08:00\"\nfrom = \"2026-12-10\"", "soon", 64, "soon"),
    (
      "rrule = \"FREQ=DAILY;BYHOUR=8;UNTIL=20261224T000000\"\nfrom = \"2026-12-10\"", "2027-01-20", 4,
      "tend set x from=2027-01-20 rrule=…"
    ),
    ("calendar = \"2026-12-10 08:00\"", "2027-01-20", 4, "its calendar event says the days by itself"),
  ])
  func whatCannotBeMovedIsRefused(keys: String, date: String, code: Int, problem: String) throws {
    let plan = "[medication.x]\nname = \"X\"\n\(keys)\n"
    let world = try CommandWorld(plan: plan)
    let ran = try world.tend("move", "x", date)
    #expect(Int(ran.code) == code)
    #expect(ran.problems.contains(problem), "\(ran.problems)")
    #expect(try world.plan == plan)
  }

  // MARK: Entries that are counted from another one

  private static let tied =
    CourseTests.plan + """
      [appointment.hydration]
      person = "maria"
      title = "Hydration"
      at = "16:00"
      with-cycle-of = "cladribine"
      days = "-1"

      """

  @Test func aDryRunSaysARuleInPlainEnglish() throws {
    let world = try CommandWorld(plan: SamplePlan.maria)
    let ran = try world.tend("add", "activity", "Walk", "--calendar", "Sat,Sun 10:00", "--dry-run")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("+calendar = \"Sat,Sun 10:00\"\n"), "\(ran.output)")
    #expect(ran.output.contains("every Saturday and Sunday at 10:00"), "\(ran.output)")
    #expect(try world.plan == SamplePlan.maria)
  }

  @Test func whatHangsOnACycleIsShownToMoveAlong() throws {
    let world = try CommandWorld(plan: CourseTests.tied)
    let ran = try world.tend("move", "cladribine", "2026-12-14", "--dry-run")
    #expect(ran.code == 0, "\(ran.problems)")
    let line = try #require(ran.lines.first { $0.hasPrefix("hydration: ") }, "\(ran.output)")
    #expect(
      line.contains("time now on the day before of each cycle of Cladribine (day 1 is 2026-12-14), at 16:00"))
    #expect(try world.tend("move", "cladribine", "2026-12-14").code == 0)
    let shown = try #require(try world.listing("show", "hydration").first)
    #expect((shown["next"] as? [String])?.first == "2026-12-13T16:00:00+01:00")
    #expect(shown["counted_from"] as? String == "cladribine")
  }

  @Test func aTiedEntryIsNotMovedByItself() throws {
    let world = try CommandWorld(plan: CourseTests.tied)
    let ran = try world.tend("move", "hydration", "2026-12-14")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("hydration is counted from cladribine, and moves with it"))
    #expect(ran.problems.contains("tend move cladribine 2026-12-14"))
  }

  @Test func labsAreAddedFromTheShell() throws {
    let world = try CommandWorld(plan: CourseTests.plan)
    let ran = try world.tend(
      "add", "appointment", "Platelets", "--at", "08:15", "--after-start-of", "cladribine", "--every",
      "2 weeks",
      "--for", "8 weeks")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("counted from the start of Cladribine"))
    #expect(try world.plan.contains("after-start-of = \"cladribine\"\nfor = \"8 weeks\"\n"))
  }
}
