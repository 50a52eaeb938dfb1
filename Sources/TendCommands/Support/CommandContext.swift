import Almanac
import Care
import Glibc
import Host
import Household
import Ledger
import PlanFile
import Systemd

/// Everything outside a verb that a verb may touch, so that a test can give it another world.
struct CommandContext {
  var household: Household
  var environment: [String: String]
  var printer: Printer
  var terminal: Terminal
  /// Taken once: a verb lives in one instant.
  private(set) var now: Instant
  /// The clock since the boot, taken once too: what one command records is one deed, and known by this.
  private let sinceBoot: Int64
  let trace: PhaseTrace
  /// The path of this program, for what is installed and what is run again.
  var program: String
  /// Where journald listens.
  var journalSocket = Journal.defaultSocketPath
  /// What stands before `/etc`, `/run` and `/var`, for tests.
  var root = ""

  init(
    household: Household, environment: [String: String], printer: Printer, terminal: Terminal, program: String
  ) {
    self.household = household
    self.environment = environment
    self.printer = printer
    self.terminal = terminal
    self.program = program
    trace = PhaseTrace(environment: environment, printer: printer)
    now = household.clock.now()
    sinceBoot = household.clock.sinceBoot()
  }

  /// The stamp of everything that this command records.
  func stamp() throws -> EventStamp {
    var stamp = try household.stamp(at: now)
    stamp.sinceBoot = sinceBoot
    return stamp
  }

  /// The same world at a later instant: for a verb that takes its time.
  func at(_ instant: Instant) -> CommandContext {
    var context = self
    context.now = instant
    return context
  }

  /// The zone times are shown in: the shell's `TZ`, else the machine's.
  ///
  /// It never changes what is recorded.
  func displayZone() throws -> ZoneRules {
    try household.zones.displayZone()
  }

  /// The zones for what is said at this terminal: what is not of an entry with a zone of its own is said in the shown
  /// one, as in the listings.
  func spokenZones(of plan: Plan) throws -> ZoneBook {
    var zones = try household.zoneBook(for: plan)
    zones.machine = try displayZone()
    return zones
  }

  /// The ledger for recording answers; says what to do where there is none yet.
  func openLedger(_ access: Ledger.Access = .readWrite) throws -> Ledger {
    do {
      return try household.openLedger(access)
    } catch let error as LedgerError {
      throw CommandFailure(record: error)
    } catch {
      throw CommandFailure("\(error)")
    }
  }

  /// The plan as its files stand; mistakes are an error that lists them.
  func loadPlan() throws -> (plan: Plan, settings: Settings, sources: SourceMap) {
    let loaded = household.load(try household.readPlanFiles())
    guard let plan = loaded.plan.plan, let settings = loaded.settings.settings else {
      throw CommandFailure(
        loaded.diagnostics.map(\.description).joined(separator: "\n"), code: .badPlan, hint: "tend check")
    }
    return (plan, settings, loaded.plan.sources)
  }

  /// The plan in force: the files' where they are sound, else the newest good one the ledger keeps, which is said.
  ///
  /// It knows what its stocks ask for.
  func planInForce() throws -> (plan: Plan, settings: Settings) {
    var (plan, settings) = try planAndSettings()
    guard plan.keepsStock else { return (plan, settings) }
    let planner = try planner(plan, settings)
    guard let ledger = try? openLedger(.readOnly) else {
      plan.errands = planner.uncountedErrands(now: now)
      return (plan, settings)
    }
    defer { try? ledger.close() }
    plan.errands = try ledger.read { try $0.errands(in: planner, now: now) }
    return (plan, settings)
  }

  private func planAndSettings() throws -> (plan: Plan, settings: Settings) {
    let files: PlanFiles
    do {
      files = try household.readPlanFiles()
    } catch {
      guard let kept = try? openLedger(.readOnly).read({ try $0.latestPlan() }) else { throw error }
      printer.problem("tend: \(error); showing the last good plan")
      let loaded = household.load(PlanFiles(kept))
      return (loaded.plan.plan ?? Plan(), loaded.settings.settings ?? Settings())
    }
    let loaded = household.load(files)
    Kept.forever(loaded)
    let settings = loaded.settings.settings ?? Settings()
    if let plan = loaded.plan.plan { return (plan, settings) }
    guard let kept = try? openLedger(.readOnly).read({ try $0.latestPlan() }) else {
      throw CommandFailure(
        loaded.diagnostics.map(\.description).joined(separator: "\n"), code: .badPlan, hint: "tend check")
    }
    let count = loaded.plan.diagnostics.count { $0.severity == .error }
    let mistakes = count == 1 ? "1 mistake" : "\(count) mistakes"
    printer.problem("tend: the plan has \(mistakes) (see tend check); showing the last good one")
    return (household.load(PlanFiles(kept)).plan.plan ?? Plan(), settings)
  }

  func planner(_ plan: Plan, _ settings: Settings) throws -> Planner {
    try Planner(plan: plan, settings: settings, zones: try household.zoneBook(for: plan))
  }
}
