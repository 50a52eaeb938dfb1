import Almanac
import Testing

@testable import TendCommands

/// Days as people name them, on Thursday 3 December 2026.
struct DateRangeTests {
  @Test(arguments: [
    ("today", "2026-12-03", "2026-12-03"), ("tomorrow", "2026-12-04", "2026-12-04"),
    ("yesterday", "2026-12-02", "2026-12-02"), ("thu", "2026-12-03", "2026-12-03"),
    ("Wed", "2026-12-09", "2026-12-09"), ("monday", "2026-12-07", "2026-12-07"),
    ("week", "2026-11-30", "2026-12-06"), ("1d", "2026-12-03", "2026-12-03"),
    ("30d", "2026-12-03", "2027-01-01"), ("2w", "2026-12-03", "2026-12-16"),
    ("2026-11-22", "2026-11-22", "2026-11-22"), ("2026-11-22 60d", "2026-11-22", "2027-01-20"),
    ("2026-11-22..2026-12-01", "2026-11-22", "2026-12-01"),
  ])
  func daysAhead(text: String, first: String, last: String) throws {
    try expect(text, .ahead, first, last)
  }

  @Test(arguments: [
    ("today", "2026-12-03", "2026-12-03"), ("yesterday", "2026-12-02", "2026-12-03"),
    ("thu", "2026-12-03", "2026-12-03"), ("fri", "2026-11-27", "2026-12-03"),
    ("week", "2026-11-30", "2026-12-03"), ("7d", "2026-11-26", "2026-12-03"),
    ("2026-11-22", "2026-11-22", "2026-12-03"), ("2026-11-22 3d", "2026-11-22", "2026-11-24"),
    ("2026-11-22..2026-12-01", "2026-11-22", "2026-12-01"),
  ])
  func daysBack(text: String, first: String, last: String) throws {
    try expect(text, .back, first, last)
  }

  @Test(arguments: [
    "", "soon", "12h", "0d", "2026-02-30", "2026-12-01..2026-11-22", "2026-12-01..", "3 days ago", "d",
    "2026-12-01 mon",
  ])
  func whatNamesNoDaysIsRefused(text: String) throws {
    let today = try #require(CivilDate("2026-12-03"))
    #expect(DateRange(text, today: today, .ahead) == nil)
    #expect(DateRange(text, today: today, .back) == nil)
  }

  @Test func nothingIsSinceTomorrow() throws {
    let today = try #require(CivilDate("2026-12-03"))
    #expect(DateRange("tomorrow", today: today, .back) == nil)
  }

  private func expect(_ text: String, _ direction: DateRange.Direction, _ first: String, _ last: String)
    throws
  {
    let today = try #require(CivilDate("2026-12-03"))
    let range = try #require(DateRange(text, today: today, direction), "\(text)")
    #expect(range.first.description == first)
    #expect(range.last.description == last)
  }
}
