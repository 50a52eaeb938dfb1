import Almanac
import Care
import PlanFile
import Testing

/// Doses of their own for times of the day, and tapers: what is read, and what is refused where.
struct DoseTests {
  private func entry(_ lines: String) throws -> Entry {
    let loaded = load(household + "[medication.x]\nname = \"X\"\n" + lines + "\n")
    #expect(loaded.diagnostics.map(\.description) == [])
    return try #require(loaded.plan).entries[0]
  }

  private func medication(_ lines: String) throws -> Medication {
    guard case .medication(let medication) = try entry(lines).detail else { throw Wrong.kind }
    return medication
  }

  private enum Wrong: Error { case kind }

  private func mg(_ number: Int64, take: String? = nil) -> Dose {
    Dose(amount: Amount(digits: number, unit: "mg"), take: take)
  }

  @Test func timesHaveDosesOfTheirOwn() throws {
    let lines =
      "at = [{ time = \"breakfast\", dose = \"2 mg\" }, { time = \"18:30:00\", dose = \"4 mg\", take = \"2 tablets\" }]"
    let medication = try medication(lines)
    #expect(medication.doses == ["breakfast": mg(2), "18:30": mg(4, take: "2 tablets")])
    #expect(medication.dose == nil)
    #expect(try entry(lines).timing == Timing(at: ["breakfast", "18:30"].compactMap { TimeOfDay($0) }))
  }

