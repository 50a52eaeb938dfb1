import Almanac
import Care
import Ledger
import Testing

/// An entry gets another id, and everything recorded of it goes along.
@Suite struct RenamingTests {
  let test: TestLedger
  var ledger: Ledger { test.ledger }

  init() throws { test = try TestLedger() }

  private func rename(_ from: String, _ to: String, at seconds: Int64 = 2000) throws {
    let renaming = Renaming(from: try entry(from), to: try entry(to))
    try test.append(NewEvent(entry: renaming.to, .renamed(renaming)), at: seconds)
  }

  private func kinds(of text: String) throws -> [EventKind] {
    let id = try entry(text)
    return try ledger.read { try $0.events(of: id).map(\.body.kind) }
  }

  @Test func rowsPausesOrdersAndQuestionsAreOfTheNewID() throws {
    let old = try entry("prednison")
    try test.append(
      scheduled(id(0), .sample(entry: old)),
      scheduled(id(1), .sample(entry: try entry("prednison.refill"), slot: "10:00")), answered(id(0)),
      NewEvent(entry: old, .paused(Pause(from: Instant(1000), by: "me"))),
      NewEvent(entry: old, .held(Hold(from: Instant(1000), by: "dr-okafor", reason: "platelets low"))),
      NewEvent(.asked(CareQuestion("Why?", entry: old, by: "me"))))
    try test.write { try $0.setSince(EntrySince(fingerprint: "f", since: Instant(5)), of: old) }
    try rename("prednison", "prednisone")

    let new = try entry("prednisone")
    try ledger.read { (reader) throws in
      #expect(try reader.occurrences(of: new).map(\.id) == [id(0)])
      #expect(try reader.occurrence(id(1))?.facts.key.entry.text == "prednisone.refill")
      #expect(try reader.pause(of: new) != nil)
      #expect(try reader.pause(of: old) == nil)
      #expect(try reader.household().orders.holds.keys.sorted() == [new])
      #expect(try reader.household().questions.map(\.question.entry) == [new])
      #expect(try reader.entrySince().keys.sorted() == [new])
      #expect(try reader.intakes(of: [new], since: Instant(0)).count == 1)
      #expect(try reader.hasHistory(of: new))
      #expect(try !reader.hasHistory(of: old))
    }
    #expect(try kinds(of: "prednisone") == [.scheduled, .answered, .paused, .held, .renamed])
    #expect(try kinds(of: "prednison").isEmpty)
    #expect(try ledger.verifyDerived() == [])
    #expect(try ledger.rebuild() == [])
  }

  @Test func theSameBatchMayHoldWhatWasBeforeAndWhatComesAfter() throws {
    let (old, new) = (try entry("iron"), try entry("ferrum"))
    try test.append(
      scheduled(id(0), .sample(entry: old)), NewEvent(entry: new, .renamed(Renaming(from: old, to: new))),
      answered(id(0)), scheduled(id(1), .sample(entry: old, slot: "dinner")))
    #expect(try test.occurrence(id(0))?.facts.key.entry == new)
    // A new entry that takes the free id begins anew.
    #expect(try kinds(of: "iron") == [.scheduled])
    #expect(try kinds(of: "ferrum") == [.scheduled, .renamed, .answered])
    #expect(try ledger.verifyDerived() == [])
  }

  @Test func goingBackTakesAlsoWhatWasRecordedMeanwhile() throws {
    let (old, new) = (try entry("iron"), try entry("ferrum"))
    try test.append(scheduled(id(0), .sample(entry: old)))
    try rename("iron", "ferrum")
    try test.append(answered(id(0)), scheduled(id(1), .sample(entry: new, slot: "dinner")), at: 2100)
    try rename("ferrum", "iron", at: 2200)
    #expect(try ledger.read { try $0.occurrences(of: old).map(\.id) } == [id(0), id(1)])
    #expect(try ledger.read { try $0.hasHistory(of: new) } == false)
    #expect(try kinds(of: "iron") == [.scheduled, .renamed, .answered, .scheduled, .renamed])
    #expect(try ledger.verifyDerived() == [])
  }

  @Test func overTwoNamesTheHistoryIsOne() throws {
    try test.append(scheduled(id(0), .sample(entry: try entry("a-a"))))
    try rename("a-a", "b-b")
    try rename("b-b", "c-c", at: 2100)
    #expect(try kinds(of: "c-c") == [.scheduled, .renamed, .renamed])
    let names = try ledger.read { try $0.renamings().names(of: try entry("c-c")).map(\.text).sorted() }
    #expect(names == ["a-a", "b-b", "c-c"])
    #expect(try ledger.verifyDerived() == [])
  }
}
