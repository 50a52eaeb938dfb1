import Almanac
import Care
import Testing

struct NotKeptTests {
  private func taken(at time: String = "08:05") -> Story {
    var story = Story()
    story.record(.answered(Sample.taken(at: at(time))), at: at("08:10"))
    return story
  }

  @Test func whatWasTakenBecomesTakenNotKeptAtTheSameTime() throws {
    var story = taken()
    let body = try story.occurrence.notKept(
      lostAt: at("08:40"), by: "ben", basis: .saw, note: "all of it", now: at("08:45"))
    let event = story.record(body, at: at("08:45"))
    let answer = try #require(story.occurrence.state.answer)
    #expect(answer.outcome == .takenNotKept)
    #expect(answer.happenedAt == at("08:05"))
    #expect(answer.lostAt == at("08:40"))
    #expect(answer.by == "ben")
    #expect(Intake(story.occurrence)?.at == at("08:05"), "it counts for limits")
    story.record(.undone(event.number), at: at("08:50"))
    #expect(story.occurrence.state.answer?.outcome == .taken)
  }

  @Test func onlyWhatWasTakenCanBeLostAndOnlyOnceAndAfterwards() throws {
    func refusal(_ story: Story, lostAt: String? = nil) -> Refusal? {
      do throws(Refusal) {
        _ = try story.occurrence.notKept(
          lostAt: lostAt.map { at($0) }, by: "ben", basis: nil, note: nil, now: at("09:00"))
        return nil
      } catch { return error }
    }
    #expect(refusal(Story()) == .notTaken)
    #expect(refusal(taken(), lostAt: "08:00") == .notTaken)
    #expect(refusal(taken(), lostAt: "09:01") == .inTheFuture(at("09:01")))
    var skipped = Story()
    skipped.record(
      .answered(Answer(outcome: .skipped, happenedAt: at("08:05"), by: "ana")), at: at("08:05"))
    #expect(refusal(skipped) == .notTaken)
    var lost = taken()
    lost.record(
      try lost.occurrence.notKept(lostAt: nil, by: "ben", basis: nil, note: nil, now: at("08:45")),
      at: at("08:45"))
    guard case .alreadyAnswered? = refusal(lost) else {
      Issue.record("lost twice")
      return
    }
  }

  @Test func theInstructionIsSaidWithIt() throws {
    var story = Story(Sample.occurrence { $0.rules = DoseRules(ifNotKept: "Do not repeat it.") })
    story.record(.answered(Sample.taken(at: at("08:05"))), at: at("08:10"))
    let body = try story.occurrence.notKept(
      lostAt: at("08:40"), by: "ben", basis: nil, note: nil, now: at("08:45"))
    let event = story.record(body, at: at("08:45"))
    let line = Wording(privacy: .full, names: [:], zones: Zones.book).line(
      event, occurrence: story.occurrence)
    #expect(
      line?.message
        == "Taken, not kept: Midostaurin 100 mg for Maria, due 08:00, at 08:05, not kept at 08:40, "
        + "recorded by ben. If not kept: Do not repeat it")
  }
}
