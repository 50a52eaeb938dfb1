public import Care
public import Ledger

extension LedgerReader {
  /// What a plan makes of ids: each entry that says what it was called takes that history along, if it has none of its
  /// own; and where an edit was taken back, the entry takes back the history that had gone to its other id.
  public func renamings(of plan: Plan) throws -> [Renaming] {
    let known = try renamings()
    return try plan.entries.compactMap { entry in
      if let former = entry.renamedFrom, plan.entry(former) == nil {
        let renaming = Renaming(from: former, to: entry.id)
        if try hasHistory(of: former), try !hasHistory(of: entry.id) { return renaming }
      }
      guard let last = known.last(touching: entry.id), last.from == entry.id, plan.entry(last.to) == nil
      else { return nil }
      return try hasHistory(of: last.to) && !hasHistory(of: entry.id) ? last.reversed : nil
    }
  }
}
