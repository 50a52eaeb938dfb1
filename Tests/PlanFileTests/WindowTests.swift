import Almanac
import Care
import Testing

@testable import PlanFile

/// `window`, `arranged` and `follow-up` of an appointment.
struct WindowTests {
  private func load(_ keys: String) -> LoadedPlan {
    let text = "[appointment.day-28]\ntitle = \"Trial visit\"\n\(keys)\n"
    return PlanLoader.load([SourceFile(path: "plan.toml", text: Array(text.utf8))]) { _ in true }
  }

  @Test func theDatesArrangedAreItsTimesAndTheRestIsOpen() throws {
    let loaded = load(
      """
      every = "28 days"
      from = "2026-12-01"
      window = "3d"
      arranged = ["2026-12-30 09:40", "2026-12-02 08:00"]
      follow-up = "6 weeks"
      """)
    let plan = try #require(loaded.plan, "\(loaded.diagnostics)")
    let entry = plan.entries[0]
    #expect(entry.timing.when.map(\.description) == ["2026-12-30T09:40", "2026-12-02T08:00"])
    let window = try #require(entry.window)
    #expect(window.settled.map(\.description) == ["2026-12-29", "2026-12-01"])
    #expect(window.reach == 3)
    #expect(plan.steps(of: entry).map(\.id.text) == ["day-28.arrange", "day-28.follow-up"])
    guard case .appointment(let appointment) = entry.detail else { return }
    #expect(appointment.followUp == 42)
  }

  @Test func daysMayHangOnAnotherEntry() throws {
    let text = """
      [medication.x]
      name = "X"
      at = "08:00"
      from = "2026-12-01"
      [appointment.labs]
      title = "Labs"
      after-start-of = "x"
      every = "2 weeks"
      for = "8 weeks"
      window = "1d"
      arranged = "2026-12-16 07:30"
      """
    let loaded = PlanLoader.load([SourceFile(path: "plan.toml", text: Array(text.utf8))]) { _ in true }
    let plan = try #require(loaded.plan, "\(loaded.diagnostics)")
    #expect(plan.entries[1].window?.settled.map(\.description) == ["2026-12-15"])
  }

  @Test(arguments: [
    ("when = \"2026-12-28\"\nwindow = \"36h\"", "is in whole days"),
    (
      "when = \"2026-12-28 09:40\"\nwindow = \"3d\"",
      "a date with its time is arranged = \"2026-12-28 09:40\""
    ),
    (
      "at = \"09:40\"\nevery = \"28 days\"\nfrom = \"2026-12-01\"\nwindow = \"3d\"",
      "the time comes with the date"
    ),
    ("when = \"2026-12-28\"\nwindow = \"3d\"\narranged = \"2026-12-29\"", "has no time of day"),
    (
      "when = \"2026-12-28\"\nwindow = \"3d\"\narranged = \"2027-01-02 09:40\"",
      "2027-01-02 lies in no window; the nearest is 2026-12-25 to 2026-12-31"
    ),
    (
      "when = \"2026-12-28\"\nwindow = \"3d\"\narranged = [\"2026-12-28 09:40\", \"2026-12-29 09:40\"]",
      "the window of 2026-12-29 has another date"
    ),
    ("when = \"2026-12-28 09:40\"\narranged = \"2026-12-28 09:40\"", "\"arranged\" goes with \"window\""),
    ("when = \"2026-12-28 09:40\"\nfollow-up = \"soon\"", "is not a number of days or weeks"),
  ])
  func whatIsNotClearIsRefused(keys: String, message: String) {
    let loaded = load(keys)
    #expect(loaded.plan == nil)
    #expect(loaded.diagnostics.contains { "\($0)".contains(message) }, "\(loaded.diagnostics)")
  }
}
