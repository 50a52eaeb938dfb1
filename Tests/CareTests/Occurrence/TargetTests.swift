import Almanac
import Care
import Testing

struct TargetTests {
  @Test func aTargetIsAShortIdAnEntryOrAnEntryAtATime() {
    #expect(Target("k7f") == .occurrence(occurrenceID("k7f")))
    #expect(Target("midostaurin") == .entry(entryID("midostaurin")))
    #expect(
      Target("midostaurin@2026-12-03T08:00")
        == .nominal(entryID("midostaurin"), CivilDateTime(date("2026-12-03"), time("08:00"))))
  }

  @Test(arguments: [
    "", "Midostaurin", "midostaurin@", "midostaurin@08:00", "@2026-12-03T08:00", "k7f@2026-12-03T08:00",
  ])
  func anythingElseIsNoTarget(_ text: String) {
    #expect(Target(text) == nil)
  }
}

struct ChoiceTests {
  private func occurrence(_ id: String, at time: String) -> Occurrence {
    let instant = at(time)
    return Occurrence(
      id: occurrenceID(id),
      Sample.facts {
        $0.key.slot = time
        $0.instant = instant
        $0.earlyFrom = instant - 3600
        $0.lateAt = instant + 1800
        $0.missedAt = instant + 4 * 3600
      })
  }

  private func choice(_ occurrences: [Occurrence], now: String) -> Choice {
    Choice.of(entryID("midostaurin"), among: occurrences, now: at(now))
  }

  @Test func theOnlyOpenOneIsMeant() {
    let (morning, evening) = (occurrence("k7f", at: "08:00"), occurrence("m4q", at: "20:00"))
    #expect(choice([evening, morning], now: "08:05") == .one(morning))
  }

  @Test func ofSeveralOpenOnesNoneIsGuessed() {
    let (morning, noon) = (occurrence("k7f", at: "08:00"), occurrence("m4q", at: "10:00"))
    #expect(choice([noon, morning], now: "10:05") == .several([morning, noon]))
  }

  @Test(arguments: [("18:59", false), ("19:00", true), ("19:59", true)])
  func theNextOneIsMeantOnlyInsideItsEarlyWindow(_ now: String, _ isMeant: Bool) {
    let evening = occurrence("m4q", at: "20:00")
    #expect(choice([evening], now: now) == (isMeant ? .one(evening) : .tooEarly(evening, last: nil)))
  }

  @Test func aDoseTakenEarlyDoesNotPassTheAnswerOnToTheOneAfterIt() {
    var morning = Story(occurrence("k7f", at: "08:00"))
    morning.record(.answered(Sample.taken(at: at("07:30"))), at: at("07:30"))
    let evening = occurrence("m4q", at: "20:00")
    #expect(
      choice([morning.occurrence, evening], now: "07:31") == .tooEarly(evening, last: morning.occurrence))
  }

  @Test func aTimeInTheWindowOfAMissedOneMeansThatOne() {
    var morning = Story(occurrence("k7f", at: "08:00"))
    morning.look(at: at("12:00"))
    let evening = occurrence("m4q", at: "20:00")
    let choice = Choice.of(
      entryID("midostaurin"), among: [morning.occurrence, evening], happenedAt: at("08:10"), now: at("20:05"))
    #expect(choice == .one(morning.occurrence))
  }

  @Test func whereNothingIsOpenTheMissedAreListed() {
    var morning = Story(occurrence("k7f", at: "08:00"))
    morning.look(at: at("12:00"))
    #expect(choice([morning.occurrence], now: "13:00") == .none(missed: [morning.occurrence], last: nil))
    morning.record(.reviewed(Review(by: "ana")), at: at("13:01"))
    #expect(choice([morning.occurrence], now: "13:02") == .none(missed: [], last: nil))
  }

  @Test func theMissedCanBeAskedForThoughTheNextOneIsKnown() {
    var morning = Story(occurrence("k7f", at: "08:00"))
    morning.look(at: at("12:00"))
    let rows = [occurrence("m4q", at: "20:00"), morning.occurrence]
    #expect(Choice.missed(of: entryID("midostaurin"), among: rows, now: at("13:00")) == [morning.occurrence])
  }

  @Test func withTenddStoppedAnOldOneIsNotTakenForOpen() {
    let (yesterday, today) = (occurrence("k7f", at: "08:00"), occurrence("m4q", at: "20:00"))
    #expect(choice([yesterday, today], now: "20:05") == .one(today))
    #expect(Choice.missed(of: entryID("midostaurin"), among: [yesterday], now: at("20:05")) == [yesterday])
  }

  @Test func aTimeOutsideEveryWindowIsNotGivenToTheOpenOne() {
    let evening = occurrence("m4q", at: "20:00")
    let choice = Choice.of(
      entryID("midostaurin"), among: [evening], happenedAt: at("14:00"), now: at("20:05"))
    #expect(choice == .otherTime(evening, near: []))
  }

  @Test func otherEntriesAreNotLookedAt() {
    #expect(
      Choice.of(entryID("yoga"), among: [occurrence("k7f", at: "08:00")], now: at("08:05"))
        == .none(missed: [], last: nil))
  }
}
