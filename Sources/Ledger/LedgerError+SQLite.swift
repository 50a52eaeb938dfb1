import GRDB

extension LedgerError {
  /// Sorts what SQLite said by what there is to do about it.
  init(_ error: DatabaseError) {
    let detail = error.message.map { "\($0) (\(error.extendedResultCode.rawValue))" } ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT:
      self = .damaged(detail: detail)
    case .SQLITE_FULL:
      self = .diskFull(detail: detail)
    case .SQLITE_READONLY:
      self = .readOnly(detail: detail)
    case .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN:
      self = .permission(detail: detail)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = .busy(detail: detail)
    case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
      self = .refused(detail: detail)
    case .SQLITE_IOERR:
      self = LedgerError(inputOutput: error.extendedResultCode, detail)
    default:
      self = .failed(detail: detail)
    }
  }

  private init(inputOutput code: ResultCode, _ detail: String) {
    switch code {
    // The index of the write-ahead log is grown before it is used, so a full disk shows itself there.
    case .SQLITE_IOERR_SHMSIZE: self = .diskFull(detail: detail)
    case .SQLITE_IOERR_CORRUPTFS, .SQLITE_IOERR_DATA: self = .damaged(detail: detail)
    case .SQLITE_IOERR_ACCESS: self = .permission(detail: detail)
    default: self = .failed(detail: detail)
    }
  }

  /// Runs `body`, giving SQLite's errors our names; every other error passes as it is.
  static func translating<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw LedgerError(error)
    }
  }

  /// The same where only the ledger itself can fail.
  static func from(_ error: any Error) -> LedgerError {
    switch error {
    case let error as LedgerError: error
    case let error as DatabaseError: LedgerError(error)
    default: .failed(detail: "\(error)")
    }
  }
}
