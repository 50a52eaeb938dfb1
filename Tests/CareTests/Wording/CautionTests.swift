import Almanac
import Care
import Testing

/// What is in doubt says so in every sentence, field and view.
struct CautionTests {
  private static let occurrence = Sample.occurrence {
    $0.caution = .recordLost
    $0.importance = .low
  }

  private func line(
    _ body: EventBody, _ now: String, privacy: Settings.Privacy = .full,
    _ occurrence: Occurrence = occurrence
  ) throws -> JournalLine {
    let wording = Wording(privacy: privacy, names: ["ana": "Ana"], zones: Zones.book)
    let event = RecordedEvent(
      number: 1, stamp: EventStamp(at: at(now), bootID: "", sinceBoot: 0),
      origin: EventOrigin(actor: "ana", channel: "restore"), occurrence: occurrence.id,
      entry: occurrence.facts.key.entry, body: body)
    return try #require(wording.line(event, occurrence: occurrence))
  }

  private static func told(_ phase: Phase) -> EventBody {
    .told(Telling(phase: phase, attempt: 1, rung: 0, planned: at("08:00"), isToldLate: true, next: nil))
  }

  @Test(arguments: [
    (
      told(.due), "08:20",
      "Record lost — check before giving: Midostaurin 100 mg for Maria, due 08:00, 20 min ago. "
        + "Take 4 capsules, with food. Missed from 12:00. Answer: tend take k7f",
      "Something is due — k7f, record lost: check first. See: tend due"
    ),
    (
      told(.late), "09:05",
      "Record lost — check before giving: Late: Midostaurin 100 mg for Maria, due 08:00, 1 h 5 min ago. "
        + "Take 4 capsules, with food. If missed: Skip it. Next dose at its usual time. Missed from 12:00. "
        + "Answer: tend take k7f",
      "Something is late — k7f, record lost: check first. See: tend due"
    ),
    (
      .missed(Finding(remindersTold: 0, isToldLate: true)), "13:00",
      "Record lost — check before giving: Midostaurin 100 mg for Maria, due 08:00; nobody knows whether it was given. "
        + "If it was taken after all: tend take k7f --at HH:MM",
      "Something was missed — k7f, record lost: check first. See: tend missed"
    ),
  ])
  func everySentenceWarns(body: EventBody, now: String, full: String, discreet: String) throws {
    #expect(try line(body, now).message == full)
    #expect(try line(body, now, privacy: .discreet).message == discreet)
    for privacy in Settings.Privacy.allCases {
      let line = try line(body, now, privacy: privacy)
      #expect(line.fields.contains(JournalLine.Field("TEND_CAUTION", "record-lost")))
      #expect(line.priority <= 4)
    }
  }

  @Test func whatIsNoMedicineIsNotGiven() throws {
    let yoga = Sample.occurrence {
      $0.kind = .activity
      $0.caution = .recordLost
    }
    #expect(
      try line(Self.told(.due), "08:01", yoga).message.hasPrefix("Record lost — check whether it happened: "))
  }

  @Test func theStatusLineWarns() throws {
    let planner = try Planner(plan: Sample.plan(Sample.medication()), settings: Settings(), zones: Zones.book)
    #expect(
      StatusLine.next(planner, rows: [Self.occurrence], now: at("08:01"))
        == "Due now: Midostaurin 08:00, record lost: check first")
  }

  @Test(arguments: [
    (
      RecordLoss(
        cause: .damaged, detail: "file is not a database", until: at("10:00"), setAside: "/s/damaged",
        backup: "/s/b.sqlite"), 2,
      "THE RECORD IS LOST: the ledger is damaged (file is not a database). "
        + "Doses of that time are told as “record lost — check before giving”. It is kept in /s/damaged. "
        + "Newest good backup: tend restore /s/b.sqlite. To go on without: tend restore --none"
    ),
    (
      RecordLoss(cause: .vanished, until: at("10:00")), 2,
      "THE RECORD IS LOST: the ledger is gone. Doses of that time are told as “record lost — check before giving”. "
        + "There is no good backup. To go on without: tend restore --none"
    ),
    (
      RecordLoss(
        cause: .restored, from: at("03:00"), until: at("10:00"), setAside: "/s/replaced", backup: "b.sqlite"),
      4,
      "The record is that of b.sqlite again. What was recorded between 03:00 and 10:00 is not in it. "
        + "Doses of that time are told as “record lost — check before giving”. "
        + "What was there before is kept in /s/replaced"
    ),
  ])
  func aLossSaysWhatToDo(loss: RecordLoss, priority: Int, message: String) throws {
    let line = try line(.recordLost(loss), "10:00")
    #expect(line.message == message)
    #expect(line.priority == priority)
    #expect(line.fields.contains(JournalLine.Field("TEND_STATE", loss.cause.rawValue)))
  }
}
