import Testing

/// Mistakes in `every` by the clock, `between`, `cycle` and `countdown`.
///
/// Each case is the lines of a medication after its name and `at = "08:00"`, the first of them line 15.
struct CourseDiagnosticTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var lines: String
    var expected: [String]

    init(_ lines: String, _ expected: String...) {
      self.lines = lines
      self.expected = expected
    }

    var testDescription: String { lines }
  }

  private static let elapsed = [
    Case("every = \"8h\"", #"15:9: "every" needs "from" to count from; write from = "2026-11-02""#),
    Case(
      "every = \"8 hrs\"",
      #"15:9: "8 hrs" is not a step such as "3 days", "2 weeks" or "8h"; did you mean "8h"?"#),
    Case(
      "every = \"90s\"\nfrom = \"2026-11-02\"",
      #"15:9: "90s" is not a step such as "3 days", "2 weeks" or "8h""#),
    Case("every = \"9000h\"\nfrom = \"2026-11-02\"", #"15:9: "every" is 375d; it can be 1m to 366d"#),
    Case(
      "every = \"8h\"\nfrom = \"2026-11-02\"\non = \"mon\"",
      #"17:1: "on" cannot stand beside an "every" in hours and minutes, which runs through all days; "between" chooses a part of the day"#
    ),
    Case(
      "between = \"08:00-22:00\"",
      #"15:1: "between" goes with an "every" in hours and minutes; write every = "2h""#),
    Case(
      "every = \"2 days\"\nfrom = \"2026-11-02\"\nbetween = \"08:00-22:00\"",
      #"15:9: "between" goes with an "every" in hours and minutes, such as "2h"; this one is in days"#),
    Case(
      "every = \"2h\"\nfrom = \"2026-11-02\"\nbetween = \"8:00 - 10pm\"",
      #"17:11: "8:00 - 10pm" is not a part of the day such as "08:00-22:00" or "wake-bedtime"; did you mean "08:00-22:00"?"#
    ),
    Case(
      "every = \"2h\"\nfrom = \"2026-11-02\"\nbetween = \"wake-bedtme\"",
      #"17:11: unknown moment "bedtme" in "between"; [person.maria.day] has wake, breakfast, dinner"#),
    Case(
      "every = \"2h\"\nfrom = \"2026-11-02\"\nbetween = \"08:00-08:00\"",
      #"17:11: "between" starts and ends at 08:00"#),
    Case(
      "every = \"8h\"\nfrom = \"2026-11-02\"\nbetween = \"09:00-10:00\"",
      "17:1: [medication.x] never happens: its keys leave no time that all of them allow"),
    Case(
      "every = \"2h\"\nfrom = \"2026-11-02\"\nbetween = \"wake-07:00\"",
      "12:1: [medication.x]: `between` starts and ends at the same time"),
  ]

  private static let cycles = [
    Case(
      "cycle = \"5 of 28\"",
      #"15:9: "cycle" takes a table such as { day1 = "2026-12-07", days = 5, of = 28 }, not text"#),
    Case(
      "cycle = { days = 5 }", #"15:1: "cycle" has no day1; write day1 = "2026-12-07""#,
      #"15:1: "cycle" has no of; write of = 28"#),
    Case(
      "cycle = { day1 = \"2026-12-07\", day = 5, days = 5, of = 28 }",
      #"15:32: unknown key "day" in [medication.x.cycle]; did you mean "day1"?"#),
    Case(
      "cycle = { day1 = \"2026-12-32\", days = \"5\", of = 28 }",
      "15:18: there is no 2026-12-32 in the calendar",
      #"15:39: "days" takes a whole number without quotes such as 10, not text"#),
    Case(
      "cycle = { day1 = \"2026-12-07\", days = 29, of = 28 }",
      #"15:39: "days" is 29, more than the 28 days of a cycle ("of")"#),
    Case(
      "cycle = { day1 = \"2026-12-07\", days = 5, of = 28, cycles = 0 }",
      #"15:60: "cycles" is 0; it can be 1 to 9999"#),
    Case(
      "every = \"2 days\"\nfrom = \"2026-12-07\"\ncycle = { day1 = \"2026-12-07\", days = 5, of = 28 }",
      #"17:1: "cycle" cannot stand beside "every": each of them chooses the days"#),
    Case(
      "cycle = { day1 = \"2026-12-07\", days = 5, of = 28 }\nuntil = \"2026-12-06\"",
      #"16:9: "until" (2026-12-06) is before the first day of "cycle" (2026-12-07)"#),
    Case(
      "cycle = { day1 = \"2026-12-07\", days = 5, of = 28, cycles = 2 }\nfrom = \"2027-01-09\"",
      #"16:8: "from" (2027-01-09) is after the last day of "cycle" (2027-01-08)"#),
    Case(
      "cycle = { day1 = \"2026-12-07\", days = 2, of = 7 }\non = \"fri\"",
      "16:1: [medication.x] never happens: its keys leave no time that all of them allow"),
  ]

  private static let countdowns = [
    Case(
      "countdown = { day0 = \"2027-01-15\" }", #"15:1: "countdown" has no days; write days = "-7..30""#),
    Case(
      "countdown = { day0 = \"2027-01-15\", days = 28 }",
      #"15:43: "days" takes text or a list of texts such as "-7..30" or ["-7..-1", "28"], not a number"#),
    Case(
      "countdown = { day0 = \"2027-01-15\", days = [\"-7 to 30\", \"T+60\", \"30..28\", \"soon\"] }",
      #"15:44: "-7 to 30" is not a day or a range of days such as "28" or "-7..30"; did you mean "-7..+30"?"#,
      #"15:56: "T+60" is not a day or a range of days such as "28" or "-7..30"; did you mean "+60"?"#,
      #"15:64: "30..28" is not a day or a range of days such as "28" or "-7..30"; did you mean "+28..+30"?"#,
      #"15:74: "soon" is not a day or a range of days such as "28" or "-7..30""#),
    Case(
      "countdown = { day0 = \"2027-01-15\", days = \"-7..30\" }\nuntil = \"2027-01-07\"",
      #"16:9: "until" (2027-01-07) is before the first day of "countdown" (2027-01-08)"#),
    Case(
      "cycle = { day1 = \"2026-12-07\", days = 5, of = 28 }\ncountdown = { day0 = \"2027-01-15\", days = \"0\" }",
      #"16:1: "countdown" cannot stand beside "cycle": each of them chooses the days"#),
  ]

  @Test(arguments: elapsed + cycles + countdowns)
  func everythingWrongIsSaidAtItsPlace(_ example: Case) {
    let entry = "[medication.x]\nname = \"X\"\nat = \"08:00\"\n\(example.lines)\n"
    #expect(messages(household + entry) == example.expected.map { "plan.toml:" + $0 })
  }

  @Test func onlyOneTimeIsCountedFrom() {
    let entry =
      "[medication.x]\nname = \"X\"\nat = [\"08:00\", \"20:00\"]\nevery = \"8h\"\nfrom = \"2026-11-02\"\n"
    #expect(
      messages(household + entry) == [
        "plan.toml:14:6: an \"every\" in hours and minutes is counted from one time in \"at\", on the day "
          + "\"from\"; here are 2"
      ])
  }

  @Test func nothingElseStandsBesideSingleDates() {
    let entry =
      "[medication.x]\nname = \"X\"\nwhen = \"2026-12-03 09:40\"\ncycle = { day1 = \"2026-12-07\", days = 5, of = 28 }\n"
    #expect(
      messages(household + entry) == [
        "plan.toml:15:1: \"cycle\" cannot stand beside \"when\" in [medication.x]: \"when\" names single dates, "
          + "\"at\" and its company repeat"
      ])
  }
}
