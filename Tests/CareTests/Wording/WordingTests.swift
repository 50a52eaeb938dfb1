import Almanac
import Care
import Testing

/// The sentences, word for word: they are read by tired people, so a change of one is a decision.
struct WordingTests {
  static let events: [(name: String, body: EventBody, now: String, full: String, discreet: String)] = [
    (
      "a reminder", told(.due), "08:00",
      "Midostaurin 100 mg for Maria, due 08:00. Take 4 capsules, with food. Missed from 12:00. Answer: tend take k7f",
      "Something is due — k7f. See: tend due"
    ),
    (
      "a reminder that Tend was late with", told(.due, late: true), "08:20",
      "Midostaurin 100 mg for Maria, due 08:00, 20 min ago (told late). Take 4 capsules, with food. "
        + "Missed from 12:00. Answer: tend take k7f",
      "Something is due — k7f. See: tend due"
    ),
    (
      "a reminder ahead", told(.upcoming), "2026-12-01 08:00",
      "Midostaurin 100 mg for Maria in 2 days, Thu 3 Dec 08:00. Take 4 capsules, with food",
      "Something is coming up — k7f. See: tend next"
    ),
    (
      "a late one", told(.late), "09:05",
      "Late: Midostaurin 100 mg for Maria, due 08:00, 1 h 5 min ago. Take 4 capsules, with food. "
        + "If missed: Skip it. Next dose at its usual time. Missed from 12:00. Answer: tend take k7f",
      "Something is late — k7f. See: tend due"
    ),
    (
      "a missed one", .missed(Finding(remindersTold: 3, isToldLate: false)), "12:00",
      "Missed: Midostaurin 100 mg for Maria, due 08:00; told 3 times, no answer. "
        + "If missed: Skip it. Next dose at its usual time. "
        + "If it was taken after all: tend take k7f --at HH:MM",
      "Something was missed — k7f. See: tend missed"
    ),
    (
      "one nobody was told of", .missed(Finding(remindersTold: 0, isToldLate: true)), "2026-12-04 06:00",
      "Missed: Midostaurin 100 mg for Maria, due Thu 3 Dec 08:00; nobody was told in time. "
        + "If missed: Skip it. Next dose at its usual time. "
        + "If it was taken after all: tend take k7f --at HH:MM",
      "Something was missed — k7f. See: tend missed"
    ),
    (
      "an answer",
      .answered(Answer(outcome: .taken, happenedAt: at("08:05"), by: "ana", note: "half asleep")), "08:10",
      "Taken: Midostaurin 100 mg for Maria, due 08:00, at 08:05, recorded by Ana; half asleep",
      "Answered — k7f"
    ),
    (
      "a dose taken the day before",
      .answered(Answer(outcome: .taken, happenedAt: at("2026-12-02 07:50"), by: "ana")), "2026-12-02 07:51",
      "Taken: Midostaurin 100 mg for Maria, due Thu 3 Dec 08:00, at Wed 2 Dec 07:50 (24 h 10 min before its time), "
        + "recorded by Ana",
      "Answered — k7f"
    ),
    (
      "a dose that did not stay",
      .answered(Answer(outcome: .takenNotKept, happenedAt: at("08:05"), by: "ben")),
      "08:10", "Taken, not kept: Midostaurin 100 mg for Maria, due 08:00, at 08:05, recorded by ben",
      "Answered — k7f"
    ),
    (
      "a snooze", .snoozed(Snooze(until: at("08:25"), by: "ana")), "08:05",
      "Snoozed until 08:25 by Ana: Midostaurin 100 mg for Maria, due 08:00", "Snoozed — k7f"
    ),
    (
      "a review", .reviewed(Review(by: "ana", note: "she slept")), "13:00",
      "Reviewed by Ana, stays missed: Midostaurin 100 mg for Maria, due 08:00; she slept", "Reviewed — k7f"
    ),
    (
      "a withdrawal", .withdrawn(.entryRemoved), "07:00",
      "Not asked for any more (entry removed): Midostaurin 100 mg for Maria, due 08:00",
      "Not asked for any more — k7f"
    ),
    (
      "an undo", .undone(5), "08:12",
      "Taken back: “taken” of Midostaurin 100 mg for Maria, due 08:00 (recorded by Ana at 08:05). "
        + "It is due again: tend take k7f",
      "Taken back — k7f"
    ),
  ]

