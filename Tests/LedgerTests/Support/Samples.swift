import Almanac
import Care
import FileTesting
import Ledger
import Testing

/// A ledger in a directory of its own, and short ways to write into it.
struct TestLedger {
  let directory: TemporaryDirectory
  let ledger: Ledger

  init() throws {
    directory = try TemporaryDirectory()
    ledger = try Ledger(path: directory.file("ledger.sqlite"), mayMigrate: true)
  }

  var path: String { ledger.path }

  @discardableResult
  func append(_ events: NewEvent..., at seconds: Int64 = 1000) throws -> [RecordedEvent] {
    try write(at: seconds) { try $0.append(contentsOf: events) }
  }

  @discardableResult
  func write<T>(at seconds: Int64 = 1000, _ body: (LedgerTransaction) throws -> T) throws -> T {
    try ledger.transaction(.test, .test(at: seconds), body)
  }

  func occurrence(_ id: OccurrenceID) throws -> Occurrence? { try ledger.read { try $0.occurrence(id) } }
}

extension EventOrigin {
  static let test = EventOrigin(actor: "me", channel: "test")
}

extension EventStamp {
  static func test(at seconds: Int64) -> EventStamp {
    EventStamp(at: Instant(seconds), bootID: String(repeating: "0f", count: 16), sinceBoot: seconds * 1000)
  }
}

extension OccurrenceFacts {
  static func sample(
    entry: EntryID, day: CivilDate = CivilDate(daysSinceEpoch: 20_000), slot: String = "breakfast",
    person: String? = "maria", at seconds: Int64 = 1000
  ) -> OccurrenceFacts {
    OccurrenceFacts(
      key: OccurrenceKey(entry: entry, day: day, slot: slot), kind: .medication, person: person,
      name: "Midostaurin “100 mg”\n", amount: "100 mg", importance: .critical,
      nominal: CivilDateTime(wallSeconds: seconds), zone: "Europe/Berlin", utcOffset: 3600,
      instant: Instant(seconds), earlyFrom: Instant(seconds - 7200), lateAt: Instant(seconds + 1800),
      missedAt: Instant(seconds + 14_400), repeatEvery: .minutes(10))
  }
}

/// `k7f` and the like, where a test needs some.
func id(_ number: Int64) -> OccurrenceID { OccurrenceID(number: number) }

func entry(_ text: String) throws -> EntryID { try #require(EntryID(text)) }

func scheduled(_ id: OccurrenceID, _ facts: OccurrenceFacts) -> NewEvent {
  NewEvent(occurrence: id, .scheduled(facts))
}

func answered(_ id: OccurrenceID, _ outcome: Outcome = .taken, at seconds: Int64 = 1000) -> NewEvent {
  NewEvent(
    occurrence: id,
    .answered(Answer(outcome: outcome, happenedAt: Instant(seconds), by: "me", basis: .saw, note: "“n”")))
}

func missed(_ id: OccurrenceID) -> NewEvent {
  NewEvent(occurrence: id, .missed(Finding(remindersTold: 3, isToldLate: false)))
}
