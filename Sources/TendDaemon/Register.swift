import Almanac
import Care
import Channels
import Host
import Household
import Ledger

/// The daemon's hand in the ledger: it records, and where that cannot be done it remembers and tells all the same.
final class Register {
  /// Seconds after which a ledger that could not be written is tried again.
  static let retryAfter: Int64 = 30

  private(set) var ledger: Ledger
  let outbox: Outbox
  var memory = Memory()
  let household: Household
  let herald: Herald
  private let bootID: String
  var findings: Findings?
  /// One ledger, one tendd; nil where it could not be taken because nothing can be written.
  private var lock: FileLock?
  var backlog = Backlog()
  var outage: Outage?
  /// The number of the event that says that the record was lost before, 0 for none; nil before the first look.
  private var knownLoss: Int64?
  /// Whether rows were made anew from the events before.
  var hasMended = false
  /// What was decided in the transaction that failed last.
  var undone: (reports: [NewEvent], look: Look)?

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

  /// Of what only asks.
  var ownOrigin: EventOrigin { EventOrigin(actor: EventOrigin.daemon, channel: EventOrigin.daemon) }

  /// Whether others recorded something since the last look.
  ///
  /// It waits for a writer that is at work: the log is written before its commit can be seen.
  var isBehind: Bool {
    (try? ledger.transaction(ownOrigin, stamp(household.clock.now())) { try $0.lastEventNumber() })
      != memory.newest
  }

  /// One look: the record comes first, in one transaction.
  ///
  /// - Parameter news: What the channels said since the last look.
  /// - Throws: What stands in the way of recording; then use `remember`.
  func record(_ office: PlanOffice, _ news: ChannelNews, _ now: Instant) throws -> Look {
    try reopen()
    try followLoss(office)
    try writeBacklog()
    let look: Look
    do {
      look = try recordOnce(office, news, now)
    } catch LedgerError.refused {
      // What is kept in memory contradicts the ledger, and the ledger is the truth.
      memory.forget()
      look = try recordOnce(office, news, now)
    }
    outage = nil
    return look
  }

  private func recordOnce(_ office: PlanOffice, _ news: ChannelNews, _ now: Instant) throws -> Look {
    // By now everything that waited is recorded, or let go of.
    let reports = news.reports.compactMap(backlog.present)
    let (look, lastProcessed, newest) = try ledger.transaction(office.origin, stamp(now)) { ledger in
      try memory.follow(ledger, now: now)
      undone = nil
      let (last, isPlanNew) = (memory.state.lastProcessed, !memory.state.unevaluated.isEmpty)
      // A row that is not there any more has nothing to be recorded of.
      let reports = try reports.filter {
        try $0.occurrence.map { try ledger.occurrence($0) != nil } ?? true
      }
      try office.followStocks(ledger, now: now)
      for report in try ledger.append(contentsOf: reports) { memory.state.fold(report) }
      let look = office.look(&memory.state, now: now, returned: news.returned)
      undone = (reports, look)
      try ledger.append(contentsOf: look.events)
      // An older instant costs nothing: rows keep what was done. So an idle look writes nothing.
      let isWorthIt = !look.events.isEmpty || last == nil || look.doubt != nil || isPlanNew
      if isWorthIt {
        try ledger.setLastProcessed(now, isPlanEvaluated: memory.state.unevaluated.isEmpty)
      }
      return (look, isWorthIt ? now : last, try ledger.lastEventNumber())
    }
    undone = nil
    memory.keep(lastEvent: newest, lastProcessed: lastProcessed)
    return look
  }

  /// Writes what came due under the plan the ledger keeps, before the files may bring another one.
  ///
  /// What cannot be written now is left to the first look.
  func writeRows(_ office: PlanOffice, _ planner: Planner) {
    let now = household.clock.now()
    do {
      let newest = try ledger.transaction(office.origin, stamp(now)) { ledger in
        guard try ledger.lastProcessed() != nil else { return memory.newest }
        try memory.follow(ledger, now: now)
        try ledger.append(
          contentsOf: planner.writeRows(&memory.state, now: now, release: Release.date))
        return try ledger.lastEventNumber()
      }
      memory.keep(lastEvent: newest, lastProcessed: memory.state.lastProcessed)
    } catch {
      memory.forget()
    }
  }

