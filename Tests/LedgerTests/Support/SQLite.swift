import FileTesting

/// What SQLite's own shell says to a statement: another process, and none of our code.
@discardableResult
func sqlite(_ path: String, _ statement: String) throws -> Command {
  try Command("sqlite3", "-batch", "-cmd", ".timeout 5000", path, statement)
}
