public import Almanac

/// Says in sentences what fired, what did not, and which rule decided.
public struct Explainer: Sendable {
  let planner: Planner
  let wording: Wording
  /// The zone times are said in.
  let zone: ZoneRules
  let now: Instant

  /// - Parameter zone: The zone times are said in.
  public init(_ planner: Planner, zone: ZoneRules, now: Instant) {
    self.planner = planner
    self.zone = zone
    self.now = now
    var wording = Wording(
      plan: planner.plan, settings: planner.settings, zones: ZoneBook(machine: zone))
    // The person at this terminal asked; discretion is for what others may read.
    wording.privacy = .full
    self.wording = wording
  }

  // MARK: Of one occurrence

  /// Everything that happened to it in order, then what is to come.
  ///
  /// - Parameters:
  ///   - events: All of the occurrence, oldest first.
  ///   - others: Digests and silences, and what channels said of them; those that it is not among are passed over.
  ///   - pause: Of its entry.
  public func reasons(
    of occurrence: Occurrence, events: [RecordedEvent], others: [RecordedEvent] = [], pause: Pause?
  ) -> [Reason] {
    var reasons = [plan(occurrence.facts)]
    let events = (events + others).sorted { $0.number < $1.number }
    for event in events where concerns(event, occurrence) {
      guard let rule = Reason.Rule(event.body) else { continue }
      reasons.append(Reason(rule, at: event.stamp.at, sentence(event, occurrence, among: events)))
      reasons += deliveries(of: event, occurrence, events)
    }
    return reasons + outlook(occurrence, pause)
  }

  private func plan(_ facts: OccurrenceFacts) -> Reason {
    guard facts.isPlanned else {
      return Reason(.asNeeded, "\(facts.name) is taken as needed; this one was at \(time(facts.instant))")
    }
    guard let entry = planner.plan.entry(facts.key.entry) else {
      return Reason(.plan, "Due \(time(facts.instant)); the plan has \(facts.key.entry) no more")
    }
    let words = "the plan has \(entry.name) \(planner.plan.timesText(of: entry))"
    // What follows another entry has no times that the plan could tell.
    let isOfPlan =
      planner.firing[entry.id]?.followed != nil
      || planner.occurrence(of: entry.id, nominal: facts.nominal) != nil
    return Reason(.plan, "Due \(time(facts.instant)): \(words)\(isOfPlan ? "" : " now, and not then")")
  }

  private func sentence(
    _ event: RecordedEvent, _ occurrence: Occurrence, among events: [RecordedEvent]
  ) -> String {
    switch event.body {
    case .told(let telling):
      let late =
        telling.isToldLate
        ? ", late: it should have been told \(Phrase.time(telling.planned, in: zone, now: event.stamp.at)), and Tend "
          + "was not there or could not" : ""
      return "Reminder \(telling.attempt) (\(telling.phase.rawValue))\(late)"
    case .missed(let finding):
      let folded = finding.isFolded == true ? "; told in a digest with others" : ""
      let held =
        finding.heldUntil.map {
          "; quiet hours: listed after \(Phrase.time($0, in: zone, now: event.stamp.at))"
        }
        ?? ""
      let told = finding.remindersTold == 0 ? "nobody was told in time" : times(finding.remindersTold)
      return "Missed, nobody answered in time; \(told)\(folded)\(held)"
    case .digest(let digest): return listed(digest)
    case .silence(let silence): return silent(silence)
    case .returned: return "Upcoming again, as the clock stepped back"
    case .rescheduled: return "The plan changed before anyone was told that it is due: moved or worded anew"
    case .undone(let number):
      return wording.sentence(event, occurrence: occurrence, undone: events.first { $0.number == number })
    default: return wording.sentence(event, occurrence: occurrence)
    }
  }

  private func times(_ count: Int) -> String { count == 1 ? "told once" : "told \(count) times" }

  private func outlook(_ occurrence: Occurrence, _ pause: Pause?) -> [Reason] {
    guard occurrence.state.isOpen else { return [] }
    if let pause, !occurrence.state.defiesPause, pause.covers(occurrence.facts.instant) {
      let until = pause.until.map { "until \(time($0))" } ?? "until tend resume"
      let why = pause.reason.map { ": \($0)" } ?? ""
      return [
        Reason(
          .pause,
          "Nothing is told: \(wording.name(of: pause.by)) paused the entry from \(time(pause.from)) \(until)\(why)"
        )
      ]
    }
    var reasons: [Reason] = []
    if let next = occurrence.state.nextReminder {
      reasons.append(Reason(.next, "The next reminder \(next <= now ? "was to be" : "is") \(time(next))"))
    } else {
      let bound = occurrence.facts.repeats.map { ", as it repeats \($0) times at most" } ?? ""
      reasons.append(Reason(.next, "No more reminders\(bound); it stays listed as due"))
    }
    if let step = occurrence.nextStep {
      let whom = step.step.contact.map { wording.name(of: $0) } ?? "whoever is there"
      reasons.append(
        Reason(.escalation, "Without an answer, \(whom) is brought in at \(time(step.planned))"))
    }
    reasons.append(Reason(.next, "Without an answer it is missed from \(time(occurrence.facts.missedAt))"))
    return reasons
  }

  func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone, now: now) }
}
