import Almanac
import Care
import Host
import Household
import Ledger

/// The plan and the ledger as a verb that only looks sees them.
struct Outlook {
  let context: CommandContext
  let plan: Plan
  let settings: Settings
  let planner: Planner
  /// Nil before tendd first ran: then there is only the plan.
  let ledger: Ledger?
  /// The zone times are shown in.
  let zone: ZoneRules
  let person: String?

  var now: Instant { context.now }

  /// - Parameters:
  ///   - person: What `--person` says: an id or a name.
  ///   - needsLedger: Whether the verb makes no sense before anything is recorded.
  init(_ context: CommandContext, person: String? = nil, needsLedger: Bool = false) throws {
    self.context = context
    (plan, settings) = try context.planInForce()
    planner = try context.planner(plan, settings)
    Kept.forever(planner)
    zone = try context.displayZone()
    context.trace.ended(.plan)
    self.person = try person.map { [plan] in try Outlook.person($0, in: plan) }
    do {
      ledger = try context.openLedger(.readOnly)
    } catch let failure as CommandFailure where failure.code == .unavailable && !needsLedger {
      ledger = nil
    }
  }

  func read<T>(_ body: (LedgerReader) throws -> T) throws -> T? { try ledger?.read(body) }

  /// What was and will be between two instants, both included.
  func agenda(from: Instant, through: Instant) throws -> [AgendaItem] {
    let reach = Planner.lookBack.seconds
    var rows = try read { try $0.occurrences(from: from - reach, to: through + reach) } ?? []
    if !DaemonProcess(context.household.paths).isRunning {
      rows = rows.filter { planner.isInPlan($0, now: now) }
    }
    let (pauses, orders) = (try pauses(from: from), try orders())
    context.trace.ended(.ledger)
    let items = planner.agenda(
      after: from - 1, through: through, rows: rows, pauses: pauses, orders: orders, now: now)
    Kept.forever(items)
    context.trace.ended(.expansion)
    return person.map { person in items.filter { $0.subject.person == person } } ?? items
  }

  /// What is due or late: asked for and not answered.
  func due() throws -> [AgendaItem] {
    try items(try read { try $0.openOccurrences() } ?? []).filter { $0.instant <= now }
  }

  /// Missed, and nobody answered or reviewed it.
  func missed(since: Instant? = nil) throws -> [AgendaItem] {
    try items(try read { try $0.missedUnreviewed(since: since) } ?? [])
  }

  private func items(_ rows: [Occurrence]) throws -> [AgendaItem] {
    let pauses = try pauses(from: rows.first?.facts.instant ?? now)
    let orders = try orders()
    return rows.filter { person == nil || $0.facts.person == person }.map { row in
      let pause = row.state.defiesPause ? nil : pauses[row.facts.key.entry.written]
      return AgendaItem(
        row, zone: zone(of: row.facts), isPaused: pause?.covers(row.facts.instant) ?? false,
        isHeld: orders.isHeld(row), now: now)
    }
  }

  /// The zone a row was resolved in; one that cannot be read any more is the offset it had.
  private func zone(of facts: OccurrenceFacts) -> ZoneRules {
    if facts.zone == planner.zones.machine.name { return planner.zones.machine }
    return planner.zones[facts.zone] ?? (try? context.household.zones.load(named: facts.zone))
      ?? ZoneRules(fixedOffset: Int32(facts.utcOffset), name: facts.zone)
  }

  /// What the care team ordered, and where people are.
  func orders() throws -> CareOrders { try read { try $0.household().orders } ?? CareOrders() }

  private func pauses(from: Instant) throws -> [EntryID: Pause] {
    try read { try $0.pauses(endingAfter: min(from, now)) } ?? [:]
  }

  static func person(_ text: String, in plan: Plan) throws -> String {
    if let person = plan.people.first(where: { $0.id == text }) { return person.id }
    let named = plan.people.filter { $0.name.lowercased() == text.lowercased() }
    if let person = named.first, named.count == 1 { return person.id }
    let known = plan.people.map { "\($0.id) (\($0.name))" }
    throw CommandFailure(
      "there is no person “\(text)” in the plan",
      hint: known.isEmpty ? nil : "the plan knows \(Phrase.list(known))")
  }
}
