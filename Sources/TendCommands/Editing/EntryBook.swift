import Almanac
import Care
import Household
import Ledger
import PlanFile

/// The entries of the plan with what is known around them: pauses, next times, the place in the file.
struct EntryBook {
  let plan: Plan
  let settings: Settings
  let planner: Planner
  private let sources: SourceMap?
  private let pauses: [EntryID: Pause]
  private let rows: [EntryID: [Occurrence]]
  private let rooms: [EntryID: AsNeededRoom]
  private let orders: CareOrders
  private let stocks: [EntryID: StockStanding]
  private let questions: [KeptQuestion]
  let now: Instant
  let machine: ZoneRules

  init(_ context: CommandContext) throws {
    now = context.now
    do {
      let loaded = try context.loadPlan()
      (plan, settings, sources) = (loaded.plan, loaded.settings, loaded.sources)
    } catch let failure as CommandFailure where failure.code == .badPlan {
      (plan, settings) = try context.planInForce()
      sources = nil
    }
    planner = try context.planner(plan, settings)
    machine = planner.zones.machine
    // Without a ledger there is no pause and no answer: tendd has not run yet.
    let (now, planner) = (now, planner)
    let ledger = try? context.household.openLedger(.readOnly)
    defer { try? ledger?.close() }
    rooms = Dictionary(
      try AsNeededRoom.all(in: planner, ledger, now: now).map { ($0.entry.id, $0) }
    ) { $1 }
    let recorded = try ledger?.read {
      (
        pauses: try $0.pauses(endingAfter: now), household: try $0.household(),
        rows: try $0.occurrences(from: now - Planner.lookBack.seconds, to: Instant(.max)),
        stocks: try $0.stocks(in: planner, now: now)
      )
    }
    stocks = Dictionary(
      (recorded?.stocks ?? planner.uncounted(now: now)).map { ($0.entry, $0) }
    ) { $1 }
    pauses = recorded?.pauses ?? [:]
    orders = recorded?.household.orders ?? CareOrders()
    questions = recorded?.household.questions ?? []
    rows = Dictionary(grouping: recorded?.rows ?? [], by: \.facts.key.entry)
  }

  func person(of entry: Entry) -> Person? { plan.person(entry.person) }

  /// In plain English.
  func timing(of entry: Entry) -> String { plan.timingText(of: entry) }

  /// The zone its times are read in.
  func zone(of entry: Entry) -> ZoneRules { planner.zones[plan.zoneName(of: entry)] ?? machine }

  /// The next times, those of a pause and those answered already left out.
  func next(of entry: Entry, count: Int) -> [OccurrenceFacts] {
    let pause = pause(of: entry)
    var after = now
    if let pause, pause.covers(now) {
      guard let until = pause.until else { return [] }
      after = until - 1
    }
    return planner.upcoming(of: entry.id, after: after, count: count, rows: rows[entry.id] ?? [])
  }

  /// What is left of a medicine taken as needed; nil for every other entry.
  func room(of entry: Entry) -> AsNeededRoom? { rooms[entry.id] }

  /// How its stock stands; nil where the plan keeps none.
  func stock(of entry: Entry) -> StockStanding? { stocks[entry.id] }

  /// What is to be asked at an appointment.
  func questions(of entry: Entry) -> [KeptQuestion] {
    guard entry.kind == .appointment else { return [] }
    return questions.filter { $0.question.isFor(entry.id, of: entry.person) }
  }

  /// The pause in force now.
  func pause(of entry: Entry) -> Pause? { pauses[entry.id.written].flatMap { $0.covers(now) ? $0 : nil } }

  /// The care team's hold in force now.
  func hold(of entry: Entry) -> Hold? { orders.hold(of: entry.id, at: now) }

  /// The stay in hospital that keeps it silent now.
  func stay(over entry: Entry) -> Stay? {
    orders.stay(over: entry.id, (plan.entry(entry.id.written) ?? entry).kind, of: entry.person, at: now)
  }

  /// Where it is written; nil when the last good plan is shown, which is in no file any more.
  func place(of entry: Entry) -> SourceLocation? { sources?[entry.id] }

  /// Why nothing is reminded of at the moment, in a few words; empty when it is.
  func standing(of entry: Entry) -> String {
    if let silence = entry.silence { return silence.rawValue }
    func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone(of: entry), now: now) }
    var parts: [String] = []
    if let hold = hold(of: entry) {
      let until = hold.until.map { " until \(time($0))" } ?? ""
      parts.append("held\(until) by \(plan.contact(hold.by)?.name ?? hold.by): \(hold.reason)")
    }
    if stay(over: entry) != nil { parts.append("in hospital") }
    if let pause = pause(of: entry) {
      parts.append(pause.until.map { "paused until \(time($0))" } ?? "paused")
    }
    return parts.joined(separator: ", ")
  }
}
