import Almanac

extension PlannerState {
  /// The rows of an entry, and whatever else is known of it, are of its new id.
  mutating func rename(_ renaming: Renaming) {
    let former = rows.entries.filter { $0.written == renaming.from }
    for row in former.flatMap({ occurrences(of: $0) }) { take(row.renamed(renaming)) }
    if let pause = pauses[renaming.from] {
      setPause(nil, of: renaming.from)
      setPause(pause, of: renaming.to)
    }
    setSince(Dictionary(since.map { (renaming.renamed($0), $1) }, uniquingKeysWith: min))
    setUnevaluated(Set(unevaluated.map(renaming.renamed)))
    var record = household
    record.rename(renaming)
    setHousehold(record)
  }

  /// Whether the entry is known, as far as this reaches back.
  func knows(_ entry: EntryID) -> Bool {
    since[entry] != nil || pauses[entry] != nil || rows.entries.contains { $0.written == entry }
  }
}

extension HouseholdRecord {
  fileprivate mutating func rename(_ renaming: Renaming) {
    orders.rename(renaming)
    for index in questions.indices {
      questions[index].question.entry = questions[index].question.entry.map(renaming.renamed)
    }
  }
}
