import Almanac
import Care
import Testing

// What is not recorded yet has numbers that no event of the ledger can have, and is found under them.
extension OutageTests {
  /// A dose at eight that brings in Ana at 08:17 and Jonas at 08:40, and an outage from then on.
  private mutating func beginEscalating(at start: String = "08:16") throws {
    let steps = [
      EscalationRule(after: .minutes(17), contact: "ana", channels: [.desktop]),
      EscalationRule(after: .minutes(40), contact: "jonas", channels: [.desktop]),
    ]
    home = try Home(
      Sample.plan(Sample.medication()), settings: Settings(ladders: [.critical: Ladder(escalate: steps)]),
      at: at("2026-12-02 19:00"))
    home.run(until: at(start))
    memory = Memory()
    try memory.follow(PaperRecord(home.ledger), now: home.now)
  }

  private func message(of step: Int) throws -> Int64 {
    try #require(memory.state.occurrence(try row().id)?.state.owed.first { $0.route.step == step }).message
  }

  private func report(_ message: Int64, _ contact: String, step: Int, _ result: DeliveryReport.Result = .told)
    throws -> NewEvent
  {
    let route = Route(.desktop, contact: contact, step: step)
    return NewEvent(
      occurrence: try row().id,
      .delivery(DeliveryReport(message: message, route: route, round: 1, result: result)))
  }

  private mutating func answerAndTakeBack() throws {
    let answer = home.record(.answered(Sample.taken(at: home.now)), of: try row())
    home.record(.undone(answer.number), of: try row())
  }

  @Test mutating func whatIsDecidedInAnOutageHasNumbersThatNoRecordedEventHas() throws {
    try beginEscalating(at: "07:59")
    _ = try lookUnrecorded(at: at("08:00"))
    _ = try lookUnrecorded(at: at("08:17"))
    let number = try message(of: 1)
    #expect(RecordedNumbers.isOfMemory(number))
    #expect(backlog.event(number)?.body.kind == .escalated)
    for _ in 1...5 { try answerAndTakeBack() }
    #expect(home.ledger.events.allSatisfy { backlog.event($0.number) == nil })
    _ = try recover()
    #expect(backlog.event(number) == nil)
    let recorded = try #require(home.ledger.events.last { $0.body.kind == .escalated })
    #expect(backlog.numbers.present(number) == recorded.number)
    try memory.follow(PaperRecord(home.ledger), now: home.now)
    #expect(try message(of: 1) == recorded.number)
  }

  @Test mutating func noNumberIsGivenTwiceWhateverIsLetGoOf() throws {
    try beginEscalating()
    var numbers: [Int64] = []
    for (minute, step) in [("08:17", 1), ("08:40", 2)] {
      _ = try lookUnrecorded(at: at(minute))
      numbers.append(try message(of: step))
      backlog.clear()
      memory = Memory()
    }
    #expect(Set(numbers).count == 2 && numbers == numbers.sorted())
  }

  @Test mutating func theNextOutageCountsOn() throws {
    try beginEscalating()
    _ = try lookUnrecorded(at: at("08:17"))
    let first = try message(of: 1)
    _ = try recover()
    _ = try lookUnrecorded(at: at("08:40"))
    #expect(try message(of: 2) > first)
    #expect(backlog.event(first) == nil)
    #expect(escalations(try recover()) == [2])
  }

  /// The disk was full only when it came to writing.
  @Test mutating func aLookThatWasDecidedForTheLedgerGoesOnInMemory() throws {
    try beginEscalating(at: "08:16")
    home.now = at("08:17")
    let decided = home.planner.look(&memory.state, now: home.now, release: home.release)
    let look = memory.goOn(decided, [], after: backlog)
    memory.remember(now: home.now)
    backlog.add(
      look.events, origin, EventStamp(at: home.now, bootID: "", sinceBoot: 0), after: memory.newest)
    let number = try message(of: 1)
    let send = try #require(look.sends.first { $0.route.step == 1 })
    #expect(number == send.message && backlog.event(number)?.body.kind == .escalated)
    #expect(look.sends.allSatisfy { $0.route.step == 1 || !RecordedNumbers.isOfMemory($0.message) })
    #expect(escalations(try lookUnrecorded(at: at("08:40"))) == [2])
    #expect(backlog.event(try message(of: 2))?.body.kind == .escalated)
    #expect(escalations(try recover()) == [1, 2])
  }

