import Care
import Testing

@testable import TendCommands

/// `tend approve`, `withdraw` and `start`.
struct ActivityTests {
  private static let plan =
    SamplePlan.maria + """

      [activity.breathing]   # cool room
      person = "maria"
      name = "Breathing"
      at = "17:30"
      lasts = "1m"
      phases = [{ name = "in", lasts = "4s" }, { name = "hold", lasts = "7s" }, { name = "out", lasts = "8s" }]
      approval = { status = "approved", by = "ana", dated = "2026-10-28" }

      [activity.yoga]
      person = "maria"
      name = "Yoga"
      at = "18:00"

      """

  @Test func anApprovalIsWrittenWithItsDatesAndCanBeTakenBack() throws {
    let world = try CommandWorld(plan: ActivityTests.plan)
    let ran = try world.tend(
      "approve", "yoga", "--by", "Ana", "--review", "2027-06-01", "--recorded-by", "ana")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(
      ran.output.contains("approval approved; approved by Ana; approval dated 2026-12-03; review 2027-06-01"))
    #expect(ran.output.contains("next: 18:00"))
    #expect(
      try world.plan.contains(
        "approval = { status = \"approved\", by = \"ana\", dated = \"2026-12-03\", review = \"2027-06-01\" }")
    )
    #expect(try world.tend("undo").code == 0)
    #expect(try world.plan == ActivityTests.plan)
  }

  @Test func aReviewThatHasTakenPlaceGoesAndOneToComeStays() throws {
    let world = try CommandWorld(
      plan: ActivityTests.plan.replacing("2026-10-28\" }", with: "2026-10-28\", review = \"2026-12-01\" }"))
    #expect(try world.tend("check").output.contains("[review-overdue]"))
    #expect(try world.tend("approve", "breathing", "--by", "ana").code == 0)
    #expect(try !world.plan.contains("review"))
    #expect(try world.tend("check").output.contains("[review-overdue]") == false)
    #expect(try world.plan.contains("# cool room"))
  }

  @Test func whatIsWithdrawnStaysWithItsReasonAndRemindsNoMore() throws {
    let world = try CommandWorld(plan: ActivityTests.plan)
    let ran = try world.tend(
      "withdraw", "breathing", "--by", "ana", "--reason", "dizzy twice", "--on", "2026-12-02")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("approval now withdrawn (was approved)"))
    #expect(ran.output.contains("reason dizzy twice"))
    try world.tendd(until: "18:30")
    #expect(try world.listing("today").isEmpty)
    #expect(try world.tend("show", "breathing").output.contains("dizzy twice"))
    #expect(try world.tend("start", "breathing", terminal: .typing()).code == 4)
  }

  @Test(
    arguments: [
      (["approve", "nobody", "--by", "ana"], 1), (["approve", "yoga", "--by", "nobody"], 64),
      (["approve", "yoga"], 64), (["withdraw", "yoga", "--by", "ana", "--reason", " "], 64),
      (["approve", "yoga", "--by", "ana", "--on", "soon"], 64),
      (["approve", "yoga", "--by", "ana", "--on", "2026-12-01", "--review", "2026-11-01"], 64),
      (["start", "yoga"], 4), (["start", "breathing"], 64), (["start", "breathing", "--before", "11"], 64),
    ] as [([String], CInt)])
  func whatCannotBeIsRefusedAndNothingIsWritten(words: [String], code: CInt) throws {
    let world = try CommandWorld(plan: ActivityTests.plan)
    let ran = try world.tend(words)
    #expect(ran.code == code, "\(ran.problems)")
    #expect(try world.plan == ActivityTests.plan)
  }

  @Test func aWholeSessionIsRecordedWithItsLengthAndScores() throws {
    let world = try CommandWorld(plan: ActivityTests.plan)
    try world.tendd(until: "17:31")
    let id = try world.id(of: "breathing", at: "17:30")
    let ran = try world.tend("start", "breathing", "--before", "4", "--by", "ana", terminal: .typing("7"))
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("\(id)  Done: Breathing for Maria"))
    let answer = try #require(try world.occurrence(of: "breathing", at: "17:30").state.answer)
    #expect(answer.readings?.map(\.words) == ["length 1 min", "before 4", "after 7"])
    #expect(answer.happenedAt == (try world.instant("17:32")))
  }

  @Test func oneThatIsStoppedIsRecordedOnlyWhenSomebodySaysSo() throws {
    let world = try CommandWorld(plan: ActivityTests.plan)
    try world.tendd(until: "17:31")
    #expect(try world.tend("start", "breathing", terminal: .typing("stop 20", "n")).code == 1)
    #expect(try world.occurrence(of: "breathing", at: "17:30").state.answer == nil)
    #expect(
      try world.tend("start", "breathing", "--lasts", "10m", terminal: .typing("stop 200", "y")).code == 0)
    let answer = try #require(try world.occurrence(of: "breathing", at: "17:30").state.answer)
    #expect(answer.readings?.map(\.words) == ["length 3 min"])
  }

  @Test func theScreenShowsThePhaseABarAndWhatIsLeft() {
    let session = Session(phases: [.init("in", lasts: 4), .init("hold", lasts: 7)], length: 100)
    let screen = SessionScreen(session: session, width: 60)
    #expect(
      screen.line(session.moment(after: 50))
        == "hold  5    [\(String(repeating: "#", count: 17))\(String(repeating: "-", count: 17))]  0:50 left")
    let stage = StandInStage(stopAfter: nil)
    #expect(screen.run(on: stage).seconds == 100)
    #expect(stage.shown.hasSuffix("\u{07}\n"))
    #expect(
      !stage.shown.split(separator: "\r").contains { $0.filter { $0 != "\u{07}" && $0 != "\n" }.count > 59 })
  }
}
