import Almanac
import Care
import Channels
import Glibc
import Host
import Household
import Ledger
import Systemd

/// The loop: the one place where the parts meet at run time.
///
/// Everything happens on the thread that runs the loop. Each wake-up, whatever caused it, does the same: look at the
/// plan and the ledger with the present time, record what follows, tell it, and sleep until the next instant.
final class Daemon {
  let household: Household
  let loop: EventLoop
  let register: Register
  private let notify: Notify
  let office: PlanOffice
  private let herald: Herald
  private let messengers: MessengerFactory
  private let backups: BackupKeeper
  let maker: ChannelMaker
  let statusObject: StatusObject
  private(set) lazy var heart = Heart(
    loop: loop, trouble: { [weak self] in self?.trouble },
    beat: { [maker] in maker.beat($0, reply: $1) }, onTrouble: { [herald] in herald.warn($0) })
  private lazy var dispatcher = Dispatcher(
    loop: loop, clock: household.clock.now, factory: messengers,
    onTrouble: { [herald] in herald.warn($0) },
    onNews: { [weak self] in self?.postLook(hasNews: true) })
  /// What `systemctl status` shows.
  private var status = ""
  private var timer: RealtimeTimer?
  /// When there is something to do next.
  private var due: Instant?
  private var planFiles: Settling?
  private var zoneFiles: Settling?
  private var planWatches: DirectoryWatches?
  private var zoneWatches: DirectoryWatches?
  private var ledgerWatches: [FileWatch] = []
  private var isLookPosted = false
  private var hasNews = false
  /// How often it looked.
  private(set) var looks = 0

  init(
    household: Household, register: Register, herald: Herald, notify: Notify,
    environment: [String: String] = [:], messengers: MessengerFactory? = nil
  ) throws {
    self.household = household
    self.register = register
    self.herald = herald
    self.notify = notify
    backups = BackupKeeper(shelf: household.backups, herald: herald)
    loop = try EventLoop()
    let office = try PlanOffice(household: household, register: register, herald: herald)
    self.office = office
    let maker = ChannelMaker(
      loop: loop, environment: environment, configDirectory: household.paths.configDirectory,
      clock: household.clock.now,
      onOutput: { channel, told, output in
        // What was told in full may come back in it.
        guard told == .discreet || office.settings.journalPrivacy == .full else { return }
        herald.debug("channel \(channel.name) says: \(output)")
      })
    self.maker = maker
    statusObject = StatusObject(bus: maker.bus)
    self.messengers =
      messengers ?? { channel, _, hasReturned in maker.make(channel, hasReturned: hasReturned) }
  }

  /// The instant of the next look.
  var wakeup: Instant? { timer?.instant.map { Instant($0) } }

  /// Runs until a signal ends it; returns the exit code.
  func run() throws -> CInt {
    try loop.onSignal([SIGTERM, SIGINT]) { [weak self] signal in self?.stop(signal) }
    try loop.onSignal([SIGHUP]) { [weak self] _ in self?.reload() }
    try start()
    notify.ready(status: status)
    try loop.enableWatchdog()
    return try loop.run()
  }

  /// Everything up to the first look, without the signals of the process.
  func start() throws {
    maker.desk = self
    timer = try loop.timer(
      onWake: { [weak self] in self?.look() }, onClockStep: { [weak self] in self?.look() })
    // Watch before reading, so that no change falls in between.
    try watchPlan()
    try watchZones()
    watchLedger()
    office.start()
    refreshWatches()
    look()
  }

  /// Evaluates everything since the last processed instant, records it, tells it, and arms the next wake-up.
  func look() {
    looks += 1
    hasNews = false
    let now = household.clock.now()
    var next: Instant?
    let result: Look
    let news = dispatcher.takeNews()
    do {
      let wasRecording = register.isRecording
      result = try register.record(office, news, now)
      next = result.nextWakeup
      if !wasRecording { afterOutage() }
    } catch {
      result = register.remember(office, news, now, because: error)
      next = sooner(result.nextWakeup, now + Register.retryAfter)
      recover(from: error, now)
    }
    // A journal that takes nothing must not hold up the record of the next reminder.
    if !register.deliver(office.journalWording, now) { next = sooner(next, now + Outbox.retryAfter) }
    dispatch(result.sends)
    arm(next)
    if register.isRecording { backUp(now, nextWakeup: next) }
    show(StatusLine.next(office.planner, register.memory.state, now: now))
    let findings = register.countFindings()
    statusObject.show(
      StatusNumbers(register.memory.state, missed: findings.missed, flags: findings.flags, now: now))
    heart.follow(office.settings)
  }