  static func told(_ phase: Phase, late: Bool = false) -> EventBody {
    .told(
      Telling(phase: phase, attempt: 1, rung: 0, planned: at("08:00"), isToldLate: late, next: at("08:10")))
  }

  static func event(_ body: EventBody, at now: Instant, about occurrence: Occurrence?) -> RecordedEvent {
    RecordedEvent(
      number: 7, stamp: EventStamp(at: now, bootID: "", sinceBoot: 0),
      origin: EventOrigin(actor: "ana", channel: "take"), occurrence: occurrence?.id,
      entry: entryID("midostaurin"), body: body)
  }

  static func line(
    _ body: EventBody, at now: Instant, about occurrence: Occurrence?, _ privacy: Settings.Privacy
  ) -> JournalLine? {
    var wording = Wording(plan: Sample.plan(), settings: Settings(), zones: Zones.book)
    wording.privacy = privacy
    let undone = event(.answered(Sample.taken(at: at("08:05"))), at: at("08:05"), about: occurrence)
    return wording.line(event(body, at: now, about: occurrence), occurrence: occurrence, undone: undone)
  }

  @Test(arguments: events.indices)
  func everyEventOfAnOccurrenceHasItsSentence(_ index: Int) {
    let (name, body, now, full, discreet) = WordingTests.events[index]
    let occurrence = Sample.occurrence()
    #expect(WordingTests.line(body, at: at(now), about: occurrence, .full)?.message == full, "\(name)")
    #expect(
      WordingTests.line(body, at: at(now), about: occurrence, .discreet)?.message == discreet, "\(name)")
  }

  static let others: [(body: EventBody, full: String, discreet: String)] = [
    (
      .paused(Pause(from: at("08:00"), until: at("2026-12-04 12:00"), by: "ana", reason: "stomach flu")),
      "midostaurin is paused until Fri 4 Dec 12:00 by Ana: stomach flu", "An entry is paused"
    ),
    (
      .paused(Pause(from: at("08:00"), by: "ana")), "midostaurin is paused until tend resume by Ana",
      "An entry is paused"
    ),
    (.resumed, "midostaurin goes on: the pause is over", "An entry goes on"),
    (
      .planAccepted(
        PlanAcceptance(hash: "ab", entries: 3, changed: [entryID("midostaurin")], removed: [entryID("yoga")])),
      "Plan in force: 3 entries; new or changed: midostaurin; removed: yoga", "Plan in force: 3 entries"
    ),
    (
      .planRejected(PlanRejection(diagnostics: ["plan.toml:3:1: no", "b"], keepsEarlierPlan: true)),
      "The plan has mistakes: plan.toml:3:1: no (and 1 more). The last good plan goes on. See: tend check",
      "The plan has mistakes. The last good plan goes on. See: tend check"
    ),
    (
      .planRejected(PlanRejection(diagnostics: ["plan.toml:3:1: no"], keepsEarlierPlan: false)),
      "The plan has mistakes: plan.toml:3:1: no. There is no earlier plan: nothing is reminded of. See: tend check",
      "The plan has mistakes. There is no earlier plan: nothing is reminded of. See: tend check"
    ),
    (
      .planRejected(
        PlanRejection(
          diagnostics: ["settings.toml:1:1: unknown key \"mee\"; did you mean \"me\"?"],
          keepsEarlierPlan: true)),
      "The settings have mistakes: settings.toml:1:1: unknown key \"mee\"; did you mean \"me\"? "
        + "The last good settings go on. See: tend check",
      "The settings have mistakes. The last good settings go on. See: tend check"
    ),
    (
      .started(Start(version: "0.1.0", lastProcessed: nil)), "Tend 0.1.0 runs for the first time",
      "Tend 0.1.0 runs for the first time"
    ),
    (
      .started(Start(version: "0.1.0", lastProcessed: at("06:00"))),
      "Tend 0.1.0 runs and takes up from 06:00, 2 h ago", "Tend 0.1.0 runs and takes up from 06:00, 2 h ago"
    ),
    (
      .stopped(reason: "asked to stop"), "Tend stops (asked to stop): nothing is told until it runs again",
      "Tend stops (asked to stop): nothing is told until it runs again"
    ),
    (
      .zoneChanged(from: "Europe/Berlin", to: "Asia/Tokyo"),
      "This computer moved from Europe/Berlin to Asia/Tokyo; times without a zone of their own follow it",
      "This computer moved from Europe/Berlin to Asia/Tokyo; times without a zone of their own follow it"
    ),
    (
      .clockSuspect(.steppedBack), "The clock stepped back; nothing is called missed for it",
      "The clock stepped back; nothing is called missed for it"
    ),
  ]

  @Test(arguments: others.indices)
  func everyOtherEventHasItsSentence(_ index: Int) {
    let (body, full, discreet) = WordingTests.others[index]
    #expect(WordingTests.line(body, at: at("08:00"), about: nil, .full)?.message == full)
    #expect(WordingTests.line(body, at: at("08:00"), about: nil, .discreet)?.message == discreet)
  }

  @Test func anAppointmentSaysWhereAndWithWhom() {
    let occurrence = Sample.occurrence {
      $0.kind = .appointment
      $0.name = "Hematology clinic"
      ($0.amount, $0.take, $0.food, $0.ifMissed) = (nil, nil, nil, nil)
      ($0.place, $0.with) = ("Ward 7", "Dr Okafor")
    }
    let ahead = WordingTests.line(WordingTests.told(.upcoming), at: at("06:00"), about: occurrence, .full)
    #expect(ahead?.message == "Hematology clinic for Maria in 2 h, 08:00. Ward 7, with Dr Okafor")
    let due = WordingTests.line(WordingTests.told(.due), at: at("08:00"), about: occurrence, .full)
    #expect(due?.message.hasSuffix("Answer: tend done k7f") == true)
  }

  @Test func aTimeInAnotherZoneThanTheClocksNamesIt() {
    let occurrence = Sample.occurrence { $0.zone = "Asia/Tokyo" }
    let line = WordingTests.line(.withdrawn(.planChanged), at: at("08:00"), about: occurrence, .full)
    #expect(line?.message.hasSuffix("due 16:00 (Asia/Tokyo)") == true)
  }

  @Test func aSkipThatCameOfAPauseNamesItsReasonOnce() {
    var event = WordingTests.event(
      .answered(Answer(outcome: .skipped, happenedAt: at("08:00"), by: "ana", reason: "paused by ana: flu")),
      at: at("08:00"), about: Sample.occurrence())
    event.origin = EventOrigin(actor: EventOrigin.daemon, channel: EventOrigin.daemon)
    let wording = Wording(plan: Sample.plan(), settings: Settings(), zones: Zones.book)
    #expect(
      wording.line(event, occurrence: Sample.occurrence())?.message
        == "Skipped: Midostaurin 100 mg for Maria, due 08:00; paused by Ana: flu")
  }

  @Test(arguments: [
    (
      "dr-okafor", "platelets low",
      "Held: Midostaurin 100 mg for Maria, due 08:00; ordered by Dr Okafor: platelets low"
    ),
    // As older ledgers have it.
    (
      "dr-okafor", "held by dr-okafor: platelets low",
      "Held: Midostaurin 100 mg for Maria, due 08:00; ordered by Dr Okafor: platelets low"
    ),
    ("ana", "in hospital: surgery", "Held: Midostaurin 100 mg for Maria, due 08:00; in hospital: surgery"),
  ])
  func aHeldDoseNamesWhoseOrderItIsOnce(_ by: String, _ reason: String, _ words: String) {
    var event = WordingTests.event(
      .answered(Answer(outcome: .held, happenedAt: at("08:00"), by: by, reason: reason)), at: at("08:00"),
      about: Sample.occurrence())
    event.origin = EventOrigin(actor: EventOrigin.daemon, channel: EventOrigin.daemon)
    let wording = Wording(plan: Sample.plan(), settings: Settings(), zones: Zones.book)
    #expect(wording.line(event, occurrence: Sample.occurrence())?.message == words)
  }

  @Test func whatIsOnlyKeptHasNoLine() {
    for body in [
      EventBody.scheduled(Sample.facts()), .rescheduled(Sample.facts()), .returned(next: nil),
      .edited(PlanEdit(file: "plan.toml", before: nil, after: "")),
      .renamed(Renaming(from: Sample.facts().key.entry, to: Sample.facts().key.entry)),
    ] { #expect(WordingTests.line(body, at: at("08:00"), about: Sample.occurrence(), .full) == nil) }
  }
}
