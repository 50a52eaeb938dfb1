import Care
import Foundation
import Testing

@testable import TendCommands

/// Visits with a window from the shell: asked for, arranged with `tend move`, refused outside.
struct VisitVerbTests {
  private static let plan =
    SamplePlan.maria + """

      [appointment.day-28]
      person = "maria"
      title = "Trial visit"
      when = "2026-12-06"
      window = "3d"

      """

  @Test func itIsAskedForAndArrangedAndTakenBackAtOnce() throws {
    let world = try CommandWorld(plan: VisitVerbTests.plan)
    try world.tendd(until: "10:00")
    let asked = try #require(try world.listing("due").first)
    #expect(asked["name"] as? String == "Trial visit: arrange it for Thu 3 Dec to Wed 9 Dec")
    let window = try #require(try world.listing("show", "day-28").first?["windows"] as? [[String: Any]])
    #expect(window.map { $0["last"] as? String } == ["2026-12-09"])
    #expect(try world.tend("show", "day-28").output.contains("to be arranged, tend move day-28 DATE"))
    #expect(try world.tend("check").output.contains("to-arrange"))

    let ran = try world.tend("move", "day-28", "2026-12-08 09:40")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan == VisitVerbTests.plan + "arranged = \"2026-12-08 09:40\"\n")
    #expect(try world.listing("due").isEmpty)
    let done = try #require(try world.listing("history", "day-28.arrange").last)
    #expect(done["note"] as? String == "arranged for 2026-12-08 09:40")
    #expect(try !world.tend("check").output.contains("to-arrange"))

    try world.tend("undo")
    #expect(try world.plan == VisitVerbTests.plan)
    #expect(try world.listing("due").count == 1)
  }

  @Test func movingItAgainTakesThePlaceOfTheFirstDate() throws {
    let world = try CommandWorld(plan: VisitVerbTests.plan)
    try world.tend("move", "day-28", "2026-12-08 09:40")
    try world.tend("move", "day-28", "2026-12-07 11:00")
    #expect(try world.plan.contains("arranged = \"2026-12-07 11:00\"\n"))
    let rows = try world.listing("history", "day-28")
    #expect(rows.contains { $0["outcome"] as? String == "moved" })
    try world.goes(to: "06:01")
    try world.tendd(until: "2026-12-07 11:00")
    #expect(try world.listing("due").first?["nominal"] as? String == "2026-12-07T11:00:00+01:00")
  }

  @Test(arguments: [
    ("2026-12-10 09:40", "lies outside the window of day-28: Thu 3 Dec to Wed 9 Dec", 4),
    ("2026-12-08", "the date needs its time", 64),
  ])
  func aDateThatDoesNotDoIsRefused(date: String, words: String, code: Int) throws {
    let world = try CommandWorld(plan: VisitVerbTests.plan)
    let ran = try world.tend("move", "day-28", date)
    #expect(ran.code == CInt(code))
    #expect(ran.problems.contains(words), "\(ran.problems)")
    #expect(try world.plan == VisitVerbTests.plan)
  }
}