  @Test func aTimeWithoutADoseHasThatOfTheEntry() throws {
    let medication = try medication(
      "dose = \"2 mg\"\ntake = \"1 tablet\"\nat = [\"breakfast\", { time = \"dinner\", dose-text = \"as told\", take = \"as told\" }]"
    )
    #expect(
      medication.doses == [
        "breakfast": mg(2, take: "1 tablet"), "dinner": Dose(text: "as told", take: "as told"),
      ])
  }

  @Test(arguments: [
    "at = [{ time = \"breakfast\", dose = \"2 mg\" }, { time = \"dinner\", dose = \"2 mg\" }]",
    "at = { time = \"breakfast\", dose = \"2 mg\" }",
    "at = { time = \"06:00\", dose = \"2 mg\" }\nevery = \"8h\"\nfrom = \"2026-11-02\"",
  ])
  func oneDoseForAllIsTheDoseOfTheEntry(_ lines: String) throws {
    let medication = try medication(lines)
    #expect(medication.doses.isEmpty)
    #expect(medication.dose == Amount("2 mg"))
  }

  @Test func aTaperEndsWithItsLastStep() throws {
    let entry = try entry(
      """
      at = "breakfast"
      from = "2026-11-10"
      except = "2026-11-12"
      taper = [
        { dose = "40 mg", take = "2 tablets", days = 7 }, { dose = "30 mg", days = 7 }, { dose = "20 mg", days = 1 },
      ]
      """)
    #expect(entry.timing.until == CivilDate("2026-11-24"))
    guard case .medication(let medication) = entry.detail else { throw Wrong.kind }
    #expect(
      medication.taper == [
        TaperStep(dose: mg(40, take: "2 tablets"), days: 7), TaperStep(dose: mg(30), days: 7),
        TaperStep(dose: mg(20), days: 1),
      ])
  }

  @Test func aLastStepWithoutDaysGoesOn() throws {
    let entry = try entry(
      "at = \"breakfast\"\nfrom = \"2026-11-10\"\n[[medication.x.taper]]\ndose = \"40 mg\"\ndays = 7\n[[medication.x.taper]]\ndose = \"5 mg\""
    )
    #expect(entry.timing.until == nil)
    guard case .medication(let medication) = entry.detail else { throw Wrong.kind }
    #expect(medication.taper.map(\.days) == [7, nil])
  }

  /// The lines after the name of a medication, the first of them line 14.
  @Test(arguments: [
    (
      "at = [{ dose = \"2 mg\" }, { time = \"8:00\", dose = \"1,5 mg\", amount = \"2 mg\" }]",
      [
        #"14:7: this item of "at" has no time; write time = "breakfast""#,
        #"14:35: "8:00" is not a time such as "08:30", nor a moment of the day such as "breakfast" or "dinner-30m"; did you mean "08:00"?"#,
        #"14:50: "1,5 mg" is not an amount such as "100 mg" or "2.5 ml"; did you mean "1.5 mg"?"#,
        #"14:60: unknown key "amount" in [medication.x.at]; did you mean "dose"?"#,
      ]
    ),
    (
      "at = [\"breakfast\", { time = \"dinner\", dose = \"2 mg\" }]",
      [#"14:7: "breakfast" has no dose; write { time = "breakfast", dose = "2 mg" }"#]
    ),
    (
      "dose = \"2 mg\"\ntake = \"1 tablet\"\nat = [\"breakfast\", { time = \"dinner\", dose = \"4 mg\" }]",
      [
        #"16:20: the dose of "dinner" is its own, and "1 tablet" is said of another; write a take for it too"#
      ]
    ),
    (
      "dose = \"2 mg\"\nat = [{ time = \"breakfast\", dose = \"3 mg\" }, { time = \"dinner\", dose = \"4 mg\" }]",
      [#"14:1: "dose" is of no use: every time in "at" has a dose of its own"#]
    ),
    (
      "at = [{ time = \"08:00\", dose = \"3 mg\" }, { time = \"08:00:00\", dose = \"4 mg\" }]",
      [#"14:42: "08:00" is in "at" twice"#]
    ),
    (
      "at = \"breakfast\"\ntaper = [{ dose = \"40 mg\", days = 7 }]",
      [#"15:1: "taper" needs "from", the day on which its first step begins; write from = "2026-11-10""#]
    ),
    (
      "at = \"breakfast\"\nfrom = \"2026-11-10\"\ntaper = \"40 mg\"",
      [
        #"16:9: "taper" takes a list of steps such as [{ dose = "40 mg", days = 7 }, { dose = "30 mg", days = 7 }], not text"#
      ]
    ),
    (
      "at = \"breakfast\"\nfrom = \"2026-11-10\"\ntaper = [{ dose = \"40 mg\" }, { days = 0 }, \"10 mg\"]",
      [
        #"16:10: only the last step of "taper" can go on without days; write days = 7"#,
        #"16:30: this step of "taper" has no dose; write dose = "40 mg""#,
        #"16:39: "days" is 0; it can be 1 to 3660"#,
        #"16:44: "taper" takes steps such as { dose = "40 mg", days = 7 }, not text"#,
      ]
    ),
    (
      "at = \"breakfast\"\nfrom = \"2026-11-10\"\nuntil = \"2026-12-10\"\ndose = \"40 mg\"\ntaper = [{ dose = \"40 mg\", days = 7 }]",
      [
        #"16:1: "until" cannot stand beside "taper", whose steps say how many days each lasts"#,
        #"17:1: "dose" cannot stand beside "taper", whose steps say how much"#,
      ]
    ),
    (
      "at = [{ time = \"breakfast\", dose = \"2 mg\" }]\nfrom = \"2026-11-10\"\ntaper = [{ dose = \"40 mg\", days = 7 }]",
      [
        #"14:7: a time with a dose of its own cannot stand beside "taper", whose steps say how much"#
      ]
    ),
  ])
  func whatCouldGiveAWrongDoseIsRefused(lines: String, expected: [String]) {
    #expect(
      messages(household + "[medication.x]\nname = \"X\"\n" + lines + "\n")
        == expected.map { "plan.toml:" + $0 })
  }

  @Test func onlyAMedicationHasDoses() {
    #expect(
      messages(household + "[activity.x]\nname = \"X\"\nat = [{ time = \"08:00\" }]\n") == [
        "plan.toml:14:6: \"at\" takes times; only those of a medication can have doses of their own"
      ])
  }
}
