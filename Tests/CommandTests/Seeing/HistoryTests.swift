import Foundation
import Testing

@testable import TendCommands

struct HistoryTests {
  private func world() throws -> CommandWorld {
    let world = try CommandWorld(plan: SamplePlan.cromolyn)
    try world.tendd(until: "09:10")
    try world.tend("take", "cromolyn@2026-12-03T08:00", "--at", "08:20", "--by", "ana", "--note", "with soup")
    try world.goes(to: "09:20")
    try world.tend("undo", "--by", "ana")
    try world.tendd(until: "13:30")
    return world
  }

  private func events(_ items: [[String: Any]]) -> [String] { items.compactMap { $0["event"] as? String } }

  @Test func itTellsWhatHappenedOldestFirst() throws {
    let items = try world().listing("history")
    #expect(events(items) == ["answered", "undone", "missed", "missed"])
    #expect(items[0]["happened_at"] as? String == "2026-12-03T08:20:00+01:00")
    #expect(items[0]["recorded_at"] as? String == "2026-12-03T09:10:00+01:00")
    #expect(items[0]["by"] as? String == "ana")
    #expect(items[0]["note"] as? String == "with soup")
    #expect(items[0]["undone"] as? Bool == true)
    #expect(items[1]["undoes"] as? Int == items[0]["number"] as? Int)
  }

  @Test func whatWasTakenBackIsMarkedForPeopleToo() throws {
    let lines = try world().tend("history").lines
    #expect(lines.contains { $0.contains("Taken") && $0.hasSuffix("taken back") })
  }

  @Test func ofOneOccurrenceEverythingIsShown() throws {
    let world = try world()
    let items = try world.listing("history", try world.id(of: "cromolyn", at: "08:00"))
    #expect(events(items).first == "scheduled")
    #expect(events(items).contains("told"))
    #expect(events(items).last == "missed")
    #expect(Set(items.compactMap { $0["address"] as? String }) == ["cromolyn@2026-12-03T08:00"])
    let same = try world.listing("history", "cromolyn@2026-12-03T08:00")
    #expect(events(same) == events(items))
  }

  @Test func theNewestComeWhereOnlySomeAreWanted() throws {
    #expect(events(try world().listing("history", "-n", "2")) == ["missed", "missed"])
    #expect(events(try world().listing("history", "--all", "-n", "1")) == ["missed"])
  }

  @Test func sinceMeansTheDayOfTheRecord() throws {
    let world = try world()
    try world.tendd(until: "2026-12-04 12:30")
    #expect(events(try world.listing("history", "--since", "today")) == ["missed"])
    #expect(events(try world.listing("history", "--since", "2026-12-03..2026-12-03")).count == 4)
  }

  @Test func aPersonsHistoryIsHers() throws {
    let world = try CommandWorld(
      plan: SamplePlan.midostaurin + """
        [person.jonas]
        name = "Jonas"
        [medication.insulin]
        person = "jonas"
        name = "Insulin"
        at = "08:00"
        """)
    try world.tendd(until: "08:05")
    try world.tend("take", "midostaurin")
    try world.tend("take", "insulin")
    try world.tend("pause", "insulin")
    let items = try world.listing("history", "--person", "jonas")
    #expect(events(items) == ["answered", "paused"])
    #expect(items.allSatisfy { $0["person"] as? String == "jonas" })
  }

  @Test func whatIsNotThereIsAnError() throws {
    let world = try world()
    #expect(try world.tend("history", "a99").code == 1)
    #expect(try world.tend("history", "cromolin").code == 1)
    #expect(try world.tend("history", "cromolyn@2027-01-01T08:00").code == 0)
    #expect(try world.tend("history", "-n", "0").code == 64)
  }

  @Test func timesAreThoseOfTheTerminalsZoneAndThatIsSaid() throws {
    let world = try world()
    world.environment["TZ"] = "Asia/Tokyo"
    let ran = try world.tend("history", "-n", "1")
    #expect(ran.output.contains("21:00"))
    #expect(ran.problems.contains("Times are those of Asia/Tokyo"))
  }
}
