import Almanac
import Care

/// A look without any plan in force, because none reads any more: the rows that are there still remind.
///
/// Planning with an empty plan instead would withdraw every one of them.
enum RowsAlone {
  static func step(_ snapshot: LedgerSnapshot, _ planner: Planner, now: Instant) -> PlannerStep {
    var rowless = snapshot
    rowless.occurrences = []
    var step = planner.step(rowless, now: now, release: Release.date)
    var look = step.look
    step.occurrences = snapshot.occurrences
    let isClockTrusted = step.doubt == nil
    for index in step.occurrences.indices {
      let row = step.occurrences[index]
      guard let body = row.advancing(to: now, isClockTrusted: isClockTrusted) else { continue }
      let event = NewEvent(occurrence: row.id, entry: row.facts.key.entry, body)
      look.events.append(event)
      step.occurrences[index].apply(
        RecordedEvent(
          number: 0, stamp: EventStamp(at: now, bootID: "", sinceBoot: 0),
          origin: EventOrigin(actor: EventOrigin.daemon, channel: EventOrigin.daemon),
          occurrence: row.id, entry: event.entry, body: body))
    }
    // Where the clock is in doubt, what is past stays past: it is looked at again in a minute.
    look.nextWakeup = step.occurrences.compactMap(\.nextAction).min().map {
      max($0, now + (isClockTrusted ? 1 : 60))
    }
    step.look = look
    return step
  }
}
