import Almanac
import Care
import Testing

/// What channels are owed, as the record says it.
struct OwedSendTests {
  private let phone = Route(ChannelName.desktop)
  private let anna = Route(ChannelName.desktop, contact: "anna", step: 1)

  private func told(_ routes: [Route], attempt: Int = 1, at now: String = "08:00") -> EventBody {
    .told(
      Telling(
        phase: .due, attempt: attempt, rung: attempt - 1, planned: at(now), isToldLate: false,
        next: at(now) + 600, routes: routes))
  }

  private func sends(_ story: Story, by now: String) throws -> [Send] { try Home.sends(story, at: at(now)) }

  private func report(_ send: Send, _ result: DeliveryReport.Result, at now: Instant) -> EventBody {
    send.report(result, at: now).body
  }

  @Test func aReminderIsOwedToItsChannelsUntilTheyTookIt() throws {
    var story = Story()
    let event = story.record(told([phone]), at: at("08:00"))
    let send = try #require(try sends(story, by: "08:00").first)
    #expect(send.message == event.number)
    #expect(send.round == 1)
    story.record(report(send, .told, at: at("08:00")), at: at("08:00"))
    #expect(try sends(story, by: "09:00").isEmpty)
  }

  /// A reminder goes to whoever is there, and so may a step of the escalation: what was missed is told there once.
  @Test func twoWaysToOnePlaceAreToldOnce() throws {
    var story = Story()
    let routes = [phone, Route(ChannelName.desktop, step: 2), anna]
    story.record(.missed(Finding(remindersTold: 1, isToldLate: false, routes: routes)), at: at("12:00"))
    #expect(try sends(story, by: "12:00").map(\.route) == [phone, anna])
  }

  @Test func whileOneChannelTakesItsTimeTheOtherIsTriedAgain() throws {
    let mail = try #require(ChannelName("mail"))
    let settings = Settings(ladders: [.critical: Ladder(channels: [.desktop, mail])])
    var home = try Home(Sample.plan(Sample.medication()), settings: settings, at: at("07:00"))
    home.run(until: at("08:00"))
    let told = try #require(home.ledger.events.last { $0.body.kind == .told })
    let refused = DeliveryReport(message: told.number, route: phone, round: 1, result: .refused)
    home.record(.delivery(refused), of: try home.row(at: at("08:00")))
    home.step()
    #expect(home.nextWakeup == at("08:00") + 15)
  }

  @Test func theJournalIsOwedNothingAsItTakesEveryEvent() throws {
    var story = Story()
    story.record(told([Route(.journal)]), at: at("08:00"))
    #expect(try sends(story, by: "08:00").isEmpty)
  }

  @Test(arguments: [DeliveryReport.Result.refused, .timedOut])
  func whatWasNotTakenIsTriedAgainAfterGrowingPauses(_ result: DeliveryReport.Result) throws {
    var story = Story()
    story.record(told([phone]), at: at("08:00"))
    var now = at("08:00")
    var pauses: [Int64] = []
    while let owed = story.occurrence.state.owed.first {
      let send = Send(
        message: owed.message, occurrence: story.occurrence.id, route: owed.route, since: owed.since,
        round: owed.rounds + 1)
      story.record(report(send, result, at: now), at: now)
      guard let next = story.occurrence.state.owed.first, let last = next.lastTry else { break }
      var later = now
      while try Home.sends(story, at: later).isEmpty { later = later + 15 }
      pauses.append(later - last)
      now = later
    }
    #expect(pauses == [15, 30, 60, 120, 240, 480, 900, 900, 900, 900, 900])
    #expect(story.events.count { $0.body.kind == .delivery } == OwedSend.mostRounds)
  }

  @Test func aChannelThatComesBackGetsAtOnceWhatItRefused() throws {
    var story = Story()
    story.record(told([phone]), at: at("08:00"))
    let send = try #require(try sends(story, by: "08:00").first)
    story.record(report(send, .refused, at: at("08:00")), at: at("08:00"))
    #expect(try Home.sends(story, at: at("08:00") + 5).isEmpty)
    let again = try Home.sends(story, at: at("08:00") + 5, returned: [.desktop])
    #expect(again.map(\.round) == [2])
    #expect(again.map(\.message) == [send.message])
  }

