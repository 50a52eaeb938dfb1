import Care
import Glibc
import Systemd

/// Tells: sends a line to the journal, or prints it where nobody collects our standard error for it.
///
/// It never waits. What it could not hand over is still in the ledger, and is handed over later.
final class Herald {
  private let journal: Journal?

  /// Uses the journal when this process's standard error ends there, otherwise standard error itself.
  init(environment: [String: String]) throws(SystemdError) {
    journal = Journal.stderrIsJournal(environment: environment) ? try Journal() : nil
  }

  /// For tests: a journal of their own.
  init(journal: Journal?) { self.journal = journal }

  /// - Throws: `JournalError`; the line is then still to be told.
  func tell(_ line: JournalLine, at clock: String) throws(JournalError) {
    guard let journal else {
      print(clock, line)
      return
    }
    var fields = [
      JournalField("MESSAGE", line.message), JournalField("PRIORITY", "\(line.priority)"),
      JournalField("SYSLOG_IDENTIFIER", "tend"), JournalField("MESSAGE_ID", line.event.messageID),
    ]
    fields += line.fields.map { JournalField($0.name, $0.value) }
    try journal.send(fields)
  }

  /// Something about Tend itself that a person should know, which no event stands for.
  func warn(_ message: String, priority: Int = 4) {
    guard let journal else {
      write("tendd: \(message)\n")
      return
    }
    // With the journal gone there is nobody left to tell; the state stays visible in `tend status`.
    try? journal.send([
      JournalField("MESSAGE", message), JournalField("PRIORITY", "\(priority)"),
      JournalField("SYSLOG_IDENTIFIER", "tend"),
    ])
  }

  private func print(_ clock: String, _ line: JournalLine) {
    let mark = line.priority <= 3 ? "! " : "  "
    write("\(clock) \(mark)\(line.message)\n")
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
