import Almanac
import Care
import Testing

struct AsNeededDoseTests {
  private func planner(_ timing: Timing = Timing()) throws -> Planner {
    try Planner(plan: Sample.plan(Sample.asNeeded(timing)), settings: Settings(), zones: Zones.book)
  }

  private func dose(
    _ time: String, taken: [String] = [], now: String? = nil, _ timing: Timing = Timing()
  ) throws -> AsNeededDose {
    let intakes = taken.map {
      Intake(
        entry: entryID("ondansetron"), name: "Ondansetron", occurrence: occurrenceID("k7f"), at: at($0),
        by: "ana")
    }
    return try #require(
      AsNeededDose(
        try planner(timing), entryID("ondansetron"), at: at(time), intakes: intakes, now: at(now ?? time)))
  }

  @Test func aDoseTooSoonIsRefusedWithTheRoomThatIsLeft() throws {
    let dose = try dose("12:15", taken: ["06:20"])
    let refusal = #expect(throws: Refusal.self) {
      try dose.judged.recording(Sample.taken(at: at("12:15")), isFact: false, override: nil)
    }
    guard case .limited(let breaches, let room)? = refusal else {
      Issue.record("not refused for a limit: \(String(describing: refusal))")
      return
    }
    #expect(
      LimitWords(zone: Zones.berlin, now: at("12:15")).refusal(breaches, room)
        == "next allowed 14:20 (in 2 h 5 min); 1 of 3 used in 24 h; the plan says at least 8 h apart")
  }

  @Test func anOverrideIsRecordedWithItsReason() throws {
    let dose = try dose("12:15", taken: ["06:20"])
    let answer = try dose.judged.recording(
      Sample.taken(at: at("12:15")), isFact: false, override: "Dr Okafor by telephone")
    #expect(answer.limits?.breaches.map(\.rule) == [.minInterval])
    #expect(answer.limits?.override == "Dr Okafor by telephone")
    #expect(answer.limits?.room?.used == 2)
  }

  @Test func anOverrideThatWasNotNeededIsNotNoted() throws {
    let answer = try dose("15:00", taken: ["06:20"]).judged.recording(
      Sample.taken(at: at("15:00")), isFact: false, override: "to be sure")
    #expect(answer.limits?.override == nil)
    #expect(answer.limits?.breaches.isEmpty ?? false)
  }

  @Test func aFactIsNeverRefusedAndFlagged() throws {
    let answer = try dose("07:00", taken: ["06:20"], now: "12:00").judged.recording(
      Sample.taken(at: at("07:00")), isFact: true, override: nil)
    #expect(answer.limits?.breaches.map(\.rule) == [.minInterval])
    #expect(
      answer.limits?.room
        == RoomNote(used: 2, maxPer24h: 3, nextAllowed: at("15:00"), freesUp: at("2026-12-04 06:20")))
  }

  @Test func aFactStillToComeIsRefused() throws {
    let dose = try dose("12:30", now: "12:15")
    #expect(throws: Refusal.inTheFuture(at("12:30"))) {
      try dose.judged.recording(Sample.taken(at: at("12:30")), isFact: true, override: nil)
    }
  }

  @Test(
    arguments: [("2026-12-02", nil), ("2026-12-03", nil), ("2026-12-04", "2026-12-04 00:00")]
      as [(String, String?)])
  func beforeItsFirstDayItIsNotAllowed(from: String, allowed: String?) throws {
    let dose = try dose("12:15", Timing(from: date(from)))
    let refusal = Result {
      try dose.judged.recording(Sample.taken(at: at("12:15")), isFact: false, override: nil)
    }
    switch refusal {
    case .success: #expect(allowed == nil)
    case .failure(let error):
      guard case .limited(let breaches, _)? = error as? Refusal else { return #expect(Bool(false)) }
      #expect(
        breaches == [Breach(rule: .dates, words: "not before \(from)", allowedFrom: allowed.map { at($0) })])
    }
  }

  @Test func afterItsLastDayItIsNotAllowedAnyMore() throws {
    let dose = try dose("12:15", Timing(until: date("2026-12-02")))
    let refusal = #expect(throws: Refusal.self) {
      try dose.judged.recording(Sample.taken(at: at("12:15")), isFact: false, override: nil)
    }
    guard case .limited(let breaches, let room)? = refusal else { return }
    #expect(
      LimitWords(zone: Zones.berlin, now: at("12:15")).refusal(breaches, room)
        == "not allowed any more; 0 of 3 used in 24 h; the plan says not after 2026-12-02")
  }

  @Test func afterMidnightItBelongsToTheDayThatIsNotOverYet() throws {
    let facts = try dose("2026-12-04 00:20").facts
    #expect(facts.key.day == date("2026-12-03"))
    #expect(facts.key.slot == "as needed 00:20")
    #expect(!facts.isPlanned)
  }

  @Test func theRepeatedHourOfAutumnHasTwoDoses() throws {
    let first = at("2026-10-25 02:30")
    let planner = try planner()
    let keys = [first, first + 3600].map { planner.asNeeded(entryID("ondansetron"), at: $0)?.key.slot }
    #expect(keys == ["as needed 02:30", "as needed 02:30-again"])
  }

  @Test func anEntryWithTimesIsNotTakenAsNeeded() throws {
    let planner = try Planner(plan: Sample.plan(Sample.medication()), settings: Settings(), zones: Zones.book)
    #expect(planner.asNeeded(entryID("midostaurin"), at: at("12:15")) == nil)
  }

  @Test func itNeverRemindsAndItsDosesAreNeverMissed() throws {
    var home = try Home(Sample.plan(Sample.asNeeded()), at: at("06:00"))
    #expect(home.nextWakeup == nil)
    home.takeAsNeeded("ondansetron")
    #expect(home.run(until: at("2026-12-05 06:00")).isEmpty)
  }

  @Test func anUndoneDoseIsGone() throws {
    let facts = try dose("12:15").facts
    var story = Story(Occurrence(id: occurrenceID("k7f"), facts), writtenAt: at("12:15"))
    let answered = story.record(.answered(Sample.taken(at: at("12:15"))), at: at("12:15"))
    #expect(Occurrence.replay(story.events) != nil)
    let undone = story.record(.undone(answered.number), at: at("12:20"))
    #expect(Occurrence.replay(story.events) == nil)
    story.record(.undone(undone.number), at: at("12:21"))
    #expect(Occurrence.replay(story.events)?.state.answer != nil)
  }

  @Test func aDoseAsNeededStandsForNoTimeOfALaterPlan() throws {
    var home = try Home(Sample.plan(Sample.asNeeded()), at: at("06:00"))
    home.now = at("14:20")
    home.takeAsNeeded("ondansetron")
    try home.edit(Sample.plan(Sample.medication("ondansetron", Sample.timing("20:00"))))
    home.step()
    #expect(home.run(until: at("20:00")).spoken == [.told])
  }

  @Test func anEntryThatIsAsNeededFromNowOnTakesItsOpenDosesBack() throws {
    var home = try Home(
      Sample.plan(Sample.medication("ondansetron", Sample.timing("20:00"))), at: at("06:00"))
    try home.edit(Sample.plan(Sample.asNeeded()))
    home.step()
    let row = try home.row("ondansetron", at: at("20:00"))
    #expect(row.state.withdrawn == .planChanged)
  }

  @Test func thePlanDiffAndTheFingerprintSeeTheLimits() throws {
    let old = Sample.plan(Sample.medication("ondansetron", Sample.timing("20:00")))
    let new = Sample.plan(Sample.asNeeded())
    let lines = PlanDiff(old: old, new: new).lines
    #expect(
      lines.first?.contains("time now as needed, at least 8 h apart, at most 3 in 24 h") ?? false, "\(lines)")
    #expect(old.timingFingerprint(of: old.entries[0]) != new.timingFingerprint(of: new.entries[0]))
  }
}
