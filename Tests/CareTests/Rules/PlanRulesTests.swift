import Almanac
import Care
import Testing

/// A plan against its own words.
struct PlanRulesTests {
  /// What the rules find on Thursday 3 December 2026 at 06:00: `rule entry: message`.
  private func found(_ entries: Entry..., contacts: [Contact] = []) throws -> [String] {
    try findings(entries, contacts).map { "\($0.rule.rawValue) \($0.entry): \($0.message)" }
  }

  private func findings(_ entries: [Entry], _ contacts: [Contact] = []) throws -> [RuleFinding] {
    let plan = Plan(people: [Sample.maria], contacts: contacts, entries: entries)
    let planner = try Planner(plan: plan, settings: Settings(), zones: Zones.book)
    return PlanRules(planner, now: at("06:00")).findings()
  }

  private func medicine(
    _ id: String, _ name: String = "Iron", dose: String? = "100 mg", at times: [String] = ["08:00"],
    from: String? = nil, until: String? = nil, _ change: (inout Medication) -> Void = { _ in }
  ) -> Entry {
    var medication = Medication(dose: dose.flatMap { Amount($0) })
    change(&medication)
    return Entry(
      id: entryID(id), person: "maria", name: name,
      timing: medication.asNeeded != nil
        ? Timing()
        : Timing(at: times.compactMap(TimeOfDay.init), from: from.map(date), until: until.map(date)),
      detail: .medication(medication))
  }

  private func days(_ days: Int, _ dose: String) -> TaperStep {
    TaperStep(dose: Dose(amount: Amount(dose)), days: days)
  }

