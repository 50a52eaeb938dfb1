import Almanac
import Care
import Glibc
import Host
import Household
import Ledger

// The plan and the record: whether tendd can go by the one and write the other.

extension Checkup {
  var plan: DoctorCheck {
    let state: PlanState
    switch planState {
    case .success(let found): state = found
    case .failure(let error):
      return .problem(
        "plan", "\(error)", fix: "ls -la \(context.household.paths.configDirectory), then tend check")
    }
    let count = state.inForce.entries.count
    if let mistake = state.diagnostics.first {
      let others = state.diagnostics.count - 1
      return .problem(
        "plan", mistake + (others > 0 ? " (and \(others) more)" : ""), fix: "tend check lists them, tend edit"
      )
    }
    guard state.isInForce else {
      return .problem(
        "plan", "it has no entries any more; the last one goes on",
        fix: "tend edit; if it is meant: tend reload --accept")
    }
    return .ok("plan", "\(count) \(count == 1 ? "entry" : "entries")")
  }

  var ledger: DoctorCheck {
    if let error = record.error {
      let failure = CommandFailure(record: error)
      return .problem("ledger", failure.message, fix: failure.hint ?? whose)
    }
    if let problem = record.problem { return .problem("ledger", problem, fix: whose) }
    if let kind = FileSystemKind.network(at: directory) {
      return .problem(
        "ledger", "it is on a network file system (\(kind))", fix: "set XDG_STATE_HOME to a local directory")
    }
    if let obstacle = writing { return obstacle }
    if let loss = lossLine { return .problem("ledger", loss, fix: "tend restore") }
    let last = record.lastProcessed.map { ", last written \(Phrase.relative($0, now: context.now))" }
    return .ok("ledger", "can be read and written\(last ?? ""), \(record.missed) missed to review")
  }

  private var directory: String { context.household.paths.stateDirectory }

  /// Nobody should take over what another user put there without having looked at it.
  private var whose: String {
    "ls -la \(directory); if all of it is yours: "
      + "sudo chown -R $USER \(directory) && chmod -R u+rwX,go= \(directory)"
  }

  /// Why tendd could not write to it, though it can be read.
  private var writing: DoctorCheck? {
    do {
      try PrivateDirectory.check(directory)
    } catch {
      return .problem(
        "ledger", "\(error)", fix: whose)
    }
    for place in [directory, record.path] where access(place, W_OK) != 0 {
      let code = errno
      let text = "nothing can be recorded: \(place) cannot be written (\(String(cString: strerror(code))))"
      return .problem(
        "ledger", text,
        fix: code == EACCES
          ? "chmod -R u+rwX \(directory)"
          : "journalctl -k -n 50 may say why; sudo mount -o remount,rw makes a disk writable again")
    }
    return nil
  }

  private var lossLine: String? {
    guard let loss = record.loss else { return nil }
    let state = try? planState.get()
    var settings = state?.settings ?? Settings()
    // The person at this terminal asked.
    settings.privacy = .full
    let zone = (try? context.displayZone()) ?? .utc
    let wording = Wording(plan: state?.inForce ?? Plan(), settings: settings, zones: ZoneBook(machine: zone))
    return wording.line(loss, occurrence: nil)?.message
  }
}
