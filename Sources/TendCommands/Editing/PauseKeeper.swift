import Almanac
import Care
import Household
import Ledger

/// Records pauses of an entry and their ends.
struct PauseKeeper {
  let context: CommandContext
  let entry: Entry
  private let ledger: Ledger
  private let plan: Plan
  private let settings: Settings
  private let by: String
  private let channel: String

  /// - Parameter by: What `--by` says; nil is the `me` of the settings.
  init(_ context: CommandContext, _ id: EntryID, channel: String, by: String?) throws {
    self.context = context
    self.channel = channel
    ledger = try context.openLedger()
    (plan, settings) = try context.planInForce()
    if let parent = id.parent {
      throw CommandFailure(
        "\(id) goes with \(parent)", code: .refused,
        hint: "tend \(channel) \(parent); for this one time: tend skip \(id)")
    }
    guard let entry = plan.entry(id) else {
      throw CommandFailure.noEntry(id, in: plan)
    }
    self.entry = entry
    self.by = Actor(by, plan: plan, settings: settings).id
  }

  /// The zone the entry's times are read in.
  func zone() throws -> ZoneRules {
    let book = try context.household.zoneBook(for: plan)
    return book[plan.zoneName(of: entry)] ?? book.machine
  }

  var moments: DayMoments { plan.moments(of: entry) }

  /// The pause that is in force now.
  private func current(_ reader: LedgerReader) throws -> Pause? {
    try reader.pauses(endingAfter: context.now)[entry.id].flatMap { $0.covers(context.now) ? $0 : nil }
  }

  /// Pauses the entry, or gives the pause in force another end.
  func pause(until: Instant?, reason: String?) throws {
    try record { reader in
      let current = try current(reader)
      // What fell into the pause so far stays in it.
      return .paused(
        Pause(
          from: current?.from ?? context.now, until: until, by: by, reason: reason ?? current?.reason))
    }
  }

  func resume() throws {
    try record { reader in
      guard try current(reader) != nil else {
        throw CommandFailure("\(entry.id) is not paused", code: .refused)
      }
      return .resumed
    }
    let silent = StillSilent(plan: plan, zone: try context.displayZone(), now: context.now)
    if let line = try ledger.read({ try silent.line(entry, in: $0) }) { context.printer.line(line) }
  }

  private func record(_ decide: (LedgerReader) throws -> EventBody) throws {
    let revision = try ledger.read { try $0.latestPlan()?.revision }
    let origin = EventOrigin(actor: by, channel: channel, planRevision: revision)
    let stamp = try context.stamp()
    let event = try ledger.transaction(origin, stamp) { ledger in
      try ledger.append(NewEvent(entry: entry.id, try decide(ledger)))
    }
    var wording = Wording(plan: plan, settings: settings, zones: try context.spokenZones(of: plan))
    // The person at this terminal asked; discretion is for what others may read.
    wording.privacy = .full
    context.printer.line(
      wording.line(event, occurrence: nil)?.message ?? "\(entry.id) \(event.body.kind.rawValue)")
  }
}
