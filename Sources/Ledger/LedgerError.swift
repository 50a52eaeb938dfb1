/// What stands between a caller and the ledger: each case asks for something else to be done.
public enum LedgerError: Error, Hashable, Sendable {
  /// There is no ledger at the path, and the caller may not make one.
  case missing(path: String)
  /// A newer Tend wrote it: schema, event kind or payload. Nothing was changed.
  case newerVersion(detail: String)
  /// An older Tend wrote it, and the caller may not migrate. Nothing was changed.
  case olderVersion(found: Int, known: Int)
  /// The file is not a ledger any more: garbage, torn pages, an empty file, a row that does not read.
  case damaged(detail: String)
  /// A sound database of another program.
  case foreign(path: String)
  /// The file at the path is not the one that was opened: it was removed, restored or replaced. Open it again.
  case replaced(path: String)
  case diskFull(detail: String)
  /// The file system or the connection is read-only.
  case readOnly(detail: String)
  /// Not ours to read or write, or others could.
  case permission(detail: String)
  /// Another process kept the ledger locked for longer than the busy time-out.
  case busy(detail: String)
  /// What was to be written contradicts the ledger: an answer to an occurrence that is not there, a second row for
  /// one day and slot, a change of history.
  case refused(detail: String)
  /// Anything else SQLite or the system said.
  case failed(detail: String)
}

extension LedgerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let path): "there is no ledger at \(path)"
    case .newerVersion(let detail): "the ledger was written by a newer version of Tend: \(detail)"
    case .olderVersion(let found, let known):
      "the ledger has schema version \(found) and must be brought to \(known) first; starting tendd does that"
    case .damaged(let detail): "the ledger is damaged: \(detail)"
    case .foreign(let path): "\(path) is a database of another program"
    case .replaced(let path): "\(path) was replaced while it was open"
    case .diskFull(let detail): "the disk is full: \(detail)"
    case .readOnly(let detail): "the ledger cannot be written: \(detail)"
    case .permission(let detail): detail
    case .busy(let detail): "another process keeps the ledger locked: \(detail)"
    case .refused(let detail): "the ledger refused an entry: \(detail)"
    case .failed(let detail): "the ledger failed: \(detail)"
    }
  }
}
