import Almanac
import Care
import Host
import Household
import Ledger
import PlanFile
import Testing

@testable import TendCommands

extension CommandWorld {
  /// Lets tendd run from now until `time`, waking whenever something is due, and puts the clock there.
  ///
  /// Nil is just one look at the present. Afterwards tendd is stopped.
  func tendd(until time: String? = nil) throws {
    let end = try time.map(instant) ?? now
    let owner = try household.openLedgerAsOwner()
    defer { owner.lock.release() }
    let files = try household.readPlanFiles()
    let loaded = try household.load(files)
    let plan = try #require(loaded.plan.plan, "\(loaded.diagnostics)")
    let settings = try #require(loaded.settings.settings)
    let origin = EventOrigin(actor: EventOrigin.daemon, channel: EventOrigin.daemon)
    let revision = try household.accept(plan, files, into: owner.ledger, origin: origin)
    let planner = try Planner(plan: plan, settings: settings, zones: try household.zoneBook(for: plan))
    var next: Instant? = now
    while let wakeup = next, wakeup <= end {
      goes(to: max(wakeup, now))
      next = try look(planner, owner.ledger, revision)
    }
    goes(to: end)
    _ = try look(planner, owner.ledger, revision)
    try owner.ledger.close()
  }

  /// What one wake-up of tendd records; returns when the next one is.
  private func look(_ planner: Planner, _ ledger: Ledger, _ revision: Int64) throws -> Instant? {
    let origin = EventOrigin(
      actor: EventOrigin.daemon, channel: EventOrigin.daemon, planRevision: revision)
    return try ledger.transaction(origin, try household.stamp()) { ledger in
      let planner = try following(planner, ledger)
      let past = try ledger.lastProcessed().map { min($0, now) } ?? now
      let snapshot = try ledger.snapshot(windowFrom: past - Planner.lookBack.seconds)
      let step = planner.step(snapshot, now: now, release: Release.date)
      try ledger.append(contentsOf: step.events)
      try ledger.setLastProcessed(now)
      return step.nextWakeup
    }
  }

  /// The planner of a plan that knows what its stocks ask for.
  private func following(_ planner: Planner, _ ledger: LedgerReader) throws -> Planner {
    guard planner.plan.keepsStock else { return planner }
    var plan = planner.plan
    plan.errands = try ledger.errands(in: planner, now: now)
    return try Planner(plan: plan, settings: planner.settings, zones: planner.zones)
  }

  /// What the ledger says now.
  func ledger<T>(_ body: (LedgerReader) throws -> T) throws -> T {
    let ledger = try household.openLedger(.readOnly)
    defer { try? ledger.close() }
    return try ledger.read(body)
  }

  /// The row of an entry whose nominal time is `time`.
  func occurrence(of entry: String, at time: String) throws -> Occurrence {
    let instant = try instant(time)
    let rows = try ledger { try $0.occurrences(of: try #require(EntryID(entry))) }
    return try #require(rows.first { $0.facts.instant == instant }, "no row of \(entry) at \(time)")
  }

  func id(of entry: String, at time: String) throws -> String {
    try occurrence(of: entry, at: time).id.text
  }
}
