import Almanac
import Care
import Household
import Ledger

/// Records what a person says, in one transaction with the decision it rests on.
///
/// It works whether or not tendd runs: tendd sees the commit, closes what is to be closed and writes the journal.
struct Recorder {
  let context: CommandContext
  let ledger: Ledger
  let plan: Plan
  let settings: Settings
  /// The verb's name.
  let channel: String
  /// A contact id, or a plain name.
  let by: String

  /// - Parameter by: what `--by` says; nil is the `me` of the settings.
  init(_ context: CommandContext, channel: String, by: String?) throws {
    self.context = context
    self.channel = channel
    ledger = try context.openLedger()
    (plan, settings) = try context.planInForce()
    if let by, plan.contact(by) == nil, let near = plan.contacts.first(where: { $0.name == by }) {
      self.by = near.id
    } else {
      self.by = by ?? settings.me
    }
  }

  /// One transaction in the name of whoever records.
  func transaction<T>(_ body: (LedgerTransaction) throws -> T) throws -> T {
    let origin = EventOrigin(
      actor: by, channel: channel, planRevision: try ledger.read { try $0.latestPlan()?.revision })
    return try ledger.transaction(origin, try context.stamp(), body)
  }

  /// Runs `decide` with the occurrence and the ledger that `target` means, and records what it returns.
  ///
  /// - Parameters:
  ///   - happenedAt: when it happened, where that was said; it helps to know which one is meant.
  ///   - following: Records what follows from it in the same transaction.
  func record(
    _ target: TargetArgument, happenedAt: Instant? = nil,
    _ decide: (Occurrence, LedgerReader) throws -> EventBody,
    following: (Occurrence, LedgerTransaction) throws -> Void = { _, _ in }
  ) throws -> (occurrence: Occurrence, event: RecordedEvent) {
    // A question may wait for a person; the transaction must not. What was chosen is looked up again inside it.
    let chosen = try choose(target, happenedAt)
    return try transaction { ledger in
      let occurrence = try current(chosen, in: ledger)
      let body = try decide(occurrence, ledger)
      let event = try ledger.append(
        NewEvent(occurrence: occurrence.id, entry: occurrence.facts.key.entry, body))
      let after = try ledger.occurrence(occurrence.id) ?? occurrence
      try following(after, ledger)
      return (after, event)
    }
  }

  /// The one occurrence that a target means, asked for now: for a verb that records later.
  func settled(_ target: TargetArgument) throws -> TargetArgument {
    switch try choose(target, nil) {
    case .row(let id): TargetArgument(id)
    case .computed(let facts): TargetArgument(argument: "\(facts.key.entry)@\(facts.nominal)") ?? target
    }
  }

  /// What a target came to: a row, or an occurrence whose row is still to be written.
  private enum Chosen {
    case row(OccurrenceID)
    case computed(OccurrenceFacts)
  }

  private func choose(_ target: TargetArgument, _ happenedAt: Instant?) throws -> Chosen {
    switch target.target {
    case .occurrence(let id):
      guard try ledger.read({ try $0.occurrence(id) }) != nil else {
        throw CommandFailure(
          "there is no occurrence \(id)", hint: "tend due, tend today or tend missed lists them")
      }
      return .row(id)
    case .nominal(let entry, let nominal):
      return try choose(entry, at: nominal)
    case .entry(let entry):
      let dialog = ChoiceDialog(context: context, ledger: ledger, plan: plan, settings: settings)
      let chosen = try dialog.choose(entry, happenedAt: happenedAt, verb: channel)
      // With tendd stopped, its row may still be to be written.
      return try ledger.read { try $0.occurrence(chosen.facts.key) }.map { .row($0.id) }
        ?? .computed(chosen.facts)
    }
  }

  private func choose(_ entry: EntryID, at nominal: CivilDateTime) throws -> Chosen {
    let rows = try ledger.read { try $0.occurrences(of: entry) }
    if let row = rows.first(where: { $0.facts.nominal == nominal }) { return .row(row.id) }
    let planner = try context.planner(plan, settings)
    guard let facts = planner.occurrence(of: entry, nominal: nominal) else {
      throw CommandFailure(
        "\(entry) has no occurrence at \(nominal)", hint: "tend agenda shows when it has some")
    }
    guard
      facts.instant <= context.now + Planner.horizon.seconds
        || !["take", "done", "check-in"].contains(channel)
    else {
      throw CommandFailure(
        "that is due \(Phrase.relative(facts.instant, now: context.now)); only what is due within "
          + "\(Phrase.length(Planner.horizon.seconds)) can have happened", code: .refused,
        hint: "tend agenda shows when it is due")
    }
    return .computed(facts)
  }

  /// The row as it stands inside the transaction, written first where there is none.
  private func current(_ chosen: Chosen, in ledger: LedgerTransaction) throws -> Occurrence {
    switch chosen {
    case .row(let id):
      guard let occurrence = try ledger.occurrence(id) else {
        throw CommandFailure("there is no occurrence \(id)")
      }
      return occurrence
    case .computed(let facts):
      if let row = try ledger.occurrence(facts.key) { return row }
      let id = OccurrenceID(number: try ledger.rowsWritten())
      try ledger.append(NewEvent(occurrence: id, entry: facts.key.entry, .scheduled(facts)))
      return Occurrence(id: id, facts)
    }
  }
}