  /// Both in one look, or with one between them: nobody may think that it is settled.
  @Test(arguments: [false, true])
  mutating func anAnswerTakenBackBringsInAnewWhoeverWasAlarmedFromMemory(isSeen: Bool) throws {
    try beginEscalating(at: "07:59")
    for minute in ["08:00", "08:17"] { _ = try lookUnrecorded(at: at(minute)) }
    try hear(try row().id)
    home.now = at("08:20")
    let answer = home.record(.answered(Sample.taken(at: home.now)), of: try row())
    if isSeen { _ = try lookUnrecorded(at: home.now) }
    home.record(.undone(answer.number), of: try row())
    #expect(escalations(try lookUnrecorded(at: at("08:21"))) == [1])
    home.record(.snoozed(Snooze(until: at("08:30"), by: "ana")), of: try row())
    #expect(escalations(try lookUnrecorded(at: at("08:40"))) == [2])
    #expect(escalations(try recover()) == [1, 1, 2])
    #expect(try row().state.stepsTaken == 2)
  }

  /// The steps that came before the answer are not behind it, also where somebody wrote before they began anew.
  @Test mutating func whatBeganAnewStaysSoWhenOthersWriteAgain() throws {
    try beginEscalating(at: "07:59")
    for minute in ["08:00", "08:17"] { _ = try lookUnrecorded(at: at(minute)) }
    try hear(try row().id)
    home.now = at("08:20")
    try answerAndTakeBack()
    home.record(.snoozed(Snooze(until: at("08:50"), by: "ana")), of: try row())
    #expect(try lookUnrecorded(at: home.now).isEmpty)
    home.record(.snoozed(Snooze(until: at("08:30"), by: "ana")), of: try row())
    #expect(escalations(try lookUnrecorded(at: at("08:31"))) == [1])
  }

  @Test mutating func whatAChannelSaysLateIsOfTheRecordedMessage() throws {
    try beginEscalating()
    _ = try lookUnrecorded(at: at("08:17"))
    let late = try report(try message(of: 1), "ana", step: 1)
    _ = try recover()
    try memory.follow(PaperRecord(home.ledger), now: home.now)
    let report = try #require(backlog.present(late))
    home.ledger.record(report, at: home.now)
    #expect(try row().state.owed.allSatisfy { $0.route.step != 1 })
    #expect(try row().state.alarmed == [Route(.desktop, contact: "ana", step: 1)])
  }

  /// The dose was answered by then, and what was told of it from memory is not recorded.
  @Test mutating func whoeverWasAlarmedByWhatIsNotRecordedHearsOfTheAnswerAllTheSame() throws {
    try beginEscalating()
    _ = try lookUnrecorded(at: at("08:17"))
    let number = try message(of: 1)
    home.now = at("08:20")
    let answer = home.record(.answered(Sample.taken(at: home.now)), of: try row())
    #expect(try recover().isEmpty)
    #expect(backlog.present(try report(number, "ana", step: 1, .refused)) == nil)
    let late = try #require(backlog.present(try report(number, "ana", step: 1)))
    guard case .delivery(let delivery) = late.body else { return }
    #expect(delivery.message == DeliveryReport.unrecorded)
    home.ledger.record(late, at: home.now)
    #expect(try row().state.owed.map(\.message) == [answer.number])
  }

  /// Ana heard of it in the outage, of a message that was recorded before it and is overtaken by the answer.
  @Test mutating func whoeverHeardInTheOutageOfARecordedAlarmHearsOfTheAnswer() throws {
    try beginEscalating(at: "08:18")
    let heard = try report(try message(of: 1), "ana", step: 1)
    let stamp = EventStamp(at: home.now, bootID: "", sinceBoot: 0)
    memory.goOn(after: backlog)
    memory.note([heard], origin, stamp)
    backlog.add([heard], origin, stamp, after: memory.newest)
    home.now = at("08:20")
    let answer = home.record(.answered(Sample.taken(at: home.now)), of: try row())
    #expect(try recover().map(\.kind) == [.delivery])
    #expect(try row().state.owed.map(\.message) == [answer.number])
  }
}