  @Test func aNewerReminderOvertakesAnOlderOneOfTheSameRouteOnly() throws {
    var story = Story()
    story.record(told([phone, anna]), at: at("08:00"))
    let second = story.record(told([phone], attempt: 2, at: "08:10"), at: at("08:10"))
    let owed = try sends(story, by: "08:10")
    #expect(Set(owed.map(\.route)) == [phone, anna])
    #expect(owed.first { $0.route == phone }?.message == second.number)
    #expect(owed.first { $0.route == anna }?.message != second.number)
  }

  @Test func anAnswerEndsWhatIsOwedAndTellsWhoeverWasAlarmed() throws {
    var story = Story()
    story.record(told([phone, anna]), at: at("08:00"))
    let toAnna = try #require(try sends(story, by: "08:00").first { $0.route == anna })
    story.record(report(toAnna, .told, at: at("08:00")), at: at("08:00"))
    let answer = story.record(.answered(Sample.taken(at: at("08:05"))), at: at("08:05"))
    #expect(try sends(story, by: "08:05").map(\.route) == [anna])
    #expect(try sends(story, by: "08:05").map(\.message) == [answer.number])
    story.record(.undone(answer.number), at: at("08:06"))
    #expect(Set(try sends(story, by: "08:06").map(\.route)) == [phone])
  }

  @Test func whoWasAlarmedAfterTheAnswerIsToldOfItToo() throws {
    var story = Story()
    story.record(told([anna]), at: at("08:00"))
    let send = try #require(try sends(story, by: "08:00").first)
    let answer = story.record(.answered(Sample.taken(at: at("08:00"))), at: at("08:00") + 1)
    story.record(report(send, .told, at: at("08:00") + 3), at: at("08:00") + 3)
    #expect(try sends(story, by: "08:01").map(\.message) == [answer.number])
    let settled = try #require(try sends(story, by: "08:01").first)
    story.record(report(settled, .told, at: at("08:01")), at: at("08:01"))
    #expect(try sends(story, by: "08:02").isEmpty)
  }

  @Test func aClockThatStepsBackDoesNotMakeARetryWait() throws {
    var story = Story()
    story.record(told([phone]), at: at("08:00"))
    let send = try #require(try sends(story, by: "08:00").first)
    story.record(report(send, .refused, at: at("08:00")), at: at("2026-12-03 10:00"))
    #expect(try Home.sends(story, at: at("09:00"), after: at("10:00")).map(\.round) == [2])
    // Killed before that, it tries at the next start, which sees no step any more.
    #expect(try Home.sends(story, at: at("09:00") + 1, after: at("09:00")).map(\.round) == [2])
  }

  @Test(arguments: [(Int64(10), false), (11, true)])
  func toldLateMeansMoreThanTenSecondsAfterItWasDecided(_ seconds: Int64, _ isToldLate: Bool) {
    let send = Send(message: 1, occurrence: nil, route: phone, since: at("08:00"), round: 3)
    guard case .delivery(let report) = send.report(.told, at: at("08:00") + seconds).body else {
      Issue.record("not a report")
      return
    }
    #expect(report.isToldLate == isToldLate)
    #expect(report.round == 3)
  }
}

extension Home {
  /// What a planner with this one row would hand to channels.
  ///
  /// `last` is when it looked before, where that is not the same moment.
  fileprivate static func sends(
    _ story: Story, at now: Instant, after last: Instant? = nil, returned: Set<ChannelName> = []
  ) throws -> [Send] {
    let planner = try Planner(plan: Plan(), settings: Settings(), zones: Zones.book)
    let count = Int64(story.events.count)
    let snapshot = LedgerSnapshot(
      lastEvent: count, lastProcessed: last ?? now, occurrences: [story.occurrence])
    let step = planner.step(
      snapshot, now: now, release: at("2026-01-01 00:00"), followsPlan: false, returned: returned)
    return step.sends.filter { $0.message <= count }
  }
}
