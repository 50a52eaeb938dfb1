import Almanac
import Care
import Testing

/// In discreet mode nothing that a person wrote leaves the ledger, in any field of any line.
struct DiscretionTests {
  private static let secret = "zebra"

  private static let occurrence = Sample.occurrence {
    $0.key = OccurrenceKey(entry: entryID(secret), day: date("2026-12-03"), slot: secret)
    ($0.person, $0.personName, $0.name, $0.amount, $0.take) = (secret, secret, secret, secret, secret)
    $0.links = [Link("https://\(secret).example", name: secret)].compactMap(\.self)
    ($0.food, $0.ifMissed, $0.place, $0.with, $0.ask) = (secret, secret, secret, secret, [secret])
  }

  private static var item: Digest.Item {
    var occurrence = occurrence
    occurrence.apply(
      RecordedEvent(
        number: 1, stamp: EventStamp(at: at("12:00"), bootID: "", sinceBoot: 0),
        origin: EventOrigin(actor: "tendd", channel: "tendd"), occurrence: occurrence.id,
        body: .missed(Finding(remindersTold: 0, isToldLate: true))))
    return Digest.Item(occurrence)
  }

  private static let bodies: [EventBody] = [
    .told(
      Telling(phase: .upcoming, attempt: 1, rung: -1, planned: at("07:00"), isToldLate: false, next: nil)),
    .told(Telling(phase: .due, attempt: 1, rung: 0, planned: at("08:00"), isToldLate: true, next: nil)),
    .told(Telling(phase: .late, attempt: 1, rung: 3, planned: at("08:30"), isToldLate: false, next: nil)),
    .missed(Finding(remindersTold: 0, isToldLate: true)),
    .answered(
      Answer(outcome: .takenNotKept, happenedAt: at("08:00"), by: secret, reason: secret, note: secret)),
    .snoozed(Snooze(until: at("08:10"), by: secret)), .reviewed(Review(by: secret, note: secret)),
    .withdrawn(.entryRemoved), .undone(3), .paused(Pause(from: at("08:00"), by: secret, reason: secret)),
    .paused(Pause(from: at("08:00"), until: at("09:00"), by: secret, reason: secret)), .resumed,
    .held(Hold(from: at("08:00"), by: secret, reason: secret)),
    .released(HoldEnd(by: secret, reason: secret)),
    .admitted(Stay(person: secret, from: at("08:00"), by: secret, reason: secret)),
    .discharged(Discharge(person: secret, entries: [entryID(secret)], isOver: false, by: secret)),
    .stock(
      StockChange(
        .counted, StockCount(3), unit: secret, at: at("08:00"), by: secret, place: secret, reason: secret)),
    .planAccepted(
      PlanAcceptance(hash: "ab", entries: 2, changed: [entryID(secret)], removed: [entryID(secret)])),
    .planRejected(PlanRejection(diagnostics: ["\(secret).toml:1:1: \(secret)"], keepsEarlierPlan: true)),
    .planRejected(PlanRejection(diagnostics: ["\(secret).toml:1:1: \(secret)"], keepsEarlierPlan: false)),
    .edited(PlanEdit(file: secret, before: secret, after: secret)), .returned(next: nil),
    .renamed(Renaming(from: entryID(secret), to: entryID(secret))),
    .scheduled(occurrence.facts), .rescheduled(occurrence.facts),
    .started(Start(version: "0.1.0", lastProcessed: at("06:00"))), .stopped(reason: "asked to stop"),
    .zoneChanged(from: "Europe/Berlin", to: "Asia/Tokyo"), .clockSuspect(.beforeRelease),
    .recordLost(RecordLoss(cause: .damaged, detail: secret, until: at("08:00"))), .lossAcknowledged,
    .delivery(
      DeliveryReport(
        message: 7, route: Route(.desktop, contact: "dr-okafor", step: 1), round: 1, result: .refused,
        detail: secret)),
    .flagged(
      CareFlag(
        rule: secret, say: secret, importance: .high, day: date("2026-12-03"), values: [secret], name: secret,
        person: secret, personName: secret)),
    .flagClosed(FlagClosing(flag: 3, by: secret, word: secret)),
    .flagClosed(FlagClosing(flag: 3, by: secret, word: nil)),
    .noted(
      DiaryNote(
        text: secret, symptoms: [.init(secret, severity: 6)], triggers: [secret], happenedAt: at("08:00"),
        by: secret, person: secret)),
    .asked(CareQuestion(secret, entry: entryID(secret), person: secret, by: secret)),
    .questionClosed(QuestionClosing(question: 3, by: secret, answer: secret)),
    .escalated(
      Escalation(
        step: 1, contact: secret, askedSince: at("08:00"), remindersTold: 3, isToldLate: false,
        routes: [Route(.desktop, contact: secret, step: 1)])),
    .suppressed(
      Suppression(rule: .contactHours, planned: at("08:15"), step: 1, contact: secret, limit: "08:00-22:00")),
    .digest(
      Digest(
        cause: .catchUp, open: 1, missed: 3, items: [DiscretionTests.item], routes: [Route(.desktop)])),
    .silence(Silence(since: at("06:00"), waiting: 2, contact: secret)),
    .suppressed(Suppression(rule: .quietHours, planned: at("08:15"), until: at("09:00"), next: at("09:00"))),
  ]