  @Test func nothingIsFoundInAPlanThatAgreesWithItself() throws {
    #expect(
      try found(medicine("iron"), medicine("zinc", "Zinc"), Sample.checkIn(), Sample.yoga(.withdrawn)).isEmpty
    )
  }

  @Test func twoEntriesOfOneMedicineAreFoundHoweverTheyAreWritten() throws {
    #expect(
      try found(medicine("a", "Cetirizine (H1)"), medicine("b", "cetirizine, tablets")) == [
        "two-entries b: is the same medicine as a (Cetirizine (H1)); if both are meant, say so with silence"
      ])
    #expect(try found(medicine("a", until: "2026-12-09"), medicine("b", from: "2026-12-10")).isEmpty)
    #expect(try found(medicine("a", until: "2026-12-02"), medicine("b")).isEmpty)
  }

  @Test func whatIsCountedTogetherIsNoTwin() throws {
    let together = medicine("b") { $0.asNeeded = AsNeeded(maxPer24h: 2, togetherWith: [entryID("a")]) }
    #expect(try found(medicine("a"), together).isEmpty)
  }

  @Test(
    arguments: [
      ("200 mg", nil), ("0.2 g", nil), ("200000 µg", nil),
      (
        "199.5 mg",
        "comes to 200 mg on Thu 3 Dec and on 59 more of the next 60 days; the plan says at most 199.5 mg a day"
      ),
      ("2 tablets", "cannot be held against at most 2 tablets a day: a dose is 100 mg"),
    ] as [(String, String?)])
  func aDaysDosesAreAddedUpExactly(most: String, message: String?) throws {
    let entry = medicine("a", at: ["08:00", "20:00"]) { $0.maxPerDay = Amount(most) }
    #expect(try found(entry) == (message.map { ["daily-total a: \($0)"] } ?? []))
  }

  @Test func theTotalCountsOtherEntriesOfTheMedicineAndWhatMayBeTakenAsNeeded() throws {
    let regular = medicine("a", dose: "1 g") { $0.maxPerDay = Amount("2 g") }
    let rescue = medicine("b", dose: "500 mg") {
      $0.asNeeded = AsNeeded(maxPer24h: 3, togetherWith: [entryID("a")])
    }
    #expect(
      try found(regular, rescue) == [
        "daily-total a: comes to 2.5 g together with b on Thu 3 Dec and on 59 more of the next 60 days; the plan says at most 2 g a day"
      ])
  }

  @Test func timesThatAreTooCloseAreFoundOnceForEachPair() throws {
    let resin = medicine("resin", "Cholestyramine", at: ["12:00", "20:00"]) {
      $0.apartFrom = [Apart(entry: entryID("iron"), by: .hours(4))]
    }
    #expect(
      try found(resin, medicine("iron", at: ["08:00", "16:30"])) == [
        "apart-from iron: 16:30 is 3 h 30 min before resin at 20:00; the plan says 4 h apart"
      ])
    #expect(try found(resin, medicine("iron", at: ["08:00", "16:00"])).isEmpty)
  }

  @Test func aTaperThatLeavesDaysOrOverlapsIsFound() throws {
    let first = medicine("a", from: "2026-11-26", until: "2026-12-09") {
      $0.taper = [days(7, "40 mg"), days(7, "30 mg")]
    }
    func second(from: String) -> Entry { medicine("b", from: from) }
    #expect(try found(first, second(from: "2026-12-10")).isEmpty)
    #expect(
      try found(first, second(from: "2026-12-12"))
        == [
          "end-near a: ends on Wed 9 Dec; nothing of it follows",
          "taper b: begins on Sat 12 Dec, 2 days after the end of a on Wed 9 Dec; nothing is given between them",
        ].filter { !$0.hasPrefix("end-near") })
    #expect(
      try found(first, second(from: "2026-12-09")) == [
        "taper b: begins on Wed 9 Dec, while a lasts until Wed 9 Dec"
      ])
  }

  @Test(arguments: [("2026-12-10", true), ("2026-12-11", false), ("2026-12-02", false)])
  func anEndWithinAWeekIsSaid(until: String, isSaid: Bool) throws {
    #expect(try !found(medicine("a", until: until)).isEmpty == isSaid)
  }

  @Test(arguments: [("2026-12-02", true), ("2026-12-03", false), ("2026-12-04", false)])
  func aReviewThatIsPastIsOverdue(review: String, isOverdue: Bool) throws {
    var yoga = Sample.yoga(.approved)
    yoga.detail = .activity(
      Activity(approval: Approval(status: .approved, by: "dr-okafor", review: date(review))))
    #expect(
      try found(yoga)
        == (isOverdue
          ? ["review-overdue yoga: was to be reviewed on Wed 2 Dec, 1 day ago; approved by dr-okafor"] : []))
  }

  @Test func whatIsNotApprovedIsANoteAndWhatWasWithdrawnIsMeant() throws {
    #expect(try findings([Sample.yoga(.proposed)]).map(\.rule) == [.notApproved])
    #expect(try findings([Sample.yoga(nil)]).map(\.rule.severity) == [.note])
  }

  @Test(arguments: [("2026-12-02 05:00", true), ("2026-12-03 05:00", false), ("2026-12-04 05:00", false)])
  func anAppointmentIsPastADayAfterIt(when: String, isPast: Bool) throws {
    let rules = try findings([Sample.appointment(when)]).map(\.rule)
    #expect(rules == (isPast ? [.pastAppointment] : []))
  }

  @Test func aCriticalEntryNeedsSomebodyToCall() throws {
    let entry = Sample.medication()
    #expect(try found(entry) == ["no-contact midostaurin: is critical and has no ordered-by"])
    var ordered = entry
    ordered.detail = .medication(Medication(orderedBy: "dr-okafor"))
    let silent = Contact(id: "dr-okafor", name: "Dr Okafor")
    #expect(
      try found(ordered, contacts: [silent]) == [
        "no-contact midostaurin: is critical, and dr-okafor (ordered-by) has no phone"
      ])
    let known = Contact(id: "dr-okafor", name: "Dr Okafor", phone: "+49 30 5550 0101")
    #expect(try found(ordered, contacts: [known]).isEmpty)
  }

  @Test func aSilencedFindingIsMarkedWithItsReasonAndOnlyThatOne() throws {
    var twin = medicine("b") { $0.maxPerDay = Amount("50 mg") }
    twin.silences = [RuleSilence(rule: .twoEntries, because: "agreed")]
    let all = try findings([medicine("a"), twin])
    #expect(all.map(\.rule) == [.twoEntries, .dailyTotal])
    #expect(all.map(\.silenced) == ["agreed", nil])
  }

  @Test func entriesThatAreCountedFromEachOtherAreNeverAskedFor() throws {
    var entries = ["a", "b", "c"].map { medicine($0, $0.uppercased()) }
    for (index, other) in ["b", "c", "a"].enumerated() {
      entries[index].timing = Timing()
      entries[index].after = After(entry: entryID(other), delay: .hours(1))
    }
    let circles = try findings(entries).filter { $0.rule == .circle }
    #expect(circles.map(\.entry.text) == ["a", "b", "c"])
    #expect(
      circles.first?.message == "is counted from b and c, and so from itself: it is never asked for")
    entries[2] = medicine("c", "C")
    #expect(try !findings(entries).contains { $0.rule == .circle })
  }

  @Test(arguments: [
    ("3h", nil), ("4h", "is missed after 4 h, so step 2 of its escalation (Jonas), after 4 h, never happens"),
  ])
  func aStepThatComesWhenItIsMissedNeverHappens(after: String, message: String?) throws {
    var entry = Sample.medication("iron", Sample.timing("08:00"), missedAfter: .hours(4))
    entry.ladder.escalate = [
      EscalationRule(after: .minutes(15)),
      EscalationRule(after: try #require(TimeSpan(after)), contact: "jonas"),
    ]
    let found = try findings([entry], [Contact(id: "jonas", name: "Jonas")])
    #expect(found.first { $0.rule == .escalationLate }?.message == message)
  }
}
