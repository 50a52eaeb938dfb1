import Almanac
import Care
import Host
import Household
import Ledger
import PlanFile

/// How Tend is doing for this user: what `tend status` reports.
struct HouseholdState {
  let process: DaemonProcess
  let plan: PlanState
  private(set) var ledger: LedgerState
  /// Of whom it is, by id; nil for everyone.
  let person: String?
  /// What is left of the medicines taken as needed.
  let rooms: [AsNeededRoom]
  /// Those that nobody has closed.
  let flags: [RaisedFlag]
  /// How the stocks stand that the plan keeps.
  let stocks: [StockStanding]
  /// What comes next, or is due: the line that `systemctl status` shows, with names.
  let next: String
  let zone: ZoneRules
  private(set) var held: HeldLines
  /// That the record was lost, with what to do; nil once somebody has said that they know.
  let loss: String?
  /// What is plainly wrong with the clock; nil where nothing is.
  let clock: String?

  /// - Parameter person: What `--person` says: an id or a name.
  init(_ context: CommandContext, person text: String? = nil) throws {
    process = DaemonProcess(context.household.paths)
    clock = HouseholdState.clock(context)
    zone = try context.displayZone()
    ledger = LedgerState(context.household)
    plan = try PlanState(context.household, kept: ledger.kept)
    let person = try text.map { [plan] in try Outlook.person($0, in: plan.inForce) }
    self.person = person
    ledger.narrow(to: person)
    var settings = plan.settings
    // The person at this terminal asked; discretion is for what others may read.
    settings.privacy = .full
    let planner = try context.planner(plan.inForce, settings)
    let wording = Wording(plan: plan.inForce, settings: settings, zones: ZoneBook(machine: zone))
    loss = ledger.loss.flatMap { wording.line($0, occurrence: nil)?.message }
    let own = try person.map { [plan, settings] in
      try context.planner(plan.inForce.only(of: $0), settings)
    }
    next = StatusLine.next(own ?? planner, rows: ledger.open, now: context.now)
    let reader = try? context.household.openLedger(.readOnly)
    defer { try? reader?.close() }
    held = HeldLines(
      plan: plan.inForce, orders: try reader?.read { try $0.household().orders } ?? CareOrders(), zone: zone,
      now: context.now)
    held.person = person
    rooms = try AsNeededRoom.all(in: planner, reader, person: person, now: context.now)
    flags = (try reader?.read { try $0.flags() } ?? []).filter {
      $0.isOpen && (person == nil || $0.flag.person == person)
    }
    let standings =
      try reader?.read { try $0.stocks(in: planner, now: context.now) } ?? planner.uncounted(now: context.now)
    stocks = standings.filter { person == nil || $0.person == person }
  }

  static func clock(_ context: CommandContext) -> String? {
    context.now < Release.date
      ? "shows a time before this Tend was made: nothing new is reminded of until it is right" : nil
  }

  /// What needs somebody, the worst first.
  var warnings: [String] {
    var warnings: [String] = []
    if !process.isRunning {
      warnings.append("tendd is not running: nothing reminds; see tend service status")
    }
    if let clock { warnings.append("the clock \(clock)") }
    if let problem = ledger.problem { warnings.append(problem) }
    for (person, stay) in held.stays where stay.isHalfOver {
      let names = Phrase.list(held.waiting(stay).map(\.name))
      warnings.append(
        "\(person.name) is coming home, and nothing reminds yet of \(names): tend discharge \(person.id)")
    }
    if let loss { warnings.append(loss) }
    switch plan.word {
    case .bad: warnings.append("the plan has mistakes; the last good one goes on; see tend check")
    case .emptied:
      warnings.append(
        "the plan has no entries any more; the last one goes on; if it is meant: tend reload --accept")
    case .good, .empty: break
    }
    return warnings
  }
}

/// The plan's files, and what is in force.
struct PlanState {
  enum Word: String {
    case good
    /// No entries yet.
    case empty
    /// The files have mistakes, so an earlier plan is in force.
    case bad
    /// The files lost all their entries, which tendd takes for a mistake until it is told otherwise.
    case emptied
  }

  let word: Word
  let inForce: Plan
  let settings: Settings
  /// The mistakes of the plan and the settings, `file:line:column: message` each.
  let diagnostics: [String]

  /// The files as they stand, settings included, are what tendd goes by.
  var isInForce: Bool { diagnostics.isEmpty && word != .emptied }

  init(_ household: Household, kept: PlanText?) throws {
    let files = try household.readPlanFiles()
    let loaded = household.load(files)
    settings = loaded.settings.settings ?? Settings()
    diagnostics = loaded.diagnostics.filter { $0.severity == .error }.map(\.description)
    let earlier = kept.flatMap { household.load(PlanFiles($0)).plan.plan } ?? Plan()
    guard let plan = loaded.plan.plan else {
      word = .bad
      inForce = earlier
      return
    }
    let isEmptied = plan.entries.isEmpty && !earlier.entries.isEmpty && kept?.files != files.texts
    word = isEmptied ? .emptied : plan.entries.isEmpty ? .empty : .good
    inForce = isEmptied ? earlier : plan
  }
}

/// What the ledger says, or why it says nothing.
struct LedgerState {
  let path: String
  private(set) var open: [Occurrence] = []
  /// What nobody answered or reviewed.
  private var unreviewed: [Occurrence] = []
  var missed: Int { unreviewed.count }
  private(set) var lastProcessed: Instant?
  private(set) var kept: PlanText?
  private(set) var problem: String?
  private(set) var error: LedgerError?
  /// The record was lost, and nobody has said yet that they know.
  private(set) var loss: RecordedEvent?
  /// The newest copy of the record.
  let backup: BackupShelf.Copy?

  init(_ household: Household) {
    path = household.paths.ledgerFile
    backup = try? household.backups.copies().first
    do {
      let ledger = try household.openLedger(.readOnly)
      (open, unreviewed, lastProcessed, kept, loss) = try ledger.read {
        (
          try $0.openOccurrences(), try $0.missedUnreviewed(), try $0.lastProcessed(),
          try $0.latestPlan(), try $0.openLoss()
        )
      }
    } catch let error as LedgerError {
      let failure = CommandFailure(record: error)
      problem = failure.message + (failure.hint.map { "; see \($0)" } ?? "")
      self.error = error
    } catch {
      problem = "\(error)"
    }
  }

  /// Leaves out what is of somebody else.
  mutating func narrow(to person: String?) {
    guard let person else { return }
    open.removeAll { $0.facts.person != person }
    unreviewed.removeAll { $0.facts.person != person }
  }
}

extension Plan {
  /// With the entries of one person alone.
  fileprivate func only(of person: String) -> Plan {
    var plan = self
    plan.entries.removeAll { $0.person != person }
    return plan
  }
}
