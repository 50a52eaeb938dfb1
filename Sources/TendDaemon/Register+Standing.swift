import Care
import Host
import Household
import Ledger

extension Register {
  /// Why the ledger cannot be written just now, which is tried; nil when it can.
  ///
  /// It waits for a writer that is at work.
  var unwritable: String? {
    guard isRecording else { return "reminding from memory" }
    do {
      try ledger.transaction(ownOrigin, stamp(household.clock.now())) { try $0.writeNothing() }
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// How many were missed that nobody looked at, and how many flags are open.
  struct Findings: Hashable {
    /// The newest event when they were counted.
    var asOf: Int64
    var missed: Int
    var flags: Int
  }

  /// Counted again only when something was recorded; the last that could be read.
  func countFindings() -> Findings {
    let newest = memory.newest
    if let findings, findings.asOf == newest { return findings }
    let counted = try? ledger.read {
      Findings(
        asOf: newest, missed: try $0.missedUnreviewedCount(), flags: try $0.flags().count(where: \.isOpen))
    }
    findings = counted ?? findings
    return findings ?? Findings(asOf: 0, missed: 0, flags: 0)
  }
}
