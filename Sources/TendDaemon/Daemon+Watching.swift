import Host
import Household
import Ledger
import Systemd

/// What it sees without looking at the clock: changes of the plan, of the zones and of the ledger.
extension Daemon {
  func watchPlan() throws {
    let files = try Settling(loop: loop) { [weak self] settled in
      guard let self else { return true }
      refreshWatches()
      let isDone = office.reload(settled: settled)
      if isDone {
        refreshWatches()
        look()
      }
      return isDone
    }
    planFiles = files
    planWatches = watches("run tend reload after changing the plan") { files.changed() }
    planWatches?.refresh { PlanWatch.directories(household.paths) }
  }

  func watchZones() throws {
    let files = try Settling(loop: loop) { [weak self] settled in
      guard let self else { return true }
      refreshWatches()
      let isDone = office.followZones(settled: settled)
      if isDone { look() }
      return isDone
    }
    zoneFiles = files
    zoneWatches = watches("run tend reload after changing the time zone") { files.changed() }
    refreshWatches()
  }

  private func watches(_ remedy: String, onChange: @escaping () -> Void) -> DirectoryWatches {
    DirectoryWatches(
      loop: loop,
      onFailure: { [herald] path, error in
        herald.warn("cannot watch \(path) (\(error)): \(remedy)", priority: 3)
      }, onChange: onChange)
  }

  func refreshWatches() {
    planWatches?.refresh { PlanWatch.directories(household.paths) }
    zoneWatches?.refresh { ZoneWatch.directories(household.zones, named: office.zoneNames) }
  }

  /// Sees the commits of others in the write-ahead log, and whether the ledger is still in its place.
  func watchLedger() {
    let ledger = register.ledger
    let files = Set(
      [ledger.path, ledger.walPath].compactMap { $0.split(separator: "/").last.map(String.init) })
    do {
      ledgerWatches = [
        try loop.watchFile(ledger.walPath) { [weak self] _ in self?.postLook() },
        try loop.watchDirectory(
          Directories.holding(ledger.path), for: [.created, .deleted, .movedIn, .movedOut]
        ) { [weak self] event in
          if event.name.isEmpty || files.contains(event.name) { self?.ledgerMoved() }
        },
      ]
    } catch {
      herald.warn("cannot watch the ledger (\(error)): answers are seen at the next reminder", priority: 3)
    }
  }

  private func ledgerMoved() {
    look()
    // The log belongs to the file: what is written to one that nobody else finds is lost.
    if !Directories.exists(register.ledger.walPath) {
      endIfUseless(LedgerError.missing(path: register.ledger.walPath))
    }
  }
}
