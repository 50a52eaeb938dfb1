import Almanac
import Care
import Ledger

extension Recorder {
  /// Records what an answer to a check-in, or taking it back, means for flags; in the transaction of the answer.
  func recordFlags(of occurrence: Occurrence?, in ledger: LedgerTransaction) throws -> [RecordedEvent] {
    guard let facts = occurrence?.facts, facts.kind == .checkIn else { return [] }
    let changes = try context.planner(plan, settings).flagChanges(
      of: facts.key.entry, rows: try ledger.occurrences(of: facts.key.entry), flags: try ledger.flags(),
      changed: facts.key.day, by: by)
    return try ledger.append(contentsOf: changes)
  }
}

extension Reading {
  /// For programs.
  var object: JSONObject { ["question": .text(question), "value": .text(value), "unit": .text(unit)] }
}
