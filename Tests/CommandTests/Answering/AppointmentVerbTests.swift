import Care
import Foundation
import Testing

@testable import TendCommands

/// `tend cancel` and `tend move` of an appointment, and how one undo takes either back.
struct AppointmentVerbTests {
  private static let plan =
    SamplePlan.maria + """

      [contact.dr-okafor]
      name = "Dr Okafor"

      [appointment.hematology]
      person = "maria"
      title = "Hematology clinic"
      when = "2026-12-04 09:40"
      travel = "45m"
      prepare = [ { step = "Blood draw", before = "1d", at = "07:30" } ]

      """

  @Test func itIsListedWithTheTimeToLeave() throws {
    let world = try CommandWorld(plan: AppointmentVerbTests.plan)
    #expect(try world.tend("agenda", "2026-12-04").output.contains("upcoming, leave 08:55"))
    let item = try #require(try world.listing("agenda", "2026-12-04").first)
    #expect(item["leave_at"] as? String == "2026-12-04T08:55:00+01:00")
    #expect(try world.listing("show", "hematology").first?["travel"] as? String == "45m")
    #expect(try world.tend("show", "hematology").output.contains("45 min: told to leave so long before"))
    #expect(try world.tend("set", "hematology", "travel=never").code == 64)
  }

  @Test func aCancelledAppointmentIsSilentWithAllThatPreparesForIt() throws {
    let world = try CommandWorld(plan: AppointmentVerbTests.plan)
    try world.tendd(until: "08:00")
    #expect(try world.listing("due").count == 1)
    let ran = try world.tend("cancel", "hematology", "--by", "Dr Okafor", "--reason", "the doctor is ill")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(
      ran.output.hasSuffix(
        "Cancelled: Hematology clinic for Maria, due Fri 4 Dec 09:40, recorded by Dr Okafor; the doctor is ill\n"
      ))
    try world.tendd(until: "2026-12-04 12:00")
    #expect(try world.listing("due").isEmpty)
    #expect(try world.listing("missed").isEmpty)
    let item = try #require(
      try world.listing("agenda", "2026-12-04").first { $0["entry"] as? String == "hematology" })
    #expect(item["outcome"] as? String == "cancelled")
    #expect(item["by"] as? String == "dr-okafor")
    #expect(try world.tend("cancel", "hematology").problems.contains("no time that is still to come"))
  }

  @Test func onlyAnAppointmentIsCancelled() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    let ran = try world.tend("cancel", "midostaurin")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("only an appointment is cancelled"))
    #expect(ran.problems.contains("tend skip"))
  }

  @Test func theOldTimeOfAMovedAppointmentIsRecordedAsMoved() throws {
    let world = try CommandWorld(plan: AppointmentVerbTests.plan)
    let ran = try world.tend("move", "hematology", "2026-12-04 11:00")
    #expect(ran.code == 0, "\(ran.problems)")
    let old = try #require(try world.listing("history", "hematology").last)
    #expect(old["outcome"] as? String == "moved")
    #expect(old["reason"] as? String == "to 2026-12-04 11:00")
    try world.goes(to: "06:01")
    try world.tendd(until: "2026-12-04 10:30")
    #expect(try world.listing("due").isEmpty)
    try world.tendd(until: "2026-12-04 11:00")
    #expect(try world.listing("due").first?["nominal"] as? String == "2026-12-04T11:00:00+01:00")
  }

  @Test func oneUndoTakesBackTheNewDateAndTheRecordOfTheOldOne() throws {
    let world = try CommandWorld(plan: AppointmentVerbTests.plan)
    try world.tend("move", "hematology", "2026-12-10")
    let ran = try world.tend("undo")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.lines.count == 2, "\(ran.output)")
    #expect(try world.plan == AppointmentVerbTests.plan)
    #expect(try world.occurrence(of: "hematology", at: "2026-12-04 09:40").state.isOpen)
    #expect(try world.tend("undo").problems.contains("nothing"))
  }

  @Test func movingBackAsksForTheOldTimeAgain() throws {
    let world = try CommandWorld(plan: AppointmentVerbTests.plan)
    try world.tend("move", "hematology", "2026-12-10")
    try world.goes(to: "06:01")
    try world.tend("move", "hematology", "2026-12-04")
    #expect(try world.occurrence(of: "hematology", at: "2026-12-04 09:40").state.isOpen)
    try world.goes(to: "06:02")
    try world.tendd(until: "2026-12-04 09:40")
    #expect(try world.listing("due").count == 1)
    // Taking that back is to be on the 10th again.
    try world.tend("undo")
    #expect(try world.occurrence(of: "hematology", at: "2026-12-04 09:40").state.answer?.outcome == .moved)
    #expect(try world.plan.contains("2026-12-10 09:40"))
  }
}
