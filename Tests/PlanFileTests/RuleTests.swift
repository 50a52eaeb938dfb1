import Almanac
import Care
import PlanFile
import Testing

/// `rrule` and `calendar` as the plan reads them.
struct RuleTests {
  private func medication(_ lines: String) -> String {
    household + "[medication.x]\nperson = \"maria\"\nname = \"X\"\n" + lines + "\n"
  }

  @Test(arguments: [
    ("rrule = \"FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=8\"\nfrom = \"2026-11-02\"", "2026-11-27T08:00"),
    (
      "rrule = \"RRULE:FREQ=DAILY;BYHOUR=20;BYMINUTE=15\"\nfrom = \"2026-11-02\"\nexcept = [\"2026-11-02\"]",
      "2026-11-03T20:15"
    ),
    ("calendar = \"Mon..Fri 08:00\"\nfrom = \"2026-11-07\"", "2026-11-09T08:00"),
    ("calendar = \"*-*~01 09:30\"", "1970-01-31T09:30"),
    // Inside a plan a time that spring leaves out happens, which systemd would skip.
    ("calendar = \"02:30\"\nfrom = \"2027-03-28\"", "2027-03-28T02:30"),
    ("rrule = \"FREQ=DAILY;BYHOUR=2;BYMINUTE=30\"\nfrom = \"2027-03-28\"", "2027-03-28T02:30"),
  ])
  func aRuleSaysWhen(_ lines: String, _ first: String) throws {
    let loaded = load(medication(lines))
    #expect(loaded.diagnostics.map(\.description) == [])
    let timing = try #require(loaded.plan?.entries.first?.timing)
    #expect(try Schedule(timing, zone: .utc).next(after: Instant(.min))?.local.description == first)
  }

  @Test(arguments: [
    (
      "rrule = \"FREQ=DAILY;BYHOUR=25\"\nfrom = \"2026-11-02\"",
      "15:9: \"rrule\": BYHOUR=25: "
    ),
    ("rrule = \"FREQ=DAILY\"\nfrom = \"2026-11-02\"", "15:9: \"rrule\": the rule names no time of day"),
    ("rrule = \"FREQ=DAILY;BYHOUR=8\"", "15:1: \"rrule\" needs \"from\" to count from"),
    ("calendar = \"daily\"", "15:12: \"calendar\": it names no time of day"),
    ("calendar = \"08:00 Europe/Berlin\"", "15:12: \"calendar\": the zone goes into the key `zone`"),
    ("calendar = \"Mo 08:00\"", "15:12: \"calendar\": "),
    ("calendar = \"08:00\"\ncount = 3", "15:1: \"count\" needs \"from\" to count from"),
    ("calendar = 8", "15:12: "),
    (
      "at = \"08:00\"\nrrule = \"FREQ=DAILY;BYHOUR=8\"\nfrom = \"2026-11-02\"",
      "15:1: \"at\" cannot stand beside \"rrule\""
    ),
    ("calendar = \"08:00\"\non = \"mon\"", "16:1: \"on\" cannot stand beside \"calendar\""),
    ("calendar = \"08:00\"\nevery = \"2 days\"", "16:1: \"every\" cannot stand beside \"calendar\""),
    ("calendar = \"08:00\"\nwhen = \"2026-12-03 09:40\"", "16:1: \"when\" cannot stand beside \"calendar\""),
    (
      "calendar = \"08:00\"\nrrule = \"FREQ=DAILY;BYHOUR=8\"\nfrom = \"2026-11-02\"",
      "15:1: \"calendar\" cannot stand beside \"rrule\""
    ),
    (
      "rrule = \"FREQ=DAILY;BYHOUR=8;COUNT=3\"\nfrom = \"2026-11-02\"\ncount = 5",
      "15:9: \"rrule\": the rule says by itself when it ends"
    ),
    ("calendar = \"2020-01-01 08:00\"\nfrom = \"2026-11-02\"", "15:1: [medication.x] never happens"),
    (
      "calendar = \"08:00\"\nfrom = \"2026-11-02\"\nuntil = \"2026-11-01\"",
      "17:9: \"until\" (2026-11-01) is before \"from\""
    ),
  ])
  func whatIsNotClearIsRefusedAtItsPlace(_ lines: String, _ expected: String) {
    let found = messages(medication(lines))
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.hasPrefix("plan.toml:" + expected) ?? false, "\(found)")
  }
}
