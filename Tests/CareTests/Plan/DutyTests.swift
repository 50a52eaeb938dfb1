import Almanac
import Care
import Testing

/// Who is on duty, as the plan says it.
struct DutyTests {
  @Test(arguments: [
    ("mon-fri 08:00-20:00", "mon-fri 08:00-20:00"), ("sat,sun", "sat,sun"), ("22:00-07:00", "22:00-07:00"),
    ("fri-mon", "mon,fri-sun"), ("tue,mon,wed 09:00-10:00", "mon-wed 09:00-10:00"), ("sun", "sun"),
  ])
  func itReadsAsItIsWritten(text: String, written: String) {
    #expect(Duty(text)?.description == written)
  }

  @Test(arguments: ["", "mon-", "08:00", "mon 08:00-08:00", "someday", "mon 8-9 x", "mon,,tue"])
  func whatIsNotClearIsNone(text: String) { #expect(Duty(text) == nil) }

  // 3 December 2026 is a Thursday.
  @Test(arguments: [
    ("mon-fri 08:00-20:00", "2026-12-03 08:00", true), ("mon-fri 08:00-20:00", "2026-12-03 20:00", false),
    ("mon-fri 08:00-20:00", "2026-12-05 12:00", false), ("sat,sun", "2026-12-06 23:59", true),
    ("thu 22:00-07:00", "2026-12-04 06:59", true), ("thu 22:00-07:00", "2026-12-03 06:59", false),
    ("thu 22:00-07:00", "2026-12-03 22:00", true), ("22:00-07:00", "2026-12-03 12:00", false),
  ])
  func itCoversTheTimesThatItNames(duty: String, time: String, isOn: Bool) throws {
    #expect(try #require(Duty(duty)).covers(at(time), in: Zones.berlin) == isOn)
  }
}