  /// Records an event of tendd's own.
  func record(_ body: EventBody, _ origin: EventOrigin, _ wording: Wording) {
    let now = household.clock.now()
    do {
      try reopen()
      try writeBacklog()
      let number = try ledger.transaction(origin, stamp(now)) { ledger in
        try memory.follow(ledger, now: now)
        return try ledger.append(NewEvent(body)).number
      }
      memory.noteOwn(number)
    } catch {
      follow(now)
      remember([NewEvent(body)], origin, now)
      complain(error, now)
      tellBacklog(wording)
    }
  }

  /// Records what was pressed at a popup, by the rules of the commands.
  ///
  /// - Throws: `Refusal`, or what stands in the way of recording.
  func record(_ press: PressedAnswer, of id: OccurrenceID, by actor: String, _ office: PlanOffice) throws {
    let now = household.clock.now()
    let origin = EventOrigin(
      actor: actor, channel: ChannelName.desktop.text, planRevision: office.origin.planRevision)
    try reopen()
    try ledger.transaction(origin, stamp(now)) {
      _ = try $0.record(press, of: id, by: actor, planner: office.planner, now: now)
    }
  }

  /// Accepts a plan and returns its revision; nil when it cannot be recorded.
  func accept(_ plan: Plan, _ files: PlanFiles, _ origin: EventOrigin, isMended: Bool) -> Int64? {
    do {
      let revision = try household.accept(plan, files, into: ledger, origin: origin, isMended: isMended)
      try ledger.read {
        memory.noteRecorded(since: try $0.entrySince().mapValues(\.since), unevaluated: try $0.unevaluated())
      }
      return revision
    } catch {
      let now = household.clock.now()
      follow(now)
      let recorded = (try? ledger.read { try $0.renamings() }) ?? Renamings()
      let renamings = memory.renamings(in: plan, backlog, recorded: recorded) { id in
        (try? ledger.read { try $0.hasHistory(of: id) }) ?? false
      }
      remember(renamings.map { NewEvent(entry: $0.to, .renamed($0)) }, origin, now)
      complain(error, now)
      memory.note(plan, writtenAt: min(files.modifiedAt ?? now, now))
      return nil
    }
  }

  /// Tells what is recorded; false when some of it is still to be told.
  func deliver(_ wording: Wording, _ now: Instant) -> Bool {
    tellBacklog(wording)
    return outbox.deliver(ledger, wording: wording, stamp: stamp(now)) && !backlog.hasUntold
  }

  /// What is to be handed to a channel; nil where the event does not read.
  func message(_ send: Send, contact: Contact?, _ wording: Wording) -> Message? {
    let isRecorded = !RecordedNumbers.isOfMemory(send.message)
    let event =
      isRecorded ? (try? ledger.read { try $0.event(send.message) }) ?? nil : backlog.event(send.message)
    guard let event, event.occurrence == send.occurrence else { return nil }
    return Message(
      send: send, event: event, occurrence: send.occurrence.flatMap(memory.state.occurrence),
      contact: contact, isRecorded: isRecorded, wording: wording)
  }

  func stamp(_ now: Instant) -> EventStamp {
    EventStamp(at: now, bootID: bootID, sinceBoot: household.clock.sinceBoot())
  }

  /// A disk that was full or read-only when tendd started may have room now, and a ledger that could not be opened may
  /// be whole again.
  private func reopen() throws {
    guard ledger.access == .readOnly else { return }
    let owned = try household.openLedgerAsOwner(holding: lock)
    let knowsMore = ledger.isStandIn && !owned.ledger.isNew
    lock = owned.lock
    // In a file that was just made there is nothing yet, and what is in memory is all there is.
    if knowsMore { take(owned.ledger) } else { ledger = owned.ledger }
  }

  /// Goes on with a ledger that knows nothing of what this process has in memory.
  func take(_ other: Ledger) {
    ledger = other
    memory = Memory()
    memory.state.numbers = backlog.numbers
    backlog.clear()
    undone = nil
    outbox.beginAnew()
    knownLoss = -1
  }

  /// What is kept in memory does not agree with the ledger any more.
  func forget() { memory.forget() }

  /// Once the record was lost, or someone went back to an older one, nothing in memory is of it any more, and the
  /// plan in force may be unknown to it.
  private func followLoss(_ office: PlanOffice) throws {
    let newest = try ledger.read { try $0.latestEvents(1, of: [.recordLost]).first?.number ?? 0 }
    defer { knownLoss = newest }
    guard let knownLoss, knownLoss != newest else { return }
    memory.forget()
    backlog.clear()
    office.recordAnew()
  }
}
