import Foundation
import Host
import Household
import Testing

@testable import TendCommands

/// `tend add person`, `tend add contact`, and `tend set` of what they say.
struct PeopleTests {
  private static let plan = """
    # Ours.
    [person.maria]
    name = "Maria"
    day = { breakfast = "07:30" }

    [contact.dr-okafor]
    name = "Dr Okafor"
    phone = "+49 30 1"   # ask for the nurse

    [medication.midostaurin]
    person = "maria"
    name = "Midostaurin"
    dose = "100 mg"
    at = "breakfast"

    """

  @Test func aPersonIsAddedWithTheMomentsOfTheirDay() throws {
    let world = try CommandWorld(plan: PeopleTests.plan)
    let ran = try world.tend(
      "add", "person", "Jonas B.", "--wake", "06:00", "--dinner", "19:00", "--zone", "Europe/Lisbon")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.lines == ["jonas-b  Jonas B.", "  an entry for them says --person jonas-b"])
    #expect(
      try world.plan == PeopleTests.plan + """

        [person.jonas-b]
        name = "Jonas B."
        zone = "Europe/Lisbon"
        day = { wake = "06:00", dinner = "19:00" }

        """)
  }

  @Test func aContactIsAddedAndItsNumberStaysAText() throws {
    let world = try CommandWorld(plan: PeopleTests.plan)
    let ran = try world.tend("add", "contact", "Nurse line", "--role", "nurse line", "--phone", "0301234, 5")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.lines == ["nurse-line  Nurse line, nurse line, 0301234, 5"])
    #expect(try world.plan.hasSuffix("role = \"nurse line\"\nphone = \"0301234, 5\"\n"))
  }

  @Test func theFirstPersonOfANewInstallationCanBeAdded() throws {
    let world = try CommandWorld()
    #expect(try world.tend("add", "person", "Maria").code == 0)
    #expect(try world.tend("add", "medication", "A", "--at", "08:00").code == 0)
    #expect(try world.plan.contains("person = \"maria\""))
  }

  @Test(arguments: [
    (["person", "maria"], "Maria is in the plan already (person.maria)"),
    (["contact", "DR OKAFOR"], "Dr Okafor is in the plan already (contact.dr-okafor)"),
    (["person", "Other", "--id", "maria"], "the plan has a person “maria” already"),
    (["person", "Other", "--id", "Ma ria"], "“Ma ria” cannot be an id"),
    (["person", "Other", "--wake", "7 am"], "\"7 am\" is not a clock time"),
    (["person", "Other", "--zone", "Europe/Nowhere"], "Europe/Nowhere"),
  ])
  func whatCannotBeAddedChangesNothing(words: [String], problem: String) throws {
    let world = try CommandWorld(plan: PeopleTests.plan)
    let ran = try world.tend(["add"] + words, .none)
    #expect(ran.code != 0)
    #expect(ran.problems.contains(problem), "\(ran.problems)")
    #expect(try world.plan == PeopleTests.plan)
  }

  @Test func movingBreakfastMovesWhatIsTiedToIt() throws {
    let world = try CommandWorld(plan: PeopleTests.plan)
    let ran = try world.tend("set", "person.maria", "day.breakfast=08:00")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan == PeopleTests.plan.replacingOccurrences(of: "07:30", with: "08:00"))
    #expect(ran.output.contains("midostaurin"), "\(ran.output)")
    #expect(try world.tend("undo").code == 0)
    #expect(try world.plan == PeopleTests.plan)
  }

  @Test func aNumberOfTelephoneIsChangedAndItsCommentStays() throws {
    let world = try CommandWorld(plan: PeopleTests.plan)
    #expect(try world.tend("set", "contact.dr-okafor", "phone=+49 30 2").code == 0)
    #expect(try world.plan.contains("phone = \"+49 30 2\"   # ask for the nurse"))
  }

  @Test(arguments: [
    (["set", "contact.dr-okafr", "phone=1"], "did you mean contact.dr-okafor?"),
    (["set", "midostarin", "dose=50 mg"], "there is no entry “midostarin”; did you mean “midostaurin”?"),
    (["take", "mido"], "there is no entry “mido”; did you mean “midostaurin”?"),
    (["pause", "xylometazoline"], "there is no entry “xylometazoline”\n"),
  ])
  func whatWasProbablyMeantIsSaid(words: [String], problem: String) throws {
    let world = try CommandWorld(plan: PeopleTests.plan)
    let ran = try world.tend(words, .none)
    #expect(ran.code != 0)
    #expect(ran.problems.contains(problem), "\(ran.problems)")
  }

  @Test func aPlanThatCannotBeReadLeavesTheDayInSight() throws {
    let world = try CommandWorld(plan: PeopleTests.plan)
    let path = try world.household.paths.planFile
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/nowhere/plan.toml")
    let ran = try world.tend("today")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("Midostaurin"), "\(ran.output)")
    #expect(ran.problems.contains("showing the last good plan"), "\(ran.problems)")
  }
}
