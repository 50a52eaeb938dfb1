import Almanac
import Care
import Desktop
import Host
import Household
import Systemd

/// Tells that tendd cannot stay up: to the journal at the loudest, and by a popup where there is a desktop.
///
/// Run by tend-failure.service, with no tendd to lean on, so it needs no plan and no ledger.
struct FailureNotice {
  /// Seconds in which it is told at the loudest once: emergencies are written to every terminal of the computer.
  static let pause: Int64 = 900

  let context: CommandContext

  func tell() throws {
    if case .running(let process) = DaemonProcess(context.household.paths) {
      // Reminders do go on, so nobody is to be alarmed.
      let name = process.map { "process \($0)" } ?? "another process"
      return journal(
        "tend.service cannot stay up: tendd runs already, as \(name), and reminds. End that one for the service",
        priority: 3)
    }
    journal(
      "Tend cannot stay up: NOBODY IS REMINDED of anything now. See: tend service logs -n 20, tend doctor",
      priority: isLoud() ? 0 : 3)
    try popup()
  }

  private func journal(_ message: String, priority: Int) {
    let event = JournalEvent.daemonFailed
    do {
      try Journal(socketPath: context.journalSocket).send([
        JournalField("MESSAGE", message), JournalField("PRIORITY", "\(priority)"),
        JournalField("SYSLOG_IDENTIFIER", "tend"), JournalField("MESSAGE_ID", event.messageID),
        JournalField("TEND_EVENT", event.rawValue),
      ])
    } catch {
      context.printer.problem("tend: \(message)")
    }
  }

  /// Waits for a desktop no longer than a moment: there may be none.
  private func popup() throws {
    let loop = try EventLoop()
    let bus = Bus(loop: loop, address: .user(environment: context.environment))
    let server = NotificationServer(bus: bus, application: "Tend", desktopEntry: "tend") { _ in }
    var isOver = false
    let popup = Popup(
      summary: "Nobody is reminded",
      body: "Tend cannot stay up.\nSee: tend service logs -n 20\nand: tend doctor", urgency: .critical,
      category: "x-tend.failure", stays: true)
    server.show(popup) { _ in isOver = true }
    let deadline = ContinuousClock.now + .seconds(10)
    while !isOver, ContinuousClock.now < deadline { _ = try loop.turn(waitingAtMost: .seconds(1)) }
  }

  /// Whether it was not told for a while; notes that it is told now.
  private func isLoud() -> Bool {
    guard let directory = context.environment["XDG_RUNTIME_DIR"], directory.hasPrefix("/") else {
      return true
    }
    let path = directory + "/tend-failure"
    let now = context.household.clock.now()
    if let last = Directories.settledTime(of: path), (0..<FailureNotice.pause).contains(now - last) {
      return false
    }
    try? AtomicFile.write(path, [])
    return true
  }
}
