import Almanac
import Care
import Host
import Household
import Ledger

/// The daemon's hand in the ledger: it records, and where that cannot be done it remembers and tells all the same.
final class Register {
  /// Seconds after which a ledger that could not be written is tried again.
  static let retryAfter: Int64 = 30

  private(set) var ledger: Ledger
  let outbox: Outbox
  private(set) var memory = Memory()
  private let household: Household
  private let herald: Herald
  private let bootID: String
  /// One ledger, one tendd; nil where it could not be taken because nothing can be written.
  private var lock: FileLock?
  private var backlog = Backlog()
  private var outage: Outage?
  /// The number of the newest event that was seen.
  private var newest: Int64 = 0

  init(household: Household, ledger: Ledger, lock: FileLock?, herald: Herald) {
    self.household = household
    self.ledger = ledger
    self.lock = lock
    self.herald = herald
    outbox = Outbox(herald: herald)
    bootID = (try? Boot.id()) ?? ""
  }

  /// Whether what was decided is also recorded.
  var isRecording: Bool { outage == nil }

  /// Whether others recorded something since the last look.
  ///
  /// It waits for a writer that is at work: the log is written before its commit can be seen.
  var isBehind: Bool {
    let origin = EventOrigin(actor: EventOrigin.daemon, channel: EventOrigin.daemon)
    return (try? ledger.transaction(origin, stamp(household.clock.now())) { try $0.lastEventNumber() })
      != newest
  }

  /// One look: the record comes first, in one transaction.
  ///
  /// - Throws: What stands in the way of recording; then use `remember`.
  func record(_ office: PlanOffice, _ now: Instant) throws -> PlannerStep {
    if ledger.access == .readOnly { try reopen() }
    try writeBacklog()
    let step = try ledger.transaction(office.origin, stamp(now)) { ledger in
      let snapshot = try snapshot(ledger, now)
      let step = office.step(snapshot, now: now)
      try ledger.append(contentsOf: step.events)
      // An older instant costs nothing: rows keep what was done. So an idle look writes nothing.
      if !step.events.isEmpty || snapshot.lastProcessed == nil || step.doubt != nil {
        try ledger.setLastProcessed(now)
      }
      return (snapshot, step, try ledger.lastEventNumber())
    }
    memory.keep(step.0, step.1, now: now)
    newest = step.2
    outage = nil
    return step.1
  }

  /// Writes what came due under the plan the ledger keeps, before the files may bring another one.
  ///
  /// What cannot be written now is left to the first look.
  func writeRows(_ office: PlanOffice, _ planner: Planner) {
    let now = household.clock.now()
    _ = try? ledger.transaction(office.origin, stamp(now)) { ledger in
      guard try ledger.lastProcessed() != nil else { return }
      var state = PlannerState(try snapshot(ledger, now))
      try ledger.append(
        contentsOf: planner.writeRows(&state, now: now, release: Release.date))
    }
  }

  /// One look from memory: what it decides is told as unrecorded, and recorded as soon as that can be done.
  func remember(_ office: PlanOffice, _ now: Instant, because error: any Error) -> PlannerStep {
    follow(now)
    let step = office.step(memory.snapshot, now: now)
    memory.remember(step, now: now)
    backlog.add(step.events, office.origin, stamp(now), after: newest)
    complain(error, now)
    tellBacklog(office.wording)
    return step
  }

  /// Records an event of tendd's own.
  func record(_ body: EventBody, _ origin: EventOrigin, _ wording: Wording) {
    let now = household.clock.now()
    do {
      try writeBacklog()
      newest = try ledger.transaction(origin, stamp(now)) { try $0.append(NewEvent(body)).number }
    } catch {
      follow(now)
      backlog.add([NewEvent(body)], origin, stamp(now), after: newest)
      complain(error, now)
      tellBacklog(wording)
    }
  }

  /// Accepts a plan and returns its revision; nil when it cannot be recorded.
  func accept(_ plan: Plan, _ files: PlanFiles, _ origin: EventOrigin, isMended: Bool) -> Int64? {
    do {
      return try household.accept(plan, files, into: ledger, origin: origin, isMended: isMended)
    } catch {
      let now = household.clock.now()
      complain(error, now)
      memory.note(plan, now: now)
      return nil
    }
  }

  /// Tells what is recorded; false when some of it is still to be told.
  func deliver(_ wording: Wording, _ now: Instant) -> Bool {
    tellBacklog(wording)
    return outbox.deliver(ledger, wording: wording, stamp: stamp(now)) && !backlog.hasUntold
  }

  /// A ledger that cannot be written may still be read, and others may have written to it.
  private func follow(_ now: Instant) {
    guard let fresh = try? ledger.read({ (try snapshot($0, now), try $0.lastEventNumber()) }) else { return }
    memory.follow(fresh.0, isPure: backlog.isEmpty)
    if backlog.isEmpty { newest = fresh.1 }
  }

  private func snapshot(_ ledger: LedgerReader, _ now: Instant) throws -> LedgerSnapshot {
    let past = try ledger.lastProcessed().map { min($0, now) } ?? now
    return try ledger.snapshot(windowFrom: past - Planner.lookBack.seconds)
  }

  private func stamp(_ now: Instant) -> EventStamp {
    EventStamp(at: now, bootID: bootID, sinceBoot: household.clock.sinceBoot())
  }

  private func writeBacklog() throws {
    guard !backlog.isEmpty else { return }
    let count = try backlog.write(to: ledger, outbox)
    herald.warn(
      "the ledger can be written again; \(count) events told meanwhile are recorded now", priority: 5)
  }

  private func tellBacklog(_ wording: Wording) {
    guard backlog.hasUntold else { return }
    let rows = memory.snapshot.occurrences
    backlog.tell { event, stamp in
      outbox.tellUnrecorded(
        event, occurrence: rows.first { $0.id == event.occurrence }, wording: wording, stamp: stamp)
    }
  }

  /// A disk that was full or read-only when tendd started may have room now.
  private func reopen() throws {
    let owned = try household.openLedgerAsOwner(holding: lock)
    ledger = owned.ledger
    lock = owned.lock
  }

  private func complain(_ error: any Error, _ now: Instant) {
    var outage = outage ?? Outage()
    if outage.isToBeSaid(now) {
      herald.unrecorded(
        "The ledger cannot be written (\(error)): reminding from memory, NOTHING IS RECORDED. "
          + "Write down what is given and when")
    }
    self.outage = outage
  }
}
