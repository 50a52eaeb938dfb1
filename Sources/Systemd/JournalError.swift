import Glibc

/// Why an entry did not reach the journal, not even in part.
public enum JournalError: Error, Hashable, Sendable {
  /// No journal is running here: try again when it may have come back.
  case absent
  /// The journal is behind, or stopped: try again later.
  case full
  /// The entry is past the journal's own limits (1,024 fields, 32 MiB); it would be dropped.
  case tooLarge
  /// The journal would drop the field of this name; "" stands for an entry without fields.
  case invalidField(String)
  /// Anything else.
  case failed(SystemdError)

  init(_ error: SystemdError) {
    switch error.errno {
    case ENOENT, ECONNREFUSED: self = .absent
    case EAGAIN: self = .full
    default: self = .failed(error)
    }
  }
}

extension JournalError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .absent: "the journal is not running"
    case .full: "the journal takes no more entries for now"
    case .tooLarge: "the entry is too large for the journal"
    case .invalidField(""): "a journal entry needs a field"
    case .invalidField(let name): "\"\(name)\" cannot be the name of a journal field"
    case .failed(let error): error.description
    }
  }
}
