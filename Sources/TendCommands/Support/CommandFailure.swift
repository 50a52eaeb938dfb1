import Ledger

/// A verb that did not do what was asked, in words for the person who asked.
struct CommandFailure: Error, Hashable, Sendable {
  /// One line or more, without the name of the program.
  var message: String
  var code: ExitStatus
  /// What to do next; printed on a line of its own.
  var hint: String?

  init(_ message: String, code: ExitStatus = .failed, hint: String? = nil) {
    self.message = message
    self.code = code
    self.hint = hint
  }
}

extension CommandFailure {
  /// What is wrong with the record, with the next step.
  init(record error: LedgerError) {
    let hint: String?
    switch error {
    case .missing:
      self.init(
        "nothing is recorded yet: tendd has not run for this user", code: .unavailable,
        hint: "tend service install");
      return
    case .damaged, .foreign:
      hint =
        "systemctl --user restart tend, which keeps it and goes on with a new record; then tend backup --list and tend restore"
    case .newerVersion: hint = "use the newer tend, or go back to a copy from before it: tend backup --list"
    case .olderVersion: hint = "systemctl --user restart tend"
    case .replaced, .busy: hint = "the same command again"
    case .diskFull: hint = "df -h ~ shows how full it is; tendd reminds all the same"
    default: hint = nil
    }
    self.init("\(error)", code: error.exitStatus, hint: hint)
  }

  /// What is wrong with a copy that was to be restored.
  init(copy error: LedgerError) {
    let message =
      switch error {
      case .missing(let path): "there is no file \(path)"
      case .damaged(let detail): "this copy is damaged: \(detail)"
      case .newerVersion: "this copy was made by a newer version of Tend"
      default: "\(error)"
      }
    self.init(message, code: error.exitStatus, hint: "tend backup --list shows the copies there are")
  }
}

extension LedgerError {
  /// Also of `tend status`.
  var exitStatus: ExitStatus {
    switch self {
    case .missing: .unavailable
    case .damaged, .foreign, .newerVersion, .olderVersion: .badRecord
    case .diskFull, .readOnly, .permission, .failed: .inputOutput
    case .replaced, .busy, .refused: .failed
    }
  }
}

/// Exit codes carry meaning; `Documentation/commands.md` lists them.
enum ExitStatus: Int32, Hashable, Sendable {
  /// Nothing matched, or it failed.
  case failed = 1
  /// A rule of the plan forbids it.
  case refused = 4
  case partly = 5
  /// EX_USAGE of sysexits.h.
  case usage = 64
  /// EX_DATAERR: the record is damaged, or of another version.
  case badRecord = 65
  /// EX_UNAVAILABLE: `tendd` or the service manager is not there.
  case unavailable = 69
  /// EX_IOERR: the record cannot be read or written.
  case inputOutput = 74
  /// EX_CONFIG: the plan or the settings have mistakes.
  case badPlan = 78
}
