import Testing

/// Each case is the lines of an entry after `household`; the entry's header is on line 12.
struct DiagnosticTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var entry: String
    var expected: [String]

    init(_ entry: String, _ expected: String...) {
      self.entry = entry
      self.expected = expected
    }

    var testDescription: String { entry }
  }

  private static let keys = [
    Case(
      "[medication.x]\nname = \"X\"\ntiems = \"08:00\"\nat = \"08:00\"",
      #"plan.toml:14:1: unknown key "tiems" in [medication.x]; did you mean "at"?"#),
    Case(
      "[medication.x]\nnmae = \"X\"\nat = \"08:00\"",
      #"plan.toml:12:1: [medication.x] has no name; write name = "Midostaurin""#,
      #"plan.toml:13:1: unknown key "nmae" in [medication.x]; did you mean "name"?"#),
    Case(
      "[appointment.x]\nname = \"X\"\nwhen = \"2026-12-03 09:40\"",
      #"plan.toml:12:1: [appointment.x] has no title; write title = "Hematology clinic""#,
      #"plan.toml:13:1: unknown key "name" in [appointment.x]; did you mean "title"?"#),
    Case(
      "[appointment.x]\ntitle = \"X\"\nwhen = \"2026-12-03 09:40\"\ndose = \"1 mg\"",
      #"plan.toml:15:1: unknown key "dose" in [appointment.x]; it is a key of medication"#),
    Case(
      "[medication.x]\nname = \"X\"\nrenamed-from = \"x\"\nat = \"08:00\"",
      #"plan.toml:14:16: "renamed-from" names the entry itself"#),
    Case(
      "[check-in.x]\nat = \"08:00\"\nask = \"pain\"\nflag = [ { if = \"pain >= 7\" } ]",
      #"plan.toml:15:10: "flag" has no say; write say = "Call the nurse line""#),
    Case(
      "[appointment.x]\ntitle = \"X\"\nat = \"08:00\"\napproval = {}",
      #"plan.toml:15:1: unknown key "approval" in [appointment.x]; it is a key of activity"#),
    Case(
      "[medications.x]\nname = \"X\"",
      #"plan.toml:12:1: unknown section [medications]; did you mean "medication"?"#),
    Case(
      "[medication]\nname = \"X\"",
      #"plan.toml:13:1: "name" stands directly under [medication]; write [medication.some-name]"#),
    Case(
      "[[medication]]\nname = \"X\"", "plan.toml:12:3: [[medication]] has no id; write [medication.some-name]"
    ),
    Case(
      "[remind.high]\nrepeat = \"5m\"",
      #"plan.toml:12:2: "remind" is a setting; it belongs in settings.toml"#),
  ]

  private static let values = [
    Case(
      "[medication.x]\nname = \"X\"\nat = \"8:30\"",
      #"plan.toml:14:6: "8:30" is not a time such as "08:30", nor a moment of the day such as "breakfast" or "#
        + #""dinner-30m"; did you mean "08:30"?"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"8\"",
      #"plan.toml:14:6: "8" is not a time such as "08:30", nor a moment of the day such as "breakfast" or "#
        + #""dinner-30m"; did you mean "08:00"?"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"2026-12-03 9:30\"",
      #"plan.toml:14:6: "2026-12-03 9:30" is a time of one day only, and "at" is for times that come again; "#
        + #"a single one goes into "when": "2026-12-03 09:30""#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\non = [\"2026-12-03\"]",
      #"plan.toml:15:7: "2026-12-03" is a single day, and "on" is for days that come again; "#
        + #"write "when" instead of it, with the time: "2026-12-03 09:40""#),
    Case(
      "[medication.x]\nname = \"X\"\nat = [\"08:00\", \"8:30 pm\"]",
      #"plan.toml:14:16: "8:30 pm" is not a time such as "08:30", nor a moment of the day such as "breakfast" or "#
        + #""dinner-30m"; did you mean "20:30"?"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\ndose = \"1,5 mg\"",
      #"plan.toml:15:8: "1,5 mg" is not an amount such as "100 mg" or "2.5 ml"; did you mean "1.5 mg"?"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\ndose = \"1,000 mg\"",
      #"plan.toml:15:8: "1,000 mg" is not an amount such as "100 mg" or "2.5 ml""#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\ndose = \"100\"",
      #"plan.toml:15:8: "100" is not an amount such as "100 mg" or "2.5 ml"; the unit is missing"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\ndose = 100",
      #"plan.toml:15:8: "dose" takes text such as "100 mg", not a number"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = 08:00:00",
      #"plan.toml:14:6: "at" takes text or a list of texts such as "08:00" or ["breakfast", "20:00"], "#
        + "not a bare date or time; put it in quotes"),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\nfrom = \"2026-02-30\"",
      "plan.toml:15:8: there is no 2026-02-30 in the calendar"),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\nfrom = \"2.11.2026\"",
      #"plan.toml:15:8: "2.11.2026" is not a date such as "2026-11-02"; did you mean "2026-11-02"?"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\nimportance = \"hihg\"",
      #"plan.toml:15:14: "importance" is "hihg"; it can be low, normal, high, critical; did you mean "high"?"#
    ),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\nlate-after = \"30 minutes\"",
      #"plan.toml:15:14: "30 minutes" is not a length of time such as "30m"; did you mean "30m"?"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\nmissed-after = \"8d\"",
      #"plan.toml:15:16: "missed-after" is 8d; it can be at most 7d"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\nlate-after = \"2h\"\nmissed-after = \"2h\"",
      #"plan.toml:16:16: "missed-after" (2h) has to be longer than "late-after" (2h)"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\nzone = \"Europe/berlin\"",
      #"plan.toml:15:8: unknown time zone "Europe/berlin"; zones are named like "Europe/Berlin"; "#
        + #"did you mean "Europe/Berlin"?"#),
    Case(
      "[medication.x]\nname = \"\"\nat = []",
      #"plan.toml:13:8: "name" is empty; it takes text such as "Midostaurin""#,
      #"plan.toml:14:6: "at" is an empty list; it takes text or a list of texts such as "08:00" or "#
        + #"["breakfast", "20:00"]"#),
    Case(
      "[medication.x]\nname = \"a\\u001b[31m\"\nat = \"08:00\"",
      #"plan.toml:13:8: "name" has a control character in its text"#),
    Case(
      "[medication.x]\nname = \"\"\"a\nb\"\"\"\nat = \"08:00\"",
      #"plan.toml:13:8: "name" takes one line of text"#),
    Case(
      "[activity.x]\nname = \"X\"\nat = \"08:00\"\napproval = { status = \"ok\" }",
      #"plan.toml:15:23: "status" is "ok"; it can be proposed, approved, withdrawn"#),
    Case(
      "[activity.x]\nname = \"X\"\nat = \"08:00\"\napproval = { status = \"approved\" }",
      #"plan.toml:15:23: "approval" is approved, but does not say by whom; write by = "dr-…""#),
    Case(
      "[activity.x]\nname = \"X\"\nat = \"08:00\"\napproval = { by = \"nurse\" }",
      #"plan.toml:15:1: "approval" has no status; write status = "proposed", "approved" or "withdrawn""#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\ndose = \"1 mg\"\ndose-text = \"one\"",
      #"plan.toml:16:1: "dose-text" cannot stand beside "dose"; it is for doses without a number"#),
  ]

  private static let references = [
    Case(
      "[medication.x]\nperson = \"Maria\"\nname = \"X\"\nat = \"08:00\"",
      #"plan.toml:13:10: unknown person "Maria" in "person"; did you mean "maria"?"#),
    Case(
      "[appointment.x]\ntitle = \"X\"\nwith = \"dr-okafr\"\nat = \"08:00\"",
      #"plan.toml:14:8: unknown contact "dr-okafr" in "with"; did you mean "dr-okafor"?"#),
    Case(
      "[appointment.x]\ntitle = \"X\"\nwith = \"Dr Okafor\"\nat = \"08:00\"",
      #"plan.toml:14:8: unknown contact "Dr Okafor" in "with"; did you mean "dr-okafor"?"#),
    Case(
      "[appointment.x]\ntitle = \"X\"\nwith = \"okafor\"\nat = \"08:00\"",
      #"plan.toml:14:8: unknown contact "okafor" in "with"; did you mean "dr-okafor"?"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"breakfst\"",
      #"plan.toml:14:6: unknown moment "breakfst" in "at"; [person.maria.day] has wake, breakfast, dinner; "#
        + #"did you mean "breakfast"?"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\n\n[activity.x]\nname = \"Y\"\nat = \"09:00\"",
      "plan.toml:16:1: [activity.x] has the id of an entry at plan.toml:12:1; every id is used once"),
    Case(
      "[medication.k7f]\nname = \"X\"\nat = \"08:00\"",
      #"plan.toml:12:1: "k7f" cannot be an id; it looks like the short id of an occurrence (a letter, a digit, "#
        + #"then others); did you mean "k7f-2"?"#),
    Case(
      "[medication.\"Vitamin D\"]\nname = \"X\"\nat = \"08:00\"",
      #"plan.toml:12:1: "Vitamin D" cannot be an id; ids are small letters, digits and hyphens, begin with a letter "#
        + #"and have at most 64; did you mean "vitamin-d"?"#),
  ]

  private static let timings = [
    Case(
      "[medication.x]\nname = \"X\"",
      #"plan.toml:12:1: [medication.x] does not say when; write at = "08:00", or when = "2026-12-03 09:40""#),
    Case(
      "[medication.x]\nname = \"X\"\nat = [\"08:00\", \"08:00:00\"]",
      #"plan.toml:14:16: "08:00:00" is in "at" twice"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\nfrom = \"2026-11-02\"\nuntil = \"2026-11-01\"",
      #"plan.toml:16:9: "until" (2026-11-01) is before "from" (2026-11-02)"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\nevery = \"2 days\"\ncount = 3",
      #"plan.toml:15:9: "every" needs "from" to count from; write from = "2026-11-02""#,
      #"plan.toml:16:1: "count" needs "from" to count from; write from = "2026-11-02""#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\nfrom = \"2026-11-02\"\ncount = 0",
      #"plan.toml:16:9: "count" is 0; it can be 1 to 100000"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\nevery = \"2d\"",
      #"plan.toml:15:9: "2d" is not a step such as "3 days", "2 weeks" or "8h"; did you mean "2 days"?"#),
    Case(
      "[appointment.x]\ntitle = \"X\"\nwhen = \"2026-12-03 09:40\"\nuntil = \"2027-01-01\"",
      #"plan.toml:15:1: "until" cannot stand beside "when" in [appointment.x]: "when" names single dates, "at" and "#
        + "its company repeat"),
    Case(
      "[appointment.x]\ntitle = \"X\"\nwhen = \"2026-12-03\"",
      #"plan.toml:14:8: "2026-12-03" has no time of day; write "2026-12-03 09:40""#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\non = [\"mon\", \"Monday\", \"thr\"]",
      #"plan.toml:15:14: "Monday" is in "on" twice"#,
      #"plan.toml:15:24: "thr" is not a day such as "mon", "1st fri" or "last day"; did you mean "thu"?"#),
    Case(
      "[medication.x]\nname = \"X\"\nat = \"08:00\"\nfrom = \"2026-11-02\"\nevery = \"1 year\"\non = \"mon\"",
      #"plan.toml:17:6: "every" in years takes one day of the month in "on", such as "1st mon" or "15", or no "on" at all"#
    ),
  ]

  @Test(arguments: keys + values + references + timings)
  func everythingWrongIsSaidAtItsPlace(_ example: Case) {
    #expect(messages(household + example.entry + "\n") == example.expected)
  }

  @Test func errorsOfAllFilesComeAtOnceAndInOrder() {
    let found = messages(
      household + "[medication.x]\nname = \"X\"\nat = \"lunch\"\n",
      "[activity.x]\nname = \"Walk\"\nat = \"25:00\"\nlasts = 20\n",
      "[check-in.y]\nat = \"08:00\"\nperson = \"mario\"\n")
    #expect(
      found == [
        #"plan.toml:14:6: unknown moment "lunch" in "at"; [person.maria.day] has wake, breakfast, dinner"#,
        "plan.d/b.toml:1:1: [activity.x] has the id of an entry at plan.toml:12:1; every id is used once",
        #"plan.d/b.toml:3:6: "25:00" is not a time such as "08:30", nor a moment of the day such as "breakfast" or "#
          + #""dinner-30m""#,
        #"plan.d/b.toml:4:9: "lasts" takes text such as "40m", not a number"#,
        #"plan.d/c.toml:3:10: unknown person "mario" in "person"; did you mean "maria"?"#,
      ])
  }

  @Test func aBrokenFileDoesNotMakeReferencesIntoItWrong() {
    let found = messages(
      "[person.maria\n", "[medication.x]\nname = \"X\"\nperson = \"maria\"\nat = \"breakfast\"\n")
    #expect(found == [#"plan.toml:1:14: expected ] after the name of the table, found the end of the line"#])
  }

  @Test func aColumnCountsCharactersAndNotBytes() {
    let found = messages("[medication.x]\nname = \"Prednisolön\"\nat = [\"08:00\", \"größer\"]\n")
    #expect(found.map { $0.prefix(15) } == ["plan.toml:3:16:"])
  }

  @Test func aPersonsTableIsCheckedToo() {
    let found = messages(
      """
      [person.maria]
      nane = "Maria"
      zone = "Mars/Olympus"
      day = { breakfast = "7:30", tea-time = "16:00" }

      [contact.dr_okafor]
      name = "Dr Okafor"
      fax = "1"
      """)
    #expect(
      found == [
        #"plan.toml:1:1: [person.maria] has no name; write name = "Maria""#,
        #"plan.toml:2:1: unknown key "nane" in [person.maria]; did you mean "name"?"#,
        #"plan.toml:3:8: unknown time zone "Mars/Olympus"; zones are named like "Europe/Berlin""#,
        #"plan.toml:4:21: "7:30" is not a clock time such as "07:30"; did you mean "07:30"?"#,
        #"plan.toml:4:29: "tea-time" cannot name a moment of the day; it takes small letters a to z only"#,
        #"plan.toml:6:1: "dr_okafor" cannot be an id; ids are small letters, digits and hyphens, begin with a letter "#
          + #"and have at most 64; did you mean "dr-okafor"?"#,
      ])
  }
}
