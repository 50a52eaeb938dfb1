import CSystemd
import Glibc

/// A sender of structured entries to the systemd journal that never waits and never loses one silently.
///
/// It speaks the [native protocol](https://systemd.io/JOURNAL_NATIVE_PROTOCOL/) itself, because
/// `sd_journal_sendv` returns success when no journal is running, waits for as long as a journal is stopped,
/// and does not say that a field was dropped for its name.
///
/// That an entry was taken does not mean that it was stored: the journal drops what passes a sender's rate limit,
/// and says so only in a line of its own.
public final class Journal {
  /// Where journald listens.
  public static let defaultSocketPath = "/run/systemd/journal/socket"

  private static let maximumFieldCount = 1024
  /// The lower of journald's two limits: newer versions hold unprivileged senders to it.
  private static let maximumSize = 32 << 20

  private let sender: DatagramSender

  /// Prepares to send; it does not matter whether a journal is running yet.
  public init(socketPath: String = defaultSocketPath) throws(SystemdError) {
    sender = try DatagramSender(to: socketPath)
  }

  /// Hands one entry to the journal, all of it or nothing.
  ///
  /// A name may occur more than once: the journal keeps every value. `MESSAGE`, `PRIORITY` (0 to 7),
  /// `SYSLOG_IDENTIFIER` and `MESSAGE_ID` are what readers expect; the journal adds the trusted fields
  /// (`_PID`, `_UID`, …) itself.
  public func send(_ fields: [JournalField]) throws(JournalError) {
    let message = try Self.message(of: fields)
    do {
      do {
        try sender.send(message)
      } catch  where error.errno == EMSGSIZE || error.errno == ENOBUFS {
        try sender.sendAsFile(message)
      }
    } catch {
      throw JournalError(error)
    }
  }

  private static func message(of fields: [JournalField]) throws(JournalError) -> [UInt8] {
    guard !fields.isEmpty else { throw .invalidField("") }
    guard fields.count <= maximumFieldCount else { throw .tooLarge }
    var message: [UInt8] = []
    for field in fields {
      guard field.hasValidName else { throw .invalidField(field.name) }
      guard message.count + field.value.count <= maximumSize else { throw .tooLarge }
      field.append(to: &message)
    }
    return message
  }

  /// Whether what this process writes to its standard error ends up in the journal anyway.
  ///
  /// If not, it was started by hand: print for the person at the terminal. See ``isStream(_:named:)``.
  public static func stderrIsJournal(environment: [String: String]) -> Bool {
    isStream(STDERR_FILENO, named: environment["JOURNAL_STREAM"])
  }

  /// Whether a descriptor is the stream that `$JOURNAL_STREAM` names by device and inode, "10:33278".
  ///
  /// The variable alone proves nothing: a child inherits it also when its output goes elsewhere (systemd.exec(5)).
  public static func isStream(_ descriptor: CInt, named name: String?) -> Bool {
    let parts = name?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    var status = stat()
    guard parts.count == 2, let device = dev_t(parts[0]), let inode = ino_t(parts[1]),
      fstat(descriptor, &status) == 0
    else { return false }
    return status.st_dev == device && status.st_ino == inode
  }
}
