public import Almanac

/// Which instant, which state, tell whom: the plan turned into decisions.
///
/// A value: the same plan, ledger and now give the same step, so years can be simulated in seconds.
public struct Planner: Sendable {
  /// How far ahead rows are written: by then the coming occurrences have ids that can be typed.
  public static let horizon = TimeSpan.hours(48)
  /// How far before the last processed instant a snapshot must reach: whole days are needed to pair a day's
  /// answers with its slots.
  public static let lookBack = TimeSpan.days(4)

  public let plan: Plan
  public let settings: Settings
  public let zones: ZoneBook
  let firing: [EntryID: FiringEntry]
  /// In the order of the plan.
  let order: [EntryID]

  /// Throws when a timing cannot be read, or a zone the plan names was not loaded; a checked plan does neither.
  public init(plan: Plan, settings: Settings, zones: ZoneBook) throws(PlannerError) {
    self.plan = plan
    self.settings = settings
    self.zones = zones
    var firing: [EntryID: FiringEntry] = [:]
    for entry in plan.entries where entry.silence == nil {
      let name = plan.zoneName(of: entry)
      guard let zone = zones[name] else { throw .unknownZone(name ?? "", entry: entry.id) }
      do throws(TimingError) {
        firing[entry.id] = try FiringEntry(entry, plan: plan, settings: settings, zone: zone)
      } catch {
        throw .timing(error, entry: entry.id)
      }
    }
    self.firing = firing
    order = plan.entries.map(\.id)
  }

  /// Everything that is to be recorded and told by `now`, and when to look again.
  ///
  /// The whole interval since the last processed instant is evaluated. The events are in the order in which they
  /// are to be recorded; nothing is told that is not among them.
  public func step(_ ledger: LedgerSnapshot, now: Instant, release: Instant) -> PlannerStep {
    var work = PlannerWork(ledger, now: now)
    let doubt = doubt(ledger, now: now, release: release)
    if doubt == .steppedBack {
      work.record(NewEvent(.clockSuspect(.steppedBack)))
      work.returnOccurrences()
    }
    work.mayWriteRows = now >= release
    reconcile(&work)
    work.advance(isClockTrusted: doubt == nil)
    return PlannerStep(
      events: work.events, occurrences: work.occurrences, rowsWritten: work.rowsWritten, doubt: doubt,
      nextWakeup: nextWakeup(work, isClockTrusted: doubt == nil))
  }

  /// The rows this plan would have written by now, without telling anything.
  ///
  /// Before another plan takes its place: what came due under this one stays due, however long nobody looked.
  public func rows(_ ledger: LedgerSnapshot, now: Instant, release: Instant) -> [NewEvent] {
    guard doubt(ledger, now: now, release: release) == nil else { return [] }
    var work = PlannerWork(ledger, now: now)
    reconcile(&work)
    return work.events
  }

  /// Whether the clock is plainly wrong (DESIGN.md rule 11).
  private func doubt(_ ledger: LedgerSnapshot, now: Instant, release: Instant) -> ClockDoubt? {
    if let last = ledger.lastProcessed, now < last { return .steppedBack }
    return now < release ? .beforeRelease : nil
  }

  /// The earliest of what open occurrences wait for and what the plan brings into the horizon.
  private func nextWakeup(_ work: PlannerWork, isClockTrusted: Bool) -> Instant? {
    var wakeup: Instant?
    func consider(_ instant: Instant) {
      wakeup = min(wakeup ?? instant, instant)
    }
    for occurrence in work.occurrences {
      guard let action = work.nextAction(of: occurrence) else { continue }
      // In doubt about the clock nothing becomes missed, so what is already past has to be looked at again.
      consider(action > work.now || isClockTrusted ? action : work.now + Planner.recheck)
    }
    for entry in firing.values {
      if let next = entry.schedule.next(after: work.now + entry.horizon) {
        consider(next.instant - entry.horizon)
      }
    }
    if !work.mayWriteRows { consider(work.now + Planner.recheck) }
    return wakeup.map { max($0, work.now + 1) }
  }

  /// Seconds after which an untrusted clock is looked at again.
  private static let recheck: Int64 = 60
}

/// What one look at the plan came to.
public struct PlannerStep: Hashable, Sendable {
  public var events: [NewEvent]
  /// The occurrences of the snapshot and the new ones, as they stand once the events are recorded.
  public var occurrences: [Occurrence]
  /// How many rows there ever were once the events are recorded.
  public var rowsWritten: Int64
  public var doubt: ClockDoubt?
  /// Nil when nothing is to come.
  public var nextWakeup: Instant?
}

public enum PlannerError: Error, Hashable, Sendable {
  case unknownZone(String, entry: EntryID)
  case timing(TimingError, entry: EntryID)
}
