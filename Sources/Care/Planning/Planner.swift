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
  /// Those of the plan, each followed by what is derived from it.
  let entries: [Entry]
  /// In the order of `entries`.
  let order: [EntryID]
  /// Where each entry stands in `order`.
  let ranks: [EntryID: Int]
  /// The entries that follow what becomes of another one, by that other one: those counted from when it was taken, and
  /// what prepares for an appointment.
  let followers: [EntryID: [EntryID]]
  /// Tells this planner from every other one.
  let identity = Identity()

  final class Identity: Sendable {}

  /// Throws when a timing cannot be read, or a zone the plan names was not loaded; a checked plan does neither.
  public init(plan: Plan, settings: Settings, zones: ZoneBook) throws(PlannerError) {
    self.plan = plan
    self.settings = settings
    self.zones = zones
    var firing: [EntryID: FiringEntry] = [:]
    entries = plan.allEntries
    firing.reserveCapacity(entries.count)
    for entry in entries where entry.silence == nil && entry.asNeeded == nil {
      let name = plan.zoneName(of: entry)
      guard let zone = zones[name] else { throw .unknownZone(name ?? "", entry: entry.id) }
      do throws(TimingError) {
        firing[entry.id] = try FiringEntry(entry, plan: plan, settings: settings, zone: zone)
      } catch {
        throw .timing(error, entry: entry.id)
      }
    }
    self.firing = firing
    followers = Dictionary(
      firing.values.compactMap { entry in entry.followed.map { ($0, [entry.entry.id]) } },
      uniquingKeysWith: +)
    order = entries.map(\.id)
    ranks = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// Everything that is to be recorded and told by `now`, and when to look again.
  ///
  /// The whole interval since the last processed instant is evaluated. The events are in the order in which they
  /// are to be recorded; nothing is told that is not among them. The state is then as it is once they are recorded,
  /// but for the last processed instant, which is for whoever records them to move.
  ///
  /// - Parameters:
  ///   - followsPlan: False where no plan is known: then the rows that are there still remind, and nothing is
  ///     withdrawn or added.
  ///   - returned: Channels that have come back: what they refused is due at once.
  ///   - clock: Until the clock is confirmed, what it says went by while the machine was off is not called missed yet.
  public func look(
    _ state: inout PlannerState, now: Instant, release: Instant, followsPlan: Bool = true,
    returned: Set<ChannelName> = [], clock: ClockStanding = .trusted
  ) -> Look {
    var work = PlannerWork(
      taking: &state, rules: TellingRules(plan: plan, settings: settings, zone: zones.machine), now: now)
    work.unconfirmedBoot = clock.unconfirmedBoot(now: now)
    defer { work.finish(&state) }
    let doubt = doubt(work.state, now: now, release: release)
    if doubt == .steppedBack {
      work.record(NewEvent(.clockSuspect(.steppedBack)))
      work.returnOccurrences()
    }
    work.mayWriteRows = now >= release
    var frees = true
    while frees {
      if followsPlan { reconcile(&work) }
      frees = work.advance(isClockTrusted: doubt == nil) && followsPlan
    }
    if followsPlan { work.noteEvaluated() }
    work.recordDigests()
    if doubt == nil { work.noticeSilence() }
    return Look(
      events: work.events, doubt: doubt, nextWakeup: nextWakeup(work, isClockTrusted: doubt == nil),
      sends: work.state.sends(by: now, returned: returned))
  }

  /// The rows this plan would have written by now, without telling anything.
  ///
  /// Before another plan takes its place: what came due under this one stays due, however long nobody looked.
  public func writeRows(_ state: inout PlannerState, now: Instant, release: Instant) -> [NewEvent] {
    guard doubt(state, now: now, release: release) == nil else { return [] }
    var work = PlannerWork(
      taking: &state, rules: TellingRules(plan: plan, settings: settings, zone: zones.machine), now: now)
    defer { work.finish(&state) }
    reconcile(&work)
    return work.events
  }

  /// Whether the clock is plainly wrong (DESIGN.md rule 11).
  private func doubt(_ state: PlannerState, now: Instant, release: Instant) -> ClockDoubt? {
    if let last = state.lastProcessed, now < last { return .steppedBack }
    return now < release ? .beforeRelease : nil
  }

  /// The earliest of what open occurrences wait for and what the plan brings into the horizon.
  private func nextWakeup(_ work: PlannerWork, isClockTrusted: Bool) -> Instant? {
    let (actions, now) = (work.state.actions, work.now)
    var wakeups = [actions.first, work.state.horizons.first].compactMap { $0 }
    // In doubt about the clock nothing becomes missed, so what is already past has to be looked at again.
    if !isClockTrusted || work.unconfirmedBoot != nil, let first = actions.first, first <= now {
      wakeups += [now + Planner.recheck] + [actions.first(after: now)?.instant].compactMap { $0 }
      wakeups.removeFirst()
    }
    if let next = work.state.nextTry(after: now) { wakeups.append(next) }
    wakeups += work.householdWakeups
    if !work.mayWriteRows { wakeups.append(now + Planner.recheck) }
    return wakeups.min().map { max($0, now + 1) }
  }

  /// Seconds after which an untrusted clock is looked at again.
  static let recheck: Int64 = 60
}

/// What one look came to.
public struct Look: Hashable, Sendable {
  public var events: [NewEvent]
  public var doubt: ClockDoubt?
  /// Nil when nothing is to come.
  public var nextWakeup: Instant?
  /// What is to be handed to channels now, once the events are recorded; what is under way already is among it.
  public var sends: [Send]
}

public enum PlannerError: Error, Hashable, Sendable {
  case unknownZone(String, entry: EntryID)
  case timing(TimingError, entry: EntryID)
}
