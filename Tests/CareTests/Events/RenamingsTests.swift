import Almanac
import Care
import Testing

/// Which histories go to another id when a plan is accepted.
struct RenamingsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The ids of the plan, each with what it says it was called.
    var plan: [(id: String, former: String?)]
    var histories: Set<String>
    var before: [(from: String, to: String)] = []
    var expected: [String]
  }

  @Test(arguments: [
    Case(
      testDescription: "takes it along", plan: [("new", "old")], histories: ["old"], expected: ["old>new"]),
    Case(testDescription: "nothing to take", plan: [("new", "old")], histories: [], expected: []),
    Case(
      testDescription: "has one of its own", plan: [("new", "old")], histories: ["old", "new"], expected: []),
    Case(
      testDescription: "the old one is there still", plan: [("new", "old"), ("old", nil)],
      histories: ["old"], expected: []),
    Case(testDescription: "says nothing", plan: [("new", nil)], histories: ["old"], expected: []),
    Case(
      testDescription: "the edit was taken back", plan: [("old", nil)], histories: ["new"],
      before: [("old", "new")], expected: ["new>old"]),
    Case(
      testDescription: "taken back, and both are there", plan: [("old", nil), ("new", nil)],
      histories: ["new"], before: [("old", "new")], expected: []),
    Case(
      testDescription: "went on to a third", plan: [("third", "new")], histories: ["new"],
      before: [("old", "new")], expected: ["new>third"]),
  ])
  func aHistoryGoesToTheEntryThatHasNone(_ one: Case) {
    let entries = one.plan.map { item in
      var entry = Sample.medication(item.id)
      entry.renamedFrom = item.former.map(entryID)
      return entry
    }
    let known = Renamings(
      one.before.enumerated().map { index, item in
        RecordedEvent(
          number: Int64(index + 1), stamp: EventStamp(at: at("08:00"), bootID: "", sinceBoot: 0),
          origin: EventOrigin(actor: "ana", channel: "rename"), occurrence: nil, entry: entryID(item.to),
          body: .renamed(Renaming(from: entryID(item.from), to: entryID(item.to))))
      })
    let found = known.new(in: Plan(entries: entries)) { one.histories.contains($0.text) }
    #expect(found.map { "\($0.from)>\($0.to)" } == one.expected)
  }
}
