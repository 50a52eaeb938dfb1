import Care
import Foundation
import Host
import Household
import Ledger
import Testing

@testable import TendCommands

/// `tend add`: what is written, and what is not.
struct AddingTests {
  private static let maria = """
    # What Dr Okafor wrote down in October.
    [person.maria]
    name = "Maria"   # not "Mary"
    day = { breakfast = "07:30", dinner = "18:30" }

    [contact.dr-okafor]
    name = "Dr Okafor"
    """

  @Test func anEntryGoesToTheEndAndEveryOtherByteStays() throws {
    let world = try CommandWorld(plan: AddingTests.maria)
    let ran = try world.tend(
      "add", "medication", "Midostaurin", "--at", "breakfast,dinner", "--dose", "100 mg")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(
      try world.plan == AddingTests.maria + "\n" + """

        [medication.midostaurin]
        person = "maria"
        name = "Midostaurin"
        dose = "100 mg"
        at = ["breakfast", "dinner"]

        """)
  }

  @Test func theIdTheTimingAndTheNextTimesAreSaid() throws {
    let world = try CommandWorld(plan: AddingTests.maria)
    let ran = try world.tend("add", "medication", "Midostaurin", "--at", "breakfast", "--dose", "100 mg")
    #expect(
      ran.lines == [
        "midostaurin  Midostaurin 100 mg, for Maria: every day at breakfast (07:30)",
        "  next: 07:30 (in 1 h 30 min), Fri 4 Dec 07:30 (in 1 day 1 h), Sat 5 Dec 07:30 (in 2 days 1 h)",
      ])
  }

  @Test(arguments: [
    (
      [
        "medication", "A", "--at", "08:00", "--at", "20:00", "--on", "mon,wed", "--dose-text", "as told",
        "--food", "with food",
        "--if-missed", "Skip it, always.", "--ordered-by", "Dr Okafor", "--late-after", "20m", "--importance",
        "low",
      ],
      """
      dose-text = "as told"
      at = ["08:00", "20:00"]
      on = ["mon", "wed"]
      food = "with food"
      if-missed = "Skip it, always."
      ordered-by = "dr-okafor"
      late-after = "20m"
      importance = "low"
      """
    ),
    (
      [
        "medication", "A", "--at", "08:00", "--every", "2 days", "--from", "2026-12-03", "--count", "5",
        "--except",
        "2026-12-05", "--zone", "Asia/Tokyo", "--take", "1 tablet", "--early", "1h", "--missed-after", "2h",
      ],
      """
      take = "1 tablet"
      at = "08:00"
      every = "2 days"
      from = "2026-12-03"
      count = 5
      except = "2026-12-05"
      zone = "Asia/Tokyo"
      early = "1h"
      missed-after = "2h"
      """
    ),
    (
      [
        "appointment", "A", "--when", "2026-12-09 09:40", "--with", "dr-okafor", "--lasts", "40m", "--place",
        "Room 2",
        "--remind", "7d,1d", "--remind", "2h",
      ],
      """
      with = "dr-okafor"
      when = "2026-12-09 09:40"
      lasts = "40m"
      place = "Room 2"
      remind = ["7d", "1d", "2h"]
      """
    ),
    (
      [
        "activity", "A", "--at", "17:30", "--lasts", "20m", "--approved-by", "dr-okafor", "--approved-on",
        "2026-10-28",
        "--review", "2027-04-28",
      ],
      """
      at = "17:30"
      lasts = "20m"
      approval = { status = "approved", by = "dr-okafor", dated = "2026-10-28", review = "2027-04-28" }
      """
    ),
    (
      ["check-in", "A", "--at", "20:00", "--until", "2026-12-31", "--ask", "pain,mood"],
      """
      at = "20:00"
      until = "2026-12-31"
      ask = ["pain", "mood"]
      """
    ),
  ])
  func everyOptionIsTheKeyOfItsName(words: [String], keys: String) throws {
    let world = try CommandWorld(plan: AddingTests.maria)
    let ran = try world.tend(["add"] + words)
    #expect(ran.code == 0, "\(ran.problems)")
    let written = try world.plan
    #expect(written.hasSuffix("\n" + keys + "\n"), "\(written)")
  }

  @Test func anActivityWithoutApprovalSaysThatItWillNotRemind() throws {
    let world = try CommandWorld(plan: AddingTests.maria)
    let ran = try world.tend("add", "activity", "Gentle yoga", "--at", "17:30")
    #expect(ran.output.contains("does not remind: not approved by the care team"))
    #expect(!ran.output.contains("next:"))
    #expect(try world.plan.hasSuffix("approval = { status = \"proposed\" }\n"))
  }

  @Test func aDryRunShowsTheDiffAndFiveTimesAndWritesNothing() throws {
    let world = try CommandWorld(plan: AddingTests.maria)
    let before = try world.ledger { try $0.latestEvents(100, of: [.edited]) }
    let ran = try world.tend("add", "medication", "Cetirizine", "--at", "22:00", "--dry-run")
    #expect(ran.code == 0)
    #expect(
      ran.output.contains(
        "\n+[medication.cetirizine]\n+person = \"maria\"\n+name = \"Cetirizine\"\n+at = \"22:00\"\n"))
    #expect(
      ran.lines.count { $0.contains(" 22:00 (in ") || $0.hasPrefix("  22:00 (in ") } == 5, "\(ran.output)")
    #expect(try world.plan == AddingTests.maria)
    #expect(try world.ledger { try $0.latestEvents(100, of: [.edited]) } == before)
  }

  @Test(arguments: [
    (["--at", "8:00"], "did you mean “08:00”?"), (["--at", "25:99"], "not a time"),
    (["--at", "lunch"], "unknown moment"), (["--at", "08:00", "--from", "2026-02-30"], "2026-02-30"),
    (["--at", "08:00", "--every", "2 days"], "needs \"from\""),
    (["--at", "08:00", "--dose", "100"], "unit is missing"),
    (["--at", "08:00", "--person", "mario"], "mario"),
    (["--at", "08:00", "--ordered-by", "dr-who"], "dr-who"),
    (["--when", "2026-12-09"], "no time of day"), ([], "Say when"),
    (["--at", "08:00", "--when", "2026-12-09 08:00"], "not both"),
    (["--at", "08:00", "--count", "many", "--from", "2026-12-03"], "whole number"),
    (["--at", "08:00", "--id", "k7f"], "cannot be an id"),
    (["--at", "08:00", "--id", "maria's"], "cannot be an id"),
  ])
  func aWrongValueIsAUsageErrorAndNothingIsWritten(options: [String], word: String) throws {
    let world = try CommandWorld(plan: AddingTests.maria)
    let ran = try world.tend(["add", "medication", "A"] + options)
    #expect(ran.code == 64)
    #expect(ran.problems.contains(word), "\(ran.problems)")
    #expect(!ran.problems.contains("plan.toml:"), "a line nobody wrote: \(ran.problems)")
    #expect(try world.plan == AddingTests.maria)
  }

  @Test func idsAreMadeFromTheNameAndNeverTwice() throws {
    let world = try CommandWorld(plan: AddingTests.maria)
    #expect(
      try world.tend("add", "activity", "Gentle Yoga!", "--at", "17:30").output.hasPrefix("gentle-yoga  "))
    #expect(
      try world.tend("add", "activity", "Gentle yoga", "--at", "18:30").output.hasPrefix("gentle-yoga-2  "))
    let taken = try world.tend("add", "medication", "X", "--at", "08:00", "--id", "gentle-yoga")
    #expect(taken.code == 64)
    #expect(taken.problems.contains("--id gentle-yoga-3"))
  }

  @Test func theSameEntryAgainIsRefusedUnlessItIsMeant() throws {
    let world = try CommandWorld(plan: AddingTests.maria)
    try world.tend("add", "medication", "Cetirizine", "--at", "08:00,20:00")
    let again = try world.tend("add", "medication", "cetirizine", "--at", "08:00")
    #expect(again.code == 4)
    #expect(
      again.problems.contains("Cetirizine is in the plan already (cetirizine: every day at 08:00 and 20:00)"),
      "\(again.problems)")
    #expect(
      again.problems.contains("tend set cetirizine …; if it is another one: --id cetirizine-2"),
      "\(again.problems)")
    #expect(try world.listing("list").count == 1)
    let meant = try world.tend(
      "add", "medication", "Cetirizine", "--at", "23:00", "--id", "cetirizine-2")
    #expect(meant.code == 0, "\(meant.problems)")
    #expect(try world.tend("add", "activity", "Cetirizine", "--at", "23:00").code == 0)
  }

  @Test func theFirstEntryMakesAPrivatePlanWithAWordOfExplanation() throws {
    let world = try CommandWorld()
    let ran = try world.tend("add", "medication", "Cetirizine", "--at", "08:00")
    #expect(ran.code == 0, "\(ran.problems)")
    let plan = try world.plan
    #expect(plan.hasPrefix("# The plan: what Tend reminds of"))
    #expect(plan.hasSuffix("\n\n[medication.cetirizine]\nname = \"Cetirizine\"\nat = \"08:00\"\n"))
    let paths = try world.household.paths
    #expect(try mode(of: paths.planFile) == 0o600)
    #expect(try mode(of: paths.configDirectory) == 0o700)
  }

  @Test func aPlanWithMistakesIsNotAddedTo() throws {
    let world = try CommandWorld()
    let broken = "[medication.a]\nname = \"A\"\nat = \"25:00\"\n"
    try world.write(broken, to: try world.household.paths.planFile)
    let ran = try world.tend("add", "medication", "B", "--at", "08:00")
    #expect(ran.code == 78)
    #expect(ran.problems.contains("plan.toml:3:6: "))
    #expect(try world.plan == broken)
  }

  @Test func aNameWithQuotesComesBackAsItWas() throws {
    let world = try CommandWorld()
    let name = "He said \"no\"\\ é 注 # not a comment"
    let ran = try world.tend("add", "medication", name, "--at", "08:00", "--id", "odd")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.listing("list").first?["name"] as? String == name)
  }

  @Test func aNameThatSteersATerminalIsRefusedWithoutSteeringIt() throws {
    let world = try CommandWorld()
    let ran = try world.tend("add", "medication", "A\u{1B}[31m", "--at", "08:00")
    #expect(ran.code == 64)
    #expect(!(ran.output + ran.problems).contains("\u{1B}"))
  }

  @Test func whatWasRemovedAndComesBackGoesOn() throws {
    let world = try CommandWorld(plan: "[medication.a]\nname = \"A\"\nat = \"08:00\"\n")
    try world.tend("remove", "a")
    let ran = try world.tend("add", "medication", "A", "--at", "09:00")
    #expect(ran.code == 0)
    #expect(ran.problems.contains("its history goes on"))
  }
}

/// The permission bits of a file.
func mode(of path: String) throws -> Int {
  let attributes = try FileManager.default.attributesOfItem(atPath: path)
  return try #require(attributes[.posixPermissions] as? Int)
}
