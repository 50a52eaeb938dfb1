import Almanac
import Care
import Ledger
import Testing

@Suite struct ReadingTests {
  let test: TestLedger
  var ledger: Ledger { test.ledger }

  init() throws { test = try TestLedger() }

  @Test func aSnapshotHasEveryOpenRowAndTheOthersOfItsWindow() throws {
    let name = try entry("midostaurin")
    try test.append(
      scheduled(id(0), .sample(entry: name, slot: "old and open", at: 100)),
      scheduled(id(1), .sample(entry: name, slot: "old and answered", at: 200)), answered(id(1)),
      scheduled(id(2), .sample(entry: name, slot: "answered at the edge", at: 500)), answered(id(2)),
      scheduled(id(3), .sample(entry: name, slot: "ahead", at: 900)))
    try test.write { (transaction) throws in
      try transaction.setLastProcessed(Instant(800))
      try transaction.setSince(EntrySince(fingerprint: "f1", since: Instant(50)), of: name)
    }
    let snapshot = try ledger.read { try $0.snapshot(windowFrom: Instant(500)) }
    #expect(snapshot.occurrences.map(\.id) == [id(0), id(2), id(3)])
    #expect(snapshot.lastProcessed == Instant(800))
    #expect(snapshot.rowsWritten == 4)
    #expect(snapshot.since == [name: Instant(50)])
  }

  @Test func aSnapshotHasWhatADigestIsStillToName() throws {
    let name = try entry("midostaurin")
    for number in 0..<3 as Range<Int64> {
      let finding = Finding(
        remindersTold: 0, isToldLate: true, heldUntil: number == 1 ? nil : Instant(2000))
      try test.append(
        scheduled(id(number), .sample(entry: name, slot: "\(number)", at: number * 100)),
        NewEvent(occurrence: id(number), .missed(finding)))
    }
    try test.append(NewEvent(occurrence: id(2), .reviewed(Review(by: "me"))))
    func read() throws -> [OccurrenceID] {
      try ledger.read { try $0.snapshot(windowFrom: Instant(500)).occurrences.map(\.id) }
    }
    #expect(try read() == [id(0)])
    try test.append(NewEvent(.digest(Digest(cause: .quietHours, open: 0, missed: 1, items: []))))
    #expect(try read() == [])
  }

  @Test func whatAPlanChangedIsUnevaluatedUntilALookHasSeenIt() throws {
    let (first, second) = (try entry("midostaurin"), try entry("yoga"))
    func accepted(_ entries: EntryID...) -> NewEvent {
      NewEvent(.planAccepted(PlanAcceptance(hash: "", entries: 2, changed: entries, removed: [])))
    }
    func unevaluated() throws -> Set<EntryID> {
      try ledger.read { try $0.snapshot(windowFrom: Instant(0)).unevaluated }
    }
    // A ledger of before does not say.
    #expect(try ledger.read { try $0.snapshot(windowFrom: Instant(0)).evaluatedEvent } == nil)
    try test.append(accepted(first))
    #expect(try unevaluated() == [])
    try test.write { (transaction) throws in try transaction.setLastProcessed(Instant(800)) }
    var state = PlannerState(try ledger.read { try $0.snapshot(windowFrom: Instant(0)) })
    try test.append(accepted(second), accepted(first))
    #expect(try unevaluated() == [first, second])
    let wasUpdated = try ledger.read { try $0.update(&state, after: 1) }
    #expect(wasUpdated && state.unevaluated == [first, second])
    // The clock showed a time before Tend was made, and no row was written.
    try test.write { (transaction) throws in
      try transaction.setLastProcessed(Instant(900), isPlanEvaluated: false)
    }
    #expect(try unevaluated() == [first, second])
    try test.write { (transaction) throws in try transaction.setLastProcessed(Instant(900)) }
    #expect(try unevaluated() == [])
  }

  @Test func whatWasMissedIsListedUntilItIsAnsweredReviewedOrWithdrawn() throws {
    let name = try entry("midostaurin")
    for number in 0..<5 as Range<Int64> {
      let person = number == 1 ? "josef" : "maria"
      let facts = OccurrenceFacts.sample(entry: name, slot: "\(number)", person: person, at: number * 100)
      try test.append(scheduled(id(number), facts), missed(id(number)))
    }
    try test.append(
      answered(id(2)), NewEvent(occurrence: id(3), .reviewed(Review(by: "me"))),
      NewEvent(occurrence: id(4), .withdrawn(.entryRemoved)))
    try ledger.read { (reader) throws in
      #expect(try reader.missedUnreviewed().map(\.id) == [id(0), id(1)])
      #expect(try reader.missedUnreviewed(since: Instant(100)).map(\.id) == [id(1)])
      #expect(try reader.missedUnreviewed(person: "maria").map(\.id) == [id(0)])
      #expect(try reader.openOccurrences().isEmpty)
    }
  }

