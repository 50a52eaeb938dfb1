import Almanac
import Care
import Testing

/// Phases of a session, asked with the time that has passed.
struct SessionTests {
  private static let breathing = Session(
    phases: [.init("in", lasts: 4), .init("hold", lasts: 7), .init("out", lasts: 8)], length: 60)

  @Test(
    arguments: [
      (0, "in", 4, 1, 60), (3, "in", 1, 1, 57), (4, "hold", 7, 1, 56), (18, "out", 1, 1, 42),
      (19, "in", 4, 2, 41),
      (59, "in", 2, 4, 1), (-5, "in", 4, 1, 60),
    ] as [(Int64, String, Int64, Int, Int64)])
  func phasesFollowEachOtherRoundAndRound(after: Int64, name: String, left: Int64, round: Int, rest: Int64) {
    let moment = SessionTests.breathing.moment(after: after)
    #expect(moment.phase?.name == name)
    #expect([moment.phaseLeft, moment.left] == [left, rest])
    #expect(moment.round == round)
  }

  @Test func itIsOverWhenItsLengthHasPassedAndNotBefore() {
    #expect(!SessionTests.breathing.isOver(after: 59))
    #expect(SessionTests.breathing.isOver(after: 60))
    #expect(SessionTests.breathing.moment(after: 90).permille == 1000)
    #expect(SessionTests.breathing.moment(after: 30).permille == 500)
  }

  @Test func withoutALengthItIsOneRoundAndWithoutPhasesJustALength() {
    #expect(Session(phases: SessionTests.breathing.phases, length: nil).length == 19)
    #expect(Session(phases: [], length: 1200).moment(after: 600).phase == nil)
    #expect(Activity(lasts: .minutes(20)).session?.length == 1200)
    #expect(Activity().session == nil)
  }
}

/// An approval that is to be reviewed.
struct ReviewStepTests {
  @Test func aReviewThatComesUpIsAReminderAWeekBefore() throws {
    var yoga = Sample.yoga(.approved)
    yoga.detail = .activity(
      Activity(approval: Approval(status: .approved, by: "dr-okafor", review: date("2026-12-14"))))
    let planner = try Planner(plan: Sample.plan(yoga), settings: Settings(), zones: Zones.book)
    let review = try #require(
      planner.upcoming(of: entryID("yoga.review"), after: at("06:00"), count: 2).first)
    #expect(review.instant == at("2026-12-07 10:00"))
    #expect(review.kind == .step)
    #expect(review.name == "Gentle yoga: ask Dr Okafor again, review on 2026-12-14")
    #expect(review.missedAt == at("2026-12-14 10:00"))
  }

  @Test(arguments: [Approval.Status.proposed, .withdrawn])
  func whatDoesNotRemindIsNotReviewed(status: Approval.Status) {
    var yoga = Sample.yoga(status)
    yoga.detail = .activity(Activity(approval: Approval(status: status, review: date("2026-12-14"))))
    #expect(Sample.plan(yoga).steps(of: yoga).isEmpty)
  }
}