  /// Why a dose that came due now might not be told at its time, or not recorded; nil when all is well.
  private var trouble: String? {
    Vitals(due: due, armed: wakeup, unwritable: register.unwritable).trouble(at: household.clock.now())
  }

  /// Hands to the channels what is due; the journal has had it by now.
  private func dispatch(_ sends: [Send]) {
    dispatcher.setUp(office.settings.allChannels)
    dispatcher.renumber(register.memory.state.numbers)
    dispatcher.dispatch(sends) { send, channel in
      var wording = office.wording
      wording.privacy = office.privacy(of: send.route, through: channel)
      return register.message(send, contact: office.planner.plan.contact(send.route.contact ?? ""), wording)
    }
    dispatcher.follow(register.memory.state)
  }

  /// SIGHUP.
  private func reload() {
    notify.reloading()
    zoneFiles?.readNow()
    planFiles?.readNow()
    notify.ready(status: status)
  }

  private func stop(_ signal: CInt) {
    notify.stopping()
    office.record(.stopped(reason: signal == SIGINT ? "interrupted" : "asked to stop"))
    _ = register.deliver(office.journalWording, household.clock.now())
    dispatcher.close()
    loop.exit(code: EX_OK)
  }

  private func afterOutage() {
    watchLedger()
    office.catchUp()
  }

  /// What was due is told by now, from memory.
  private func recover(from error: any Error, _ now: Instant) {
    if register.recover(from: error, now) {
      watchLedger()
      postLook(hasNews: true)
    } else {
      endIfUseless(error)
    }
  }

  /// A ledger that another one took the place of is opened anew by a fresh start, and one that is gone is written back
  /// before; one that a newer Tend has changed is for that one to open.
  private func endIfUseless(_ error: any Error) {
    let code: CInt
    switch error {
    case LedgerError.replaced, LedgerError.missing:
      _ = register.writeBack(household.clock.now())
      code = EX_IOERR
    case HouseholdError.alreadyRunning: code = EX_TEMPFAIL
    case _ where register.ledger.isStandIn: return
    case LedgerError.newerVersion, LedgerError.foreign: code = EX_CONFIG
    default: return
    }
    herald.warn("tendd ends to open the ledger anew: \(error)", priority: 2)
    loop.exit(code: code)
  }

  private func backUp(_ now: Instant, nextWakeup: Instant?) {
    do {
      try backups.look(
        at: register.ledger, newest: register.memory.newest, now: now, nextWakeup: nextWakeup)
    } catch {
      recover(from: error, now)
    }
  }

  private func arm(_ next: Instant?) {
    due = next
    do {
      if let next { try timer?.arm(at: next.secondsSinceEpoch) } else { try timer?.disarm() }
    } catch {
      // Without a timer nothing would ever ring again: end, so that systemd starts a fresh one.
      herald.warn("the wake-up cannot be armed (\(error)); restarting", priority: 2)
      loop.exit(code: EX_OSERR)
    }
  }

  private func show(_ line: String) {
    let line = register.isRecording ? line : "NOT RECORDING — \(line)"
    guard line != status else { return }
    status = line
    notify.status(line)
  }

  /// Gathers a burst of commits into one look; our own need none.
  ///
  /// - Parameter hasNews: Whether there is something to look at that the ledger does not know.
  private func postLook(hasNews: Bool = false) {
    self.hasNews = self.hasNews || hasNews
    guard !isLookPosted else { return }
    isLookPosted = true
    loop.post { [weak self] in
      guard let self else { return }
      isLookPosted = false
      if self.hasNews || register.isBehind { look() }
    }
  }
}

extension Daemon {
  private func watchPlan() throws {
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

  private func watchZones() throws {
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

  private func refreshWatches() {
    planWatches?.refresh { PlanWatch.directories(household.paths) }
    zoneWatches?.refresh { ZoneWatch.directories(household.zones, named: office.zoneNames) }
  }

  /// Sees the commits of others in the write-ahead log, and whether the ledger is still in its place.
  private func watchLedger() {
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

private func sooner(_ one: Instant?, _ other: Instant) -> Instant { min(one ?? other, other) }
