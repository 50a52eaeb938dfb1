import Almanac
import Care

/// A household in which every text somebody wrote is the same word, so that one leaf of it is found anywhere.
enum Secrets {
  static let word = "zebra"
  /// Words of Tend's own that would tell a medicine from a visit.
  private static let tellingWords = [
    "medic", "dose", "taken", "pill", "appointment", "activity", "check-in", "attended",
  ]

  /// The words in a text that should not be there.
  static func leaks(_ text: String) -> [String] {
    // What is taken back is an answer.
    let text = text.lowercased().replacing("taken back", with: "")
    return ([word] + tellingWords).filter(text.contains)
  }

  static let start = Instant(1_796_284_800)
  static func at(_ minutes: Int64) -> Instant { start + minutes * 60 }

  /// One of each kind, and two with a doubt about them: due at the start, late after half an hour, missed after four.
  static let occurrences: [Occurrence] = EntryKind.allCases.flatMap { kind in
    let cautions = [.medication, .checkIn].contains(kind) ? [nil, Caution.recordLost] : [nil]
    return cautions.enumerated().map { number, caution in
      occurrence(
        "\(Array("abcde")[EntryKind.allCases.firstIndex(of: kind) ?? 0])\(number + 2)k", kind, caution)
    }
  }

  private static func occurrence(_ id: String, _ kind: EntryKind, _ caution: Caution?) -> Occurrence {
    guard let entry = EntryID(word), let id = OccurrenceID(id) else { preconditionFailure("no ids") }
    let day = ZoneRules.utc.local(at: start).date
    var facts = OccurrenceFacts(
      key: OccurrenceKey(entry: entry, day: day, slot: word), kind: kind, person: word, personName: word,
      name: word, amount: word, take: word, food: word, ifMissed: word, place: word, with: word,
      ask: kind == .checkIn ? [word] : [], importance: .high, nominal: ZoneRules.utc.local(at: start),
      zone: "UTC", utcOffset: 0, instant: start, earlyFrom: at(-60), lateAt: at(30), missedAt: at(240),
      repeatEvery: .minutes(10), caution: caution,
      rules: DoseRules(ifNotKept: word, notWithin: .hours(8), closesAt: at(120)))
    facts.change = word
    facts.links = [Link("https://\(word).example", name: word)].compactMap(\.self)
    var occurrence = Occurrence(id: id, facts)
    occurrence.apply(event(told(.due), of: occurrence, at: start))
    return occurrence
  }

  static func wording(_ privacy: Settings.Privacy) -> Wording {
    Wording(privacy: privacy, names: [word: word], zones: ZoneBook(machine: .utc), me: word)
  }

  static let contact = Contact(
    id: word, name: word, role: word, phone: "+49 30 1", email: "a@example.org", notes: word)

  static func event(_ body: EventBody, of occurrence: Occurrence?, at now: Instant) -> RecordedEvent {
    RecordedEvent(
      number: 1, stamp: EventStamp(at: now, bootID: "", sinceBoot: 0),
      origin: EventOrigin(actor: word, channel: word), occurrence: occurrence?.id, entry: EntryID(word),
      body: body)
  }

  /// Every kind of event, with a secret wherever one can stand.
  static let bodies: [EventBody] = [
    told(.upcoming), told(.due), told(.late), .missed(Finding(remindersTold: 0, isToldLate: true)),
    .answered(
      Answer(
        outcome: .takenNotKept, happenedAt: start, by: word, basis: .told, reason: word, note: word,
        limits: LimitNote(
          breaches: [Breach(rule: .held, words: word, allowedFrom: nil)], override: word,
          room: RoomNote(used: 3, maxPer24h: 3, nextAllowed: at(60), freesUp: at(90))),
        readings: [Reading(question: word, value: word, unit: word)])),
    .answered(Answer(outcome: .attended, happenedAt: start, by: word)),
    .answered(Answer(outcome: .skipped, happenedAt: start, by: word, reason: "paused by \(word): \(word)")),
    .answered(Answer(outcome: .held, happenedAt: start, by: word, reason: word)),
    .snoozed(Snooze(until: at(10), by: word)), .reviewed(Review(by: word, note: word)),
    .withdrawn(.entryRemoved), .undone(3),
    .paused(Pause(from: start, until: at(60), by: word, reason: word)), .resumed,
    .held(Hold(from: start, by: word, reason: word)), .released(HoldEnd(by: word, reason: word)),
    .admitted(Stay(person: word, from: start, by: word, reason: word)),
    .discharged(
      Discharge(person: word, entries: [EntryID(word)].compactMap(\.self), isOver: false, by: word)),
    .stock(
      StockChange(
        .counted, StockCount(3), unit: word, at: start, by: word, place: word, reason: word)),
    .planAccepted(
      PlanAcceptance(hash: "ab", entries: 2, changed: [EntryID(word)].compactMap(\.self), removed: [])),
    .planRejected(PlanRejection(diagnostics: ["\(word).toml:1:1: \(word)"], keepsEarlierPlan: true)),
    .edited(PlanEdit(file: word, before: word, after: word)), .returned(next: nil), renamed,
    .scheduled(occurrences[0].facts), .rescheduled(occurrences[0].facts),
    .started(Start(version: "0.1.0", lastProcessed: at(-60))), .stopped(reason: "asked to stop"),
    .zoneChanged(from: "Europe/Berlin", to: "Asia/Tokyo"), .clockSuspect(.beforeRelease),
    .recordLost(
      RecordLoss(
        cause: .damaged, detail: word, until: start, setAside: "/home/\(word)/aside",
        backup: "/home/\(word)/b.sqlite")), .lossAcknowledged,
    .delivery(
      DeliveryReport(
        message: 7, route: Route(.desktop, contact: word, step: 1), round: 1, result: .refused, detail: word)),
    .flagged(
      CareFlag(
        rule: word, say: word, importance: .high, day: ZoneRules.utc.local(at: start).date, values: [word],
        name: word, person: word, personName: word)),
    .flagClosed(FlagClosing(flag: 3, by: word, word: word)),
    .noted(
      DiaryNote(
        text: word, symptoms: [.init(word, severity: 6)], triggers: [word], happenedAt: start, by: word,
        person: word)),
    .asked(CareQuestion(word, entry: EntryID(word), person: word, by: word)),
    .questionClosed(QuestionClosing(question: 3, by: word, answer: word)),
    .escalated(
      Escalation(
        step: 1, contact: word, askedSince: start, remindersTold: 3, isToldLate: false,
        routes: [Route(.desktop, contact: word, step: 1)])),
    .suppressed(
      Suppression(rule: .contactHours, planned: start, step: 1, contact: word, limit: word)),
    .suppressed(Suppression(rule: .quietHours, planned: start, limit: word, until: at(60), next: at(60))),
    .digest(
      Digest(
        cause: .quietHours, open: 1, missed: 1, items: occurrences.prefix(2).map(Digest.Item.init),
        routes: [Route(.desktop)])),
    .silence(Silence(since: at(-600), waiting: 2, contact: word)),
  ]

  private static var renamed: EventBody {
    guard let id = EntryID(word) else { preconditionFailure("the word is no id") }
    return .renamed(Renaming(from: id, to: id))
  }

  private static func told(_ phase: Phase) -> EventBody {
    var telling = Telling(
      phase: phase, attempt: 1, rung: 0, planned: start, isToldLate: phase == .due, next: nil)
    telling.questions = [word]
    return .told(telling)
  }
}
