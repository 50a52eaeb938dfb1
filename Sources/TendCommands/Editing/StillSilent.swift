import Almanac
import Care
import Ledger

/// Whether an entry reminds once one of the things that kept it silent is over: a pause, a hold and a stay in hospital
/// stand side by side.
struct StillSilent {
  let plan: Plan
  let zone: ZoneRules
  let now: Instant

  /// `Its reminders are told again.`, or what still keeps it silent, with the way out of it; nil of what never reminds.
  func line(_ entry: Entry, in ledger: LedgerReader) throws -> String? {
    let reasons = try reasons(entry, ledger)
    guard reasons.isEmpty else { return words(reasons) }
    return entry.asNeeded == nil ? "Its reminders are told again." : nil
  }

  /// What keeps it silent; nil where nothing does.
  func warning(_ entry: Entry, in ledger: LedgerReader) throws -> String? {
    let reasons = try reasons(entry, ledger)
    return reasons.isEmpty ? nil : words(reasons)
  }

  private func words(_ reasons: [String]) -> String { "It stays silent: \(reasons.joined(separator: "; "))." }

  private func reasons(_ entry: Entry, _ ledger: LedgerReader) throws -> [String] {
    let orders = try ledger.household().orders
    var reasons: [String] = []
    if let silence = entry.silence { reasons.append(silence.rawValue) }
    if let pause = try ledger.pauses(endingAfter: now)[entry.id], pause.covers(now) {
      reasons.append("paused\(until(pause.until)) (tend resume \(entry.id))")
    }
    if let hold = orders.hold(of: entry.id, at: now) {
      let by = plan.contact(hold.by)?.name ?? hold.by
      reasons.append("on hold by order of \(by)\(until(hold.until)) (tend release \(entry.id))")
    }
    if let person = plan.person(entry.person),
      orders.stay(over: entry.id, entry.kind, of: person.id, at: now) != nil
    {
      reasons.append("\(person.name) is in hospital (tend discharge \(person.id))")
    }
    return reasons
  }

  private func until(_ end: Instant?) -> String {
    end.map { " until \(Phrase.time($0, in: zone, now: now))" } ?? ""
  }
}
