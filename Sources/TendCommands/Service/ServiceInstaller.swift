import Almanac
import Care
import Glibc
import Host
import Household

/// Puts tendd into the care of this user's service manager, and takes it out again.
struct ServiceInstaller {
  let context: CommandContext
  let systemctl: Systemctl

  init(_ context: CommandContext) throws {
    self.context = context
    systemctl = try Systemctl(environment: context.environment)
  }

  private var paths: XDGPaths { context.household.paths }

  /// Where units of this user are: beside our own directory.
  var unitPath: String {
    "\(Directories.holding(paths.configDirectory))/systemd/user/\(Systemctl.unit)"
  }

  /// The unit beside it that tells when tendd cannot stay up.
  var failureUnitPath: String { "\(Directories.holding(unitPath))/\(UnitFile.failureUnit)" }

  /// Whether what is installed is what this release would install here.
  func isCurrent() throws -> Bool {
    let unit = try unit()
    return try installedText(unitPath) == unit.text && installedText(failureUnitPath) == unit.failureText
  }

  /// Writes the unit, enables it and starts tendd anew; doing it again changes nothing but that.
  func install() throws {
    let unit = try unit()
    if case .running(let process) = DaemonProcess(paths), try !ServiceState(systemctl).isActive {
      let number = process.map { " as process \($0)" } ?? ""
      throw CommandFailure(
        "tendd runs already\(number), without systemd", code: .refused, hint: "end that one first")
    }
    let isEmptyPlan = try ensurePlan()
    try place(unit.text, unitPath)
    try place(unit.failureText, failureUnitPath)
    try systemctl.run("daemon-reload")
    try systemctl.run("enable", Systemctl.unit)
    // After ends without number systemd refuses another start for a minute, unless it is told to forget them.
    _ = try systemctl.capture(["reset-failed", Systemctl.unit])
    try systemctl.run("restart", Systemctl.unit)
    context.printer.line("Installed \(unitPath).")
    _ = try ServiceState(systemctl).print(context)
    if isEmptyPlan {
      context.printer.line("The plan is empty. A first entry, with your own care team's words:")
      context.printer.line("  tend add medication \"Cetirizine\" --dose \"10 mg\" --at 08:00")
    }
    if !Lingering.isOn() {
      context.printer.line("Reminders stop when you log out, and start when you log in. To have them always:")
      context.printer.line("  loginctl enable-linger")
    }
    for line in systemctl.otherPlaces(context.environment) { context.printer.problem("tend: \(line)") }
  }

  /// Stops tendd and removes the unit; plan and record stay.
  func uninstall() throws {
    guard let text = try installedText(unitPath) else {
      return context.printer.line("tend.service is not installed for this user.")
    }
    guard UnitFile.isOurs(text) else { throw foreign(unitPath) }
    try systemctl.run("disable", "--now", Systemctl.unit)
    guard unlink(unitPath) == 0 else {
      throw CommandFailure("cannot remove \(unitPath): \(String(cString: strerror(errno)))")
    }
    if let text = try installedText(failureUnitPath), UnitFile.isOurs(text) { unlink(failureUnitPath) }
    try systemctl.run("daemon-reload")
    // A unit that had failed would stay in the manager's memory; where it had not, there is nothing to forget.
    _ = try systemctl.capture(["reset-failed", Systemctl.unit])
    context.printer.line("Removed \(unitPath). NOBODY IS REMINDED of anything now.")
    context.printer.line("The plan stays in \(paths.configDirectory), the record in \(paths.stateDirectory).")
  }

  private func unit() throws -> UnitFile {
    guard let directory = Directories.target(ofLink: "/proc/self/exe").map(Directories.holding) else {
      throw CommandFailure("cannot find out where this program is: /proc/self/exe does not say")
    }
    let hasDaemonName = access("\(directory)/tendd", X_OK) == 0
    guard let unit = UnitFile(directory: directory, hasDaemonName: hasDaemonName) else {
      throw CommandFailure(
        "systemd cannot be told of a program in “\(directory)”; install tend in a directory with a plainer name"
      )
    }
    return unit
  }

  private func installedText(_ path: String) throws -> String? {
    do {
      return String(decoding: try RegularFile.read(path, limit: 1 << 20), as: UTF8.self)
    } catch  where error.cause == .missing {
      return nil
    }
  }

  private func place(_ text: String, _ path: String) throws {
    let old = try installedText(path)
    if let old, !UnitFile.isOurs(old) { throw foreign(path) }
    guard old != text else { return }
    try makeDirectories(Directories.holding(path))
    try AtomicFile.write(path, Array(text.utf8), mode: 0o644)
  }

  private func foreign(_ path: String) -> CommandFailure {
    CommandFailure(
      "\(path) was not written by tend service install; it was left alone", code: .refused,
      hint: "move it away first")
  }

  /// Starts an empty plan where there is none; returns whether there is nothing in the plan.
  private func ensurePlan() throws -> Bool {
    try PlanLock.holding(context.household) {
      try PrivateDirectory.ensure(paths.configDirectory)
      let draft = try PlanDraft(context.household)
      if draft.files.plan.isEmpty { try AtomicFile.write(paths.planFile, PlanDraft.header) }
      return draft.plan?.entries.isEmpty ?? false
    }
  }

  /// Those that are missing; the ones there are other programs' too and stay as they are.
  private func makeDirectories(_ path: String) throws {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, Directories.holding(path) != path else {
      throw CommandFailure("cannot make \(path): \(String(cString: strerror(errno)))")
    }
    try makeDirectories(Directories.holding(path))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw CommandFailure("cannot make \(path): \(String(cString: strerror(errno)))")
    }
  }
}