  private static func lines(_ body: EventBody, _ privacy: Settings.Privacy) -> [JournalLine] {
    let wording = Wording(privacy: privacy, names: [secret: secret], zones: Zones.book)
    func event(_ body: EventBody) -> RecordedEvent {
      RecordedEvent(
        number: 1, stamp: EventStamp(at: at("08:20"), bootID: "", sinceBoot: 0),
        origin: EventOrigin(actor: secret, channel: secret), occurrence: occurrence.id,
        entry: entryID(secret),
        body: body)
    }
    // Whatever is handed in with it: the occurrence or none, and for an undo every kind of event.
    let undone = [nil] + bodies.map { event($0) }
    return [occurrence, nil].flatMap { occurrence in
      undone.compactMap { wording.line(event(body), occurrence: occurrence, undone: $0) }
    }
  }

  @Test(arguments: bodies.indices)
  func nothingAnyoneWroteIsInADiscreetLine(_ index: Int) {
    for line in DiscretionTests.lines(DiscretionTests.bodies[index], .discreet) {
      for spoken in [line, line.unrecorded()] {
        #expect(!spoken.message.contains(DiscretionTests.secret))
        for field in spoken.fields { #expect(!field.value.contains(DiscretionTests.secret), "\(field.name)") }
        #expect(
          !spoken.fields.contains {
            ["TEND_KIND", "TEND_ENTRY", "TEND_BY", "TEND_CONTACT"].contains($0.name)
          })
      }
    }
  }

  @Test func everyKindOfEventIsAmongThem() {
    #expect(Set(DiscretionTests.bodies.map(\.kind)) == Set(EventKind.allCases))
  }

  @Test func theOutcomeDoesNotGiveTheKindAway() {
    let line = DiscretionTests.lines(DiscretionTests.bodies[4], .discreet).first
    #expect(line?.fields.first { $0.name == "TEND_STATE" }?.value == "answered")
  }

  @Test func theSameLinesInFullDoNameIt() {
    let told = DiscretionTests.lines(DiscretionTests.bodies[1], .full).first
    #expect(told?.message.contains(DiscretionTests.secret) == true)
    #expect(told?.fields.contains { $0.name == "TEND_ENTRY" && $0.value == DiscretionTests.secret } == true)
  }
}

struct JournalEventTests {
  @Test func everyKindOfLineHasAnIdOfItsOwn() {
    let ids = JournalEvent.allCases.map(\.messageID)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.utf8.count == 32 && $0.allSatisfy { $0.isHexDigit && !$0.isUppercase } })
  }

  @Test func importanceAndLatenessDecideThePriority() {
    func priority(_ body: EventBody, _ importance: Importance) -> Int? {
      WordingTests.line(
        body, at: at("08:00"), about: Sample.occurrence { $0.importance = importance }, .full)?
        .priority
    }
    let missed = EventBody.missed(Finding(remindersTold: 1, isToldLate: false))
    #expect(Importance.allCases.map { priority(WordingTests.told(.upcoming), $0) } == [6, 6, 6, 5])
    #expect(Importance.allCases.map { priority(WordingTests.told(.due), $0) } == [6, 5, 5, 4])
    #expect(Importance.allCases.map { priority(WordingTests.told(.late), $0) } == [5, 4, 4, 3])
    #expect(Importance.allCases.map { priority(missed, $0) } == [5, 4, 3, 2])
  }
}
