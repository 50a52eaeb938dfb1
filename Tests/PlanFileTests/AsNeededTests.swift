import Almanac
import Care
import PlanFile
import Testing

struct AsNeededTests {
  private let regular = """

    [medication.regular]
    name = "Ondansetron (regular)"
    at = "08:00"

    """

  private func entry(_ lines: String) -> String {
    household + "[medication.ondansetron]\nname = \"Ondansetron\"\n" + lines + "\n" + regular
  }

  @Test func theLimitsArriveInThePlan() throws {
    let loaded = load(
      entry(
        """
        as-needed = { min-interval = "8h", max-per-24h = 3, together-with = ["regular"] }
        from = "2026-11-02"
        until = "2026-12-02"
        """))
    #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
    let entry = try #require(loaded.plan?.entries.first)
    #expect(
      entry.asNeeded
        == AsNeeded(minInterval: .hours(8), maxPer24h: 3, togetherWith: [try id("regular")]))
    #expect(entry.timing == Timing(from: CivilDate("2026-11-02"), until: CivilDate("2026-12-02")))
  }

  @Test(arguments: [
    ("as-needed = {}", "14:1: \"as-needed\" has no limit; write what the care team said, such as"),
    ("as-needed = true", "14:13: \"as-needed\" takes a table such as"),
    ("as-needed = { min-intervall = \"8h\", max-per-24h = 3 }", "did you mean \"min-interval\"?"),
    ("as-needed = { min-interval = \"8\" }", "\"8\" is not a length of time such as \"8h\""),
    ("as-needed = { max-per-24h = 0 }", "\"max-per-24h\" is 0; it can be 1 to 100"),
    ("as-needed = { max-per-24h = \"3\" }", "takes a whole number without quotes"),
    (
      "as-needed = { max-per-24h = 3 }\nat = \"08:00\"",
      "15:1: \"at\" cannot stand beside \"as-needed\": what is taken as needed has no times"
    ),
    ("as-needed = { max-per-24h = 3 }\nlate-after = \"30m\"", "\"late-after\" cannot stand beside"),
    (
      "as-needed = { max-per-24h = 3, together-with = \"regulr\" }",
      "there is no entry \"regulr\" in the plan; did you mean \"regular\"?"
    ),
    ("as-needed = { max-per-24h = 3, together-with = \"ondansetron\" }", "names the entry itself"),
    (
      "as-needed = { max-per-24h = 3 }\nfrom = \"2026-12-02\"\nuntil = \"2026-12-01\"",
      "\"until\" (2026-12-01) is before \"from\" (2026-12-02)"
    ),
  ])
  func whatIsNotClearIsRefusedWhereItStands(lines: String, message: String) {
    let found = messages(entry(lines))
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.contains(message) ?? false, "\(found)")
  }

  @Test func onlyMedicationsAreTakenAsNeeded() {
    let found = messages(
      household + "[activity.yoga]\nname = \"Yoga\"\nat = \"17:30\"\nas-needed = { max-per-24h = 3 }\n")
    #expect(found.first?.contains("it is a key of medication") ?? false, "\(found)")
  }

  @Test func anotherKindIsNoSubstance() {
    let found = messages(
      entry("as-needed = { max-per-24h = 3, together-with = \"yoga\" }")
        + "[activity.yoga]\nname = \"Yoga\"\nat = \"17:30\"\n")
    #expect(found.first?.contains("\"yoga\" is an activity, not a medication") ?? false, "\(found)")
  }
}
