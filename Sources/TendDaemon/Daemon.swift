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
  let herald: Herald
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
  var planFiles: Settling?
  var zoneFiles: Settling?
  var planWatches: DirectoryWatches?
  var zoneWatches: DirectoryWatches?
  var ledgerWatches: [FileWatch] = []
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
  func postLook(hasNews: Bool = false) {
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

private func sooner(_ one: Instant?, _ other: Instant) -> Instant { min(one ?? other, other) }
