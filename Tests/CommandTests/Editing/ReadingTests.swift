import Care
import FileTesting
import Foundation
import Host
import Household
import Ledger
import Testing

@testable import TendCommands

/// `tend list`, `tend show`, `tend check` and `tend reload`.
struct ReadingTests {
  private static let plan = """
    [person.maria]
    name = "Maria"
    zone = "Asia/Tokyo"

    [person.jonas]
    name = "Jonas"

    [contact.dr-okafor]
    name = "Dr Okafor"
    role = "hematologist"
    phone = "+49 30 5550 0101"

    [medication.a]
    person = "maria"
    name = "Avapritinib"
    dose = "200 mg"
    at = "08:00"
    if-missed = "Not within 8 h of the next."
    ordered-by = "dr-okafor"

    [activity.yoga]
    person = "jonas"
    name = "Yoga"
    at = "17:30"
    """

  @Test func aListingHasTheKeysOfEveryEntry() throws {
    let world = try CommandWorld(plan: ReadingTests.plan)
    let items = try world.listing("list")
    #expect(items.map { $0["entry"] as? String } == ["a", "yoga"])
    #expect(items.map { $0["reminds"] as? Bool } == [true, false])
    #expect(items[0]["next"] as? [String] == ["2026-12-04T08:00:00+09:00"])
    #expect(items[0]["timing"] as? String == "every day at 08:00")
    #expect(items[0]["line"] as? Int == 13)
    #expect(items[1]["silence"] as? String == "not approved by the care team")
  }

  @Test func aListingCanBeOfOnePersonOrKind() throws {
    let world = try CommandWorld(plan: ReadingTests.plan)
    #expect(try world.listing("list", "--person", "Maria").count == 1)
    #expect(try world.listing("list", "--kind", "activity").map { $0["entry"] as? String } == ["yoga"])
    #expect(try world.tend("list", "--person", "nobody").code == 1)
    #expect(try world.tend("list", "--kind", "pill").code == 64)
  }

  @Test func aTableNamesWhatDoesNotRemind() throws {
    let world = try CommandWorld(plan: ReadingTests.plan)
    let lines = try world.tend("list").lines
    #expect(lines.count == 3)
    #expect(lines[2].contains("not approved"))
  }

  @Test func showSaysEverythingInPlainWords() throws {
    let world = try CommandWorld(plan: ReadingTests.plan)
    let output = try world.tend("show", "a").output
    for text in [
      "a  Avapritinib 200 mg (medication, for Maria)", "every day at 08:00", "Asia/Tokyo",
      "Not within 8 h of the next.",
      "Dr Okafor (hematologist, +49 30 5550 0101)", "high, told again every 10 min", "30 min after its time",
      "4 h after its time", "Fri 4 Dec 08:00 Asia/Tokyo (in 18 h)", "plan.toml:13",
    ] { #expect(output.contains(text), "\(text) in \(output)") }
    #expect(
      try world.tend("show", "yoga").output.contains("It does not remind: not approved by the care team"))
    #expect(try world.tend("show", "b").code == 1)
  }

  @Test func anOccurrenceShowsItsEntry() throws {
    let world = try CommandWorld(plan: "[medication.a]\nname = \"A\"\nat = \"08:00\"\n")
    try world.tendd(until: "08:05")
    let id = try world.id(of: "a", at: "08:00")
    let lines = try world.tend("show", id).lines
    #expect(lines.first == "\(id)  due, planned for 08:00 (5 min ago)")
    #expect(lines[1].hasPrefix("a  A (medication)"))
  }

