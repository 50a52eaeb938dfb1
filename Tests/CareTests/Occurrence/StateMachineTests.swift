import Almanac
import Care
import Testing

/// What a person may do to an occurrence in every state it can be in: accepted, or refused with the reason.
struct StateMachineTests {
  enum State: String, CaseIterable, Sendable {
    case upcoming, due, late, snoozed, heldBack, missed, reviewed, taken, notKept, skipped, withdrawn
  }

  enum Act: String, CaseIterable, Sendable {
    case answer, fact, answerAhead, snooze, snoozeTooLong, review, notKept
  }

  enum Result: String, Sendable {
    case accepted, alreadyAnswered, withdrawn, inTheFuture, snoozeTooLong, alreadyMissed, nothingMissed,
      notTaken
  }

  /// By state, in the order of `Act`.
  private static let table: [State: [Result]] = {
    let open: [Result] = [
      .accepted, .accepted, .inTheFuture, .accepted, .snoozeTooLong, .nothingMissed, .notTaken,
    ]
    let answered = [Result](repeating: .alreadyAnswered, count: 6)
    return [
      .upcoming: open, .due: open, .late: open, .snoozed: open, .heldBack: open,
      .missed: [
        .accepted, .accepted, .inTheFuture, .alreadyMissed, .alreadyMissed, .accepted, .notTaken,
      ],
      .reviewed: [
        .accepted, .accepted, .inTheFuture, .alreadyMissed, .alreadyMissed, .nothingMissed, .notTaken,
      ],
      .taken: answered + [.accepted], .notKept: answered + [.alreadyAnswered],
      .skipped: answered + [.notTaken],
      .withdrawn: [
        .withdrawn, .accepted, .withdrawn, .withdrawn, .withdrawn, .nothingMissed, .notTaken,
      ],
    ]
  }()

  private static func story(_ state: State) throws -> (Story, Instant) {
    var story = Story()
    var now = at("08:05")
    switch state {
    case .upcoming: now = at("07:00")
    case .due: story.look(at: at("08:00"))
    case .late:
      now = at("09:01")
      story.look(at: at("09:00"))
    case .snoozed:
      story.look(at: at("08:00"))
      story.record(try story.occurrence.snoozing(until: at("08:20"), by: "ana", now: now), at: now)
    case .heldBack:
      story.record(
        .suppressed(
          Suppression(rule: .quietHours, planned: at("08:00"), until: at("09:00"), next: at("09:00"))),
        at: at("08:00"))
    case .missed, .reviewed:
      now = at("13:00")
      story.look(at: at("12:00"))
      if state == .reviewed { story.record(try story.occurrence.reviewing(by: "ana", note: nil), at: now) }
    case .taken, .notKept, .skipped:
      var answer = Sample.taken(at: at("08:01"))
      if state == .skipped { answer.outcome = .skipped }
      if state == .notKept { answer.outcome = .takenNotKept }
      story.record(.answered(answer), at: at("08:02"))
    case .withdrawn: story.record(.withdrawn(.entryRemoved), at: at("07:00"))
    }
    return (story, now)
  }

  private static func decide(_ act: Act, _ occurrence: Occurrence, now: Instant) throws(Refusal) -> EventBody
  {
    switch act {
    case .answer: try occurrence.answering(Sample.taken(at: now), now: now, isFact: false)
    case .fact: try occurrence.answering(Sample.taken(at: now - 60), now: now, isFact: true)
    case .answerAhead: try occurrence.answering(Sample.taken(at: now + 3600), now: now, isFact: false)
    case .snooze: try occurrence.snoozing(until: now + 600, by: "ana", now: now)
    case .snoozeTooLong: try occurrence.snoozing(until: at("2026-12-04 08:00"), by: "ana", now: now)
    case .review: try occurrence.reviewing(by: "ana", note: nil)
    case .notKept:
      try occurrence.notKept(lostAt: nil, by: "ana", basis: nil, note: nil, now: now)
    }
  }

  private static func result(_ act: Act, _ occurrence: Occurrence, now: Instant) -> Result {
    do throws(Refusal) {
      _ = try decide(act, occurrence, now: now)
      return .accepted
    } catch {
      switch error {
      case .alreadyAnswered: return .alreadyAnswered
      case .withdrawn: return .withdrawn
      case .inTheFuture: return .inTheFuture
      case .snoozeTooLong: return .snoozeTooLong
      case .alreadyMissed: return .alreadyMissed
      case .nothingMissed: return .nothingMissed
      default: return .notTaken
      }
    }
  }

  @Test(arguments: State.allCases)
  func everyActIsAcceptedOrRefusedWithItsReason(_ state: State) throws {
    let (story, now) = try StateMachineTests.story(state)
    let results = Act.allCases.map { StateMachineTests.result($0, story.occurrence, now: now) }
    #expect(results == StateMachineTests.table[state])
  }

  @Test(arguments: State.allCases, Act.allCases)
  func whatIsTakenBackRestoresExactly(_ state: State, _ act: Act) throws {
    var (story, now) = try StateMachineTests.story(state)
    let before = story.occurrence
    guard let body = try? StateMachineTests.decide(act, before, now: now) else { return }
    let event = story.record(body, at: now)
    #expect(story.occurrence != before)
    story.record(.undone(event.number), at: now, channel: "undo")
    #expect(story.occurrence == before)
  }

  @Test(arguments: State.allCases)
  func timeActsOnlyOnWhatIsOpenAndOnlyWhenItIsDue(_ state: State) throws {
    let (story, now) = try StateMachineTests.story(state)
    #expect(story.occurrence.advancing(to: now, isClockTrusted: true) == nil)
    let later = story.occurrence.advancing(to: at("12:00"), isClockTrusted: true)
    let isOpen = [.upcoming, .due, .late, .snoozed, .heldBack].contains(state)
    #expect(later?.kind == (isOpen ? .missed : nil))
  }
}
