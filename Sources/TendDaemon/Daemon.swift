import Almanac
import Care
import Glibc
import Host
import Household
import Ledger
import PlanFile
import Systemd

/// The loop: the one place where the parts meet at run time.
///
/// Everything happens on the thread that runs the loop. Each wake-up, whatever caused it, does the same: look at the
/// plan and the ledger with the present time, record what follows, tell it, and sleep until the next instant.
final class Daemon {
  let household: Household
  private let loop: EventLoop
  private let notify: Notify
  private let ledger: Ledger
  private let office: PlanOffice
  private let outbox: Outbox
  private let herald: Herald
  private var memory = Memory()
  /// What `systemctl status` shows.
  private var status = ""
  private var timer: RealtimeTimer?
  private var planWatch: PlanWatch?
  private var zoneWatch: FileWatch?
  private var ledgerWatch: FileWatch?
  private var seenVersion: Int64 = 0
  private var isLookPosted = false
  private var isReloadPosted = false

  init(household: Household, ledger: Ledger, environment: [String: String]) throws {
    self.household = household
    self.ledger = ledger
    loop = try EventLoop()
    notify = Notify(environment: environment)
    herald = try Herald(environment: environment)
    office = try PlanOffice(household: household, ledger: ledger, herald: herald)
    outbox = Outbox(ledger: ledger, herald: herald)
  }

  /// Runs until a signal ends it; returns the exit code.
  func run() throws -> CInt {
    try loop.onSignal([SIGTERM, SIGINT]) { [weak self] signal in self?.stop(signal) }
    try loop.onSignal([SIGHUP]) { [weak self] _ in self?.reload(announced: true) }
    timer = try loop.timer(
      onWake: { [weak self] in self?.look() }, onClockStep: { [weak self] in self?.look() })
    // Watch before reading, so that no change falls in between.
    watchZone()
    watchLedger()
    planWatch = PlanWatch(paths: household.paths, loop: loop, herald: herald) { [weak self] in
      self?.postReload()
    }
    try office.start()
    planWatch?.refresh()
    look()
    notify.ready(status: status)
    try loop.enableWatchdog()
    return try loop.run()
  }

  /// Evaluates everything since the last processed instant, records it, tells it, and arms the next wake-up.
  private func look() {
    isLookPosted = false
    let now = household.clock.now()
    let next: Instant?
    do {
      let step = try record(now)
      next = outbox.deliver(wording: office.wording, now: now) ? step.nextWakeup : now + Outbox.retryAfter
    } catch {
      next = lookUnrecorded(now, error)
    }
    seenVersion = (try? ledger.dataVersion()) ?? seenVersion
    arm(next, now: now)
    let line = StatusLine.next(office.planner, rows: memory.snapshot.occurrences, now: now)
    if line != status {
      status = line
      notify.status(line)
    }
  }

  /// One transaction: the record comes first, then the telling.
  private func record(_ now: Instant) throws -> PlannerStep {
    try ledger.transaction(office.origin, try household.stamp(at: now)) { ledger in
      try memory.writeBacklog(to: ledger)
      let past = try ledger.lastProcessed().map { min($0, now) } ?? now
      let snapshot = try ledger.snapshot(windowFrom: past - Planner.lookBack.seconds)
      let step = office.planner.step(snapshot, now: now, release: Release.date)
      try ledger.append(contentsOf: step.events)
      // An older instant costs nothing: rows keep what was done. So an idle look writes nothing.
      if !step.events.isEmpty || snapshot.lastProcessed == nil || step.doubt != nil {
        try ledger.setLastProcessed(now)
      }
      memory.keep(snapshot, step: step, now: now)
      return step
    }
  }

  /// The ledger cannot be written: tell from memory, marked as unrecorded, and keep saying so.
  private func lookUnrecorded(_ now: Instant, _ error: any Error) -> Instant {
    let step = memory.step(office.planner, now: now)
    outbox.deliverUnrecorded(step, memory: memory, wording: office.wording, now: now, reason: "\(error)")
    return min(step.nextWakeup ?? now + Memory.retryAfter, now + Memory.retryAfter)
  }

  private func arm(_ next: Instant?, now: Instant) {
    do {
      if let next { try timer?.arm(at: next.secondsSinceEpoch) } else { try timer?.disarm() }
    } catch {
      // Without a timer nothing would ever ring again: end, so that systemd starts a fresh one.
      herald.warn("the wake-up cannot be armed (\(error)); restarting", priority: 2)
      loop.exit(code: EX_OSERR)
    }
  }

  /// Gathers a burst of commits, or of file events, into one look.
  private func postLook() {
    guard !isLookPosted else { return }
    isLookPosted = true
    loop.post { [weak self] in self?.look() }
  }

  private func postReload() {
    guard !isReloadPosted else { return }
    isReloadPosted = true
    loop.post { [weak self] in self?.reload(announced: false) }
  }

  private func reload(announced: Bool) {
    isReloadPosted = false
    if announced { notify.reloading() }
    planWatch?.refresh()
    office.reload()
    look()
    if announced { notify.ready(status: status) }
  }

  private func stop(_ signal: CInt) {
    notify.stopping()
    office.record(.stopped(reason: signal == SIGINT ? "interrupted" : "asked to stop"))
    _ = outbox.deliver(wording: office.wording, now: household.clock.now())
    loop.exit(code: 0)
  }

  private func watchLedger() {
    do {
      ledgerWatch = try loop.watchFile(ledger.walPath) { [weak self] event in
        guard let self else { return }
        if event.kinds.contains(.gone) {
          herald.warn("the ledger's log is gone; restarting to open the ledger anew", priority: 2)
          loop.exit(code: EX_IOERR)
        } else if (try? ledger.dataVersion()) != seenVersion {
          postLook()
        }
      }
    } catch {
      herald.warn("cannot watch the ledger (\(error)): answers are seen at the next reminder", priority: 3)
    }
  }

  /// `/etc/localtime` is a symbolic link that is replaced, so its directory is watched.
  private func watchZone() {
    let path = Directories.holding(household.zones.localtimePath)
    do {
      zoneWatch = try loop.watchDirectory(path) { [weak self] event in
        guard let self, event.name == "localtime" || event.name == "timezone" else { return }
        if office.followMachineZone() { postLook() }
      }
    } catch {
      herald.warn("cannot watch \(path) (\(error)): a change of zone is seen after a restart", priority: 4)
    }
  }
}
