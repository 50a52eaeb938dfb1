import Almanac
import Care
import Glibc
import Systemd

/// Tells: sends a line to the journal, or prints it where nobody collects our standard error for it.
///
/// It never waits. What it could not hand over is still in the ledger, and is handed over later.
final class Herald {
  private let journal: Journal?
  private let output: CInt

  /// Uses the journal when this process's standard error ends there, otherwise standard error itself.
  init(environment: [String: String]) throws(SystemdError) {
    journal = Journal.stderrIsJournal(environment: environment) ? try Journal() : nil
    output = STDERR_FILENO
  }

  /// With a journal of one's own, or none and a descriptor to print to.
  init(journal: Journal?, output: CInt = STDERR_FILENO) {
    self.journal = journal
    self.output = output
  }

  /// - Throws: `JournalError`; the line is then still to be told.
  func tell(_ line: JournalLine, at clock: String) throws(JournalError) {
    guard let journal else {
      let mark = line.priority <= 3 ? "! " : "  "
      try print("\(clock) \(mark)\(line.message)")
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
    // With the journal gone there is nobody left to tell; the state stays visible in `tend status`.
    guard let journal else {
      try? print("tendd: \(message)")
      return
    }
    try? journal.send([
      JournalField("MESSAGE", message), JournalField("PRIORITY", "\(priority)"),
      JournalField("SYSLOG_IDENTIFIER", "tend"),
    ])
  }

  /// For someone who looks for a mistake: to the journal, line by line, and nowhere where there is none.
  func debug(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline).prefix(50) {
      try? journal?.send([
        JournalField("MESSAGE", String(line.prefix(500))), JournalField("PRIORITY", "7"),
        JournalField("SYSLOG_IDENTIFIER", "tend"),
      ])
    }
  }

  /// Says that nothing is being recorded.
  func unrecorded(_ message: String) {
    let kind = JournalEvent.unrecorded
    let fields = [
      JournalLine.Field("TEND_EVENT", kind.rawValue), JournalLine.Field("TEND_STATE", kind.rawValue),
    ]
    try? tell(JournalLine(event: kind, message: message, priority: 2, fields: fields), at: "tendd:")
  }

  /// Prints a line for a person with nothing in it that steers their terminal, unless nobody reads: a terminal that was stopped must not stop the reminders.
  private func print(_ text: String) throws(JournalError) {
    var poller = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
    guard poll(&poller, 1, 0) == 1, poller.revents & Int16(POLLOUT) != 0 else { throw .full }
    let bytes = Array((Phrase.harmlessLine(text) + "\n").utf8)
    let count = bytes.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
    guard count > 0 else { throw .absent }
  }
}
