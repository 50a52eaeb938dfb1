extension LedgerTransaction {
  /// Has the commit write without changing anything, so that it fails where nothing can be recorded.
  ///
  /// SQLite writes no page that would say what it says already, so this one is changed there and back.
  public func writeNothing() throws {
    let cursor = try MetaRow.journalCursor.value(in: database) ?? 0
    try MetaRow.journalCursor.store(cursor + 1, into: database)
    try MetaRow.journalCursor.store(cursor, into: database)
  }
}
