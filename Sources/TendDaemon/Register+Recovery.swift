import Almanac
import Care
import Host
import Household
import Ledger

extension Register {
  /// Goes on with another ledger where this one is damaged; false where that is not the trouble, or cannot be done.
  ///
  /// What was due has been told from memory by now. Rows that do not read and can be derived anew are; a file that is
  /// damaged itself is set aside whole.
  func recover(from error: any Error, _ now: Instant) -> Bool {
    guard case LedgerError.damaged(let detail) = error, ledger.access == .readWrite else { return false }
    if mend() { return true }
    do {
      var known = SalvagedRecord()
      (known.rowsWritten, known.lastEvent) = (memory.state.rowsWritten, memory.newest)
      take(try household.beginLedgerAnew(.damaged, detail, known: known))
      return true
    } catch {
      herald.warn("the damaged ledger cannot be replaced (\(error))", priority: 2)
      return false
    }
  }

  /// Derives the rows anew from the events, once; false where the events or the file are at fault.
  private func mend() -> Bool {
    guard !hasMended, (try? ledger.integrityProblems().isEmpty) ?? false else { return false }
    hasMended = true
    guard let differences = try? ledger.rebuild() else { return false }
    forget()
    herald.warn(
      "rows of the ledger did not read and were made anew from its events, which are whole: "
        + differences.map(\.description).joined(separator: ", "), priority: 3)
    return true
  }

  /// Writes a ledger back that was deleted while it was open, or whose log was; false where another one has taken its
  /// place, or it cannot be done.
  func writeBack(_ now: Instant) -> Bool {
    let path = ledger.path
    guard !ledger.isStandIn else { return false }
    do {
      if Directories.exists(path) {
        // What is in the log that nobody else can open any more goes into the file.
        guard !Directories.exists(ledger.walPath), ledger.isInPlace else { return false }
        try ledger.checkpoint()
        say("The log of the record was deleted; what was in it is written back")
        return true
      }
      try PrivateDirectory.ensure(Directories.holding(path))
      let copy = try household.backups.make(.saved, at: now, ledger.backUp)
      // Of the file that is gone: a new one must not find them.
      for file in [ledger.walPath, path + "-shm"] { try Directories.remove(file) }
      try LedgerCopy.make(of: copy.path, to: path)
      say("The file of the record was deleted; tendd had it open and wrote it back, with nothing missing")
      return true
    } catch {
      herald.warn("the ledger that was deleted cannot be written back (\(error))", priority: 2)
      return false
    }
  }

  private func say(_ message: String) {
    let kind = JournalEvent.recordSaved
    let fields = [JournalLine.Field("TEND_EVENT", kind.rawValue)]
    try? herald.tell(JournalLine(event: kind, message: message, priority: 3, fields: fields), at: "tendd:")
  }
}
