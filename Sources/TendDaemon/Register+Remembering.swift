import Almanac
import Care
import Ledger

/// Reminding while the ledger cannot be written: from memory, and into the record as soon as that can be done.
extension Register {
  /// One look from memory: what it decides is told as unrecorded, and recorded as soon as that can be done.
  func remember(_ office: PlanOffice, _ news: ChannelNews, _ now: Instant, because error: any Error) -> Look {
    let stamp = stamp(now)
    // What was decided before the ledger failed is in the state already.
    let (reports, look): ([NewEvent], Look)
    if let undone {
      reports = undone.reports
      look = memory.goOn(undone.look, reports, after: backlog)
    } else {
      follow(now)
      reports = news.reports.compactMap(backlog.present).filter {
        $0.occurrence.map { memory.state.occurrence($0) != nil } ?? true
      }
      memory.note(reports, office.origin, stamp)
      look = office.look(&memory.state, now: now, returned: news.returned)
    }
    undone = nil
    memory.remember(now: now)
    backlog.add(reports + look.events, office.origin, stamp, after: memory.newest)
    complain(error, now)
    tellBacklog(office.journalWording)
    return look
  }

  /// Keeps events of tendd's own that could not be recorded.
  func remember(_ events: [NewEvent], _ origin: EventOrigin, _ now: Instant) {
    memory.note(events, origin, stamp(now))
    backlog.add(events, origin, stamp(now), after: memory.newest)
  }

  /// A ledger that cannot be written may still be read, and others may have written to it.
  func follow(_ now: Instant) {
    try? ledger.read { try memory.followUnrecorded($0, &backlog, now: now) }
    memory.goOn(after: backlog)
  }

  func writeBacklog() throws {
    guard !backlog.isEmpty else { return }
    defer { memory.state.numbers = backlog.numbers }
    let count = try backlog.write(to: ledger, outbox)
    herald.warn(
      "the ledger can be written again; \(count) events told meanwhile are recorded now", priority: 5)
  }

  func tellBacklog(_ wording: Wording) {
    guard backlog.hasUntold else { return }
    let state = memory.state
    backlog.tell { event, stamp in
      outbox.tellUnrecorded(
        event, occurrence: event.occurrence.flatMap { state.occurrence($0) }, wording: wording, stamp: stamp)
    }
  }

  func complain(_ error: any Error, _ now: Instant) {
    var outage = outage ?? Outage()
    if outage.isToBeSaid(now) {
      herald.unrecorded(
        "The ledger cannot be written (\(error)): reminding from memory, NOTHING IS RECORDED. "
          + "Write down what is given and when")
    }
    self.outage = outage
  }
}
