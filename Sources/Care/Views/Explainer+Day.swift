public import Almanac

extension Explainer {
  /// Why an entry that has no row on a day had nothing to tell then, or what it will have.
  ///
  /// - Parameters:
  ///   - since: From when on the entry stands as it is written now.
  ///   - pause: Of the entry.
  public func reasons(of entry: Entry, on day: CivilDate, since: Instant?, pause: Pause?) -> [Reason] {
    if let silence = entry.silence {
      return [Reason(.notApproved, "\(entry.name) never reminds: it is \(silence.rawValue)")]
    }
    if entry.asNeeded != nil {
      return [
        Reason(.asNeeded, "\(entry.name) is taken \(planner.plan.timesText(of: entry)): it has no times")
      ]
    }
    guard let firing = planner.firing[entry.id] else { return [] }
    let slots = firing.schedule.slots(on: day)
    guard slots.isEmpty else { return slots.flatMap { self.reasons(of: $0, entry, since, pause) } }
    var reasons = why(entry, hasNothingOn: day)
    if let previous = firing.schedule.previous(before: firing.zone.instant(of: CivilDateTime(day, .midnight)))
    {
      reasons.append(Reason(.next, "The one before was \(time(previous.instant))"))
    }
    let next = firing.schedule.next(after: firing.zone.instant(of: CivilDateTime(day + 1, .midnight)) - 1)
    reasons.append(
      Reason(.next, next.map { "The next one is \(time($0.instant))" } ?? "There is none after that day"))
    return reasons
  }

  /// A time of the plan that has no row.
  private func reasons(of slot: TimedSlot, _ entry: Entry, _ since: Instant?, _ pause: Pause?) -> [Reason] {
    let due = Reason(
      .plan, "Due \(time(slot.instant)): the plan has \(entry.name) \(planner.plan.timesText(of: entry))")
    if let pause, pause.covers(slot.instant) {
      return [
        due,
        Reason(
          .pause, "It will be skipped: \(wording.name(of: pause.by)) paused it from \(time(pause.from))"),
      ]
    }
    guard slot.instant <= now else {
      return [due, Reason(.next, "Still to come; its row and its id are written about 48 hours ahead")]
    }
    if let since, slot.instant <= since {
      return [due, Reason(.dates, "The entry was written as it is now at \(time(since)), after that time")]
    }
    return [due, Reason(.timing, "Nothing is recorded of it: tendd has not looked since")]
  }

  private func why(_ entry: Entry, hasNothingOn day: CivilDate) -> [Reason] {
    let timing = entry.timing
    func said(_ date: CivilDate) -> String { Phrase.date(date, near: day) }
    if let from = timing.from, day < from {
      return [Reason(.dates, "\(entry.name) begins on \(said(from))")]
    }
    if let until = timing.until, day > until {
      return [Reason(.dates, "\(entry.name) ended on \(said(until))")]
    }
    if timing.except.contains(.day(day)) {
      return [Reason(.except, "The plan leaves \(said(day)) out (except)")]
    }
    let times = planner.plan.timesText(of: entry)
    return [Reason(.timing, "\(entry.name) is \(times), and that is not on \(said(day))")]
  }
}