  @Test func occurrencesAreFoundByKeyEntryAndTime() throws {
    let (first, second) = (try entry("midostaurin"), try entry("yoga"))
    let facts = OccurrenceFacts.sample(entry: first, at: 300)
    try test.append(
      scheduled(id(0), facts), scheduled(id(1), .sample(entry: second, person: nil, at: 200)),
      scheduled(id(2), .sample(entry: first, slot: "dinner", at: 100)))
    try ledger.read { (reader) throws in
      #expect(try reader.occurrence(facts.key)?.id == id(0))
      #expect(try reader.occurrence(id(0))?.facts == facts)
      #expect(try reader.occurrence(id(9)) == nil)
      #expect(try reader.occurrences(of: first).map(\.id) == [id(2), id(0)])
      #expect(try reader.occurrences(from: Instant(100), to: Instant(300)).map(\.id) == [id(2), id(1)])
      #expect(
        try reader.occurrences(from: Instant(0), to: Instant(301), person: "maria").map(\.id) == [
          id(2), id(0),
        ])
    }
  }

  @Test func theLastThatCanBeUndoneIsNotUndoneYet() throws {
    let name = try entry("midostaurin")
    let events = try test.append(
      scheduled(id(0), .sample(entry: name)), answered(id(0)), NewEvent(entry: name, .resumed))
    try ledger.read { (reader) throws in
      #expect(try reader.lastUndoable(of: [.answered, .resumed])?.number == events[2].number)
      #expect(try reader.lastUndoable(of: [.snoozed]) == nil)
      #expect(try reader.latestEvents(2).map(\.number) == [3, 2])
      #expect(try reader.latestEvents(5, of: [.answered, .scheduled]).map(\.number) == [2, 1])
    }
    try test.append(NewEvent(.undone(3)))
    #expect(try ledger.read { try $0.lastUndoable(of: [.answered, .resumed]) }?.number == 2)
    try test.append(NewEvent(.undone(2)))
    #expect(try ledger.read { try $0.lastUndoable(of: [.answered, .resumed]) } == nil)
    #expect(try ledger.read { try $0.events(of: id(0)) }.map(\.number) == [1, 2, 5])
    #expect(try ledger.read { try $0.events(of: name) }.map(\.number) == [1, 2, 3, 4, 5])
  }

  @Test func acceptedPlansAreKeptOnceEach() throws {
    let files = [
      PlanText.File(path: "plan.toml", text: "# “ä” \u{0} /\n"), .init(path: "plan.d/b.toml", text: ""),
    ]
    let (first, again, second) = try test.write(at: 7) { (transaction) throws in
      (
        try transaction.keepPlan(files: files, hash: "aa"),
        try transaction.keepPlan(files: files, hash: "aa"),
        try transaction.keepPlan(files: [], hash: "bb")
      )
    }
    let third = try test.write(at: 8) { try $0.keepPlan(files: files, hash: "aa") }
    #expect([first, again, second, third] == [1, 1, 2, 3])
    try ledger.read { (reader) throws in
      #expect(try reader.plans().map(\.hash) == ["aa", "bb", "aa"])
      #expect(
        try reader.latestPlan() == PlanText(revision: 3, hash: "aa", acceptedAt: Instant(8), files: files))
      #expect(try reader.plan(revision: 1)?.files == files)
    }
  }

  @Test func sinceIsReplacedAndForgotten() throws {
    let name = try entry("midostaurin")
    try test.write { try $0.setSince(EntrySince(fingerprint: "f1", since: Instant(1)), of: name) }
    try test.write { try $0.setSince(EntrySince(fingerprint: "f2", since: Instant(2)), of: name) }
    #expect(
      try ledger.read { try $0.entrySince() } == [name: EntrySince(fingerprint: "f2", since: Instant(2))])
    try test.write { try $0.setSince(nil, of: name) }
    #expect(try ledger.read { try $0.entrySince() }.isEmpty)
  }
}
