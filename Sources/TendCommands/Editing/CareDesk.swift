import Almanac
import Care
import Household
import Ledger

/// Records what the care team ordered and where people are, and says what was recorded.
struct CareDesk {
  let context: CommandContext
  let plan: Plan
  let settings: Settings
  /// Who is at this keyboard.
  let actor: String
  private let ledger: Ledger
  private let channel: String

  init(_ context: CommandContext, channel: String) throws {
    self.context = context
    self.channel = channel
    ledger = try context.openLedger()
    (plan, settings) = try context.planInForce()
    actor = settings.me
  }

  /// Who ordered it: a contact of the plan by id or name, or a plain name.
  func contact(_ text: String) -> String { Actor(text, plan: plan, settings: settings).id }

  func entry(_ id: EntryID) throws -> Entry {
    if let parent = id.parent {
      throw CommandFailure("\(id) goes with \(parent)", code: .refused, hint: "tend \(channel) \(parent)")
    }
    guard let entry = plan.entry(id) else {
      throw CommandFailure("there is no entry “\(id)”", hint: "tend list shows them")
    }
    return entry
  }

  func person(_ text: String) throws -> Person {
    if let person = plan.person(plan.personID(text)) { return person }
    let known = plan.people.map { "\($0.id) (\($0.name))" }
    throw CommandFailure(
      "there is no person “\(text)” in the plan",
      hint: known.isEmpty ? nil : "the plan knows \(Phrase.list(known))")
  }

  /// The zone of an entry's or a person's times.
  func zone(_ name: String?) throws -> ZoneRules {
    let book = try context.household.zoneBook(for: plan)
    return book[name] ?? book.machine
  }

  /// A day, a time or a span, as pauses end too.
  func end(_ text: String, zone: ZoneRules, moments: DayMoments) throws -> Instant {
    guard let end = PauseEnd(text) else {
      throw CommandFailure(
        "“\(text)” is not a day or time", code: .usage, hint: "2026-12-24, 20:00, “2026-12-24 08:00” or 3d")
    }
    let instant = end.instant(now: context.now, zone: zone, moments: moments)
    guard instant > context.now else { throw CommandFailure("“\(text)” is past already", code: .usage) }
    return instant
  }

  func orders() throws -> CareOrders { try ledger.read { try $0.household().orders } }

  /// Says what still keeps an entry silent, or that nothing does.
  func sayStillSilent(_ entry: Entry) throws {
    let silent = StillSilent(plan: plan, zone: try context.displayZone(), now: context.now)
    if let line = try ledger.read({ try silent.line(entry, in: $0) }) { context.printer.line(line) }
  }

  /// Records what `decide` makes of the orders as they stand, in one transaction.
  ///
  /// - Parameter isQuiet: Events that are not said, as the caller says it shorter.
  func record(
    quietly isQuiet: (EventBody) -> Bool = { _ in false },
    _ decide: (CareOrders, LedgerReader) throws -> [NewEvent]
  ) throws {
    let revision = try ledger.read { try $0.latestPlan()?.revision }
    let origin = EventOrigin(actor: actor, channel: channel, planRevision: revision)
    let events = try ledger.transaction(origin, try context.stamp()) { ledger in
      let recorded = try ledger.append(
        contentsOf: try decide(try ledger.household().orders, ledger))
      return try recorded.map { ($0, try ledger.subject(of: $0)) }
    }
    var wording = Wording(plan: plan, settings: settings, zones: try context.spokenZones(of: plan))
    // The person at this terminal asked; discretion is for what others may read.
    wording.privacy = .full
    for (event, occurrence) in events where !isQuiet(event.body) {
      guard let line = wording.line(event, occurrence: occurrence)?.message else { continue }
      context.printer.line((occurrence.map { "\($0.id)  " } ?? "") + line)
    }
  }

  /// What is due of these entries and waits for an answer, closed as held: nobody asks for it any more.
  ///
  /// - Parameter since: From when on what was found missed is held too.
  func close(
    _ entries: Set<EntryID>, by: String, reason: String, since: Instant? = nil, in ledger: LedgerReader
  ) throws -> [NewEvent] {
    let now = context.now
    let open = try ledger.openOccurrences().filter { row in
      guard row.facts.instant <= now else { return false }
      return since.map { row.facts.instant >= $0 } ?? (row.phase(at: now) != .missed)
    }
    let missed = try since.map { try ledger.missedUnreviewed(since: $0) } ?? []
    return (missed + open).filter { entries.contains($0.facts.key.entry) }.map { row in
      NewEvent(
        occurrence: row.id, entry: row.facts.key.entry,
        .answered(Answer(outcome: .held, happenedAt: now, by: by, reason: reason)))
    }
  }
}