  @Test func whatWasAnsweredAheadIsNotNext() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "07:40")
    let id = try world.id(of: "midostaurin", at: "08:00")
    try world.tend("take", id, "--by", "ana")
    try world.goes(to: "07:50")
    #expect(try world.listing("list")[0]["next"] as? [String] == ["2026-12-03T20:00:00+01:00"])
    #expect(
      try world.listing("show", "midostaurin")[0]["next"] as? [String] == [
        "2026-12-03T20:00:00+01:00", "2026-12-04T08:00:00+01:00", "2026-12-04T20:00:00+01:00",
        "2026-12-05T08:00:00+01:00", "2026-12-05T20:00:00+01:00",
      ])
    #expect(
      try world.tend("show", id).lines.first
        == "\(id)  taken at 07:40, recorded by Ana at 07:40, planned for 08:00 (in 10 min)")
  }

  @Test func aSoundPlanIsCountedAndABrokenOneListedInFull() throws {
    let world = try CommandWorld(plan: ReadingTests.plan)
    let sound = try world.tend("check")
    // Yoga has no approval: that is no mistake, and yet worth knowing.
    #expect(
      sound.lines == [
        "plan.toml:21:1: note: yoga does not remind: no approval by the care team is written down [not-approved]",
        "plan.toml: 2 entries, 2 people: 1 note",
      ])
    #expect(sound.code == 0 && sound.problems.isEmpty)

    let paths = try world.household.paths
    try world.write(
      ReadingTests.plan.replacing("08:00", with: "25:00").replacing("17:30", with: "17.30"),
      to: paths.planFile)
    try world.write("privcay = \"full\"\n", to: paths.settingsFile)
    let broken = try world.tend("check")
    #expect(broken.code == 78)
    #expect(broken.output.isEmpty)
    for place in ["plan.toml:17:6: ", "plan.toml:24:6: ", "settings.toml:1:1: "] {
      #expect(broken.problems.contains(place), "\(broken.problems)")
    }
    #expect(broken.problems.contains("3 mistakes"))
  }

  @Test func otherFilesCanBeChecked() throws {
    let world = try CommandWorld(plan: ReadingTests.plan)
    let path = world.directory.path + "/draft.toml"
    try world.write("[medication.x]\n", to: path)
    let ran = try world.tend("check", path)
    #expect(ran.code == 78)
    #expect(ran.problems.contains("\(path):1:1: "))
    #expect(try world.tend("check", path + ".missing").code == 1)
  }

  @Test func aPlanWithMistakesIsShownAsItLastWasGood() throws {
    let world = try CommandWorld(plan: ReadingTests.plan)
    try world.write("[medication.a]\n", to: try world.household.paths.planFile)
    let ran = try world.tend("list", "--json")
    #expect(try ran.items().count == 2)
    #expect(try ran.items()[0]["file"] is NSNull)
    #expect(ran.problems.contains("tend check"))
  }

  @Test func reloadSaysWhenThereIsNobodyToAsk() throws {
    let world = try CommandWorld(plan: ReadingTests.plan)
    world.environment["PATH"] = "/nonexistent"
    #expect(try world.tend("reload").code == 69)
    try world.write("[medication.a]\n", to: try world.household.paths.planFile)
    #expect(try world.tend("reload").code == 78)
  }

  @Test func anEmptyPlanIsAcceptedWhenSomeoneSaysSo() throws {
    let world = try CommandWorld(plan: ReadingTests.plan)
    world.environment["PATH"] = "/nonexistent"
    try world.write("# Nothing.\n", to: try world.household.paths.planFile)
    #expect(try world.tend("reload", "--accept", "--by", "Jonas").code == 69)
    let kept = try #require(try world.ledger { try $0.latestPlan() })
    #expect(kept.files.map(\.text) == ["# Nothing.\n"])
    let event = try #require(try world.ledger { try $0.latestEvents(1, of: [.planAccepted]).first })
    #expect(event.origin.actor == "Jonas")
  }

  @Test func everyEntryHasTheDocumentedKeysInTheirOrder() throws {
    let world = try CommandWorld(
      plan: ReadingTests.plan + """

        [appointment.visit]
        title = "Visit"
        when = "2026-12-09 09:40"

        [check-in.evening]
        at = "20:00"
        """)
    let lines = try world.tend("list", "--json").lines.dropFirst().dropLast()
    #expect(lines.count == 4)
    for line in lines {
      let object = line.hasSuffix(",") ? line.dropLast() : line[...]
      let item = try #require(try JSONSerialization.jsonObject(with: Data(object.utf8)) as? [String: Any])
      let documented = try documentedKeys()
      #expect(item.keys.sorted() == documented.sorted())
      let places = try documented.map { try #require(line.firstRange(of: "\"\($0)\":")).lowerBound }
      #expect(places == places.sorted())
    }
  }

  /// The keys in the table of `Documentation/json.md` under “Entries”.
  private func documentedKeys() throws -> [String] {
    let file = URL(filePath: #filePath).appending(path: "../../../../Documentation/json.md").standardized
    let text = try String(contentsOf: file, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix("Entries\n") })
    return section.split(separator: "\n").filter { $0.hasPrefix("| `") }
      .compactMap { $0.dropFirst(3).split(separator: "`").first.map(String.init) }
  }
}
