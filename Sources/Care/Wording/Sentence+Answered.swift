import Almanac

/// What was answered, and what is to be known about it.
extension Sentence {
  func answered(_ answer: Answer, _ occurrence: Occurrence?, byTend: Bool) -> String {
    var text = "\(Phrase.capitalised(answer.outcome.words)): \(subject(occurrence))"
    let isFulfilled = occurrence.map { answer.outcome == Outcome.fulfilled($0.facts.kind) } ?? false
    if isFulfilled || answer.outcome.isIntake {
      text += ", at \(happened(answer.happenedAt, occurrence?.facts))"
    }
    if let lostAt = answer.lostAt { text += ", not kept at \(time(lostAt))" }
    if answer.outcome == .held, !answer.isOfRest {
      text += "; ordered by \(wording.name(of: answer.by))"
      return text + (answer.reasonWords(wording.name).map { ": \($0)" } ?? "") + after(answer.note)
    }
    // A skip that came of a pause names who paused in its reason.
    if !byTend {
      let basis = answer.basis.map { " (\($0.rawValue))" } ?? ""
      text += ", recorded by \(wording.name(of: answer.by))\(basis)"
    }
    let rule = answer.outcome == .takenNotKept ? occurrence?.facts.rules?.ifNotKept : nil
    let readings = (answer.readings ?? []).map(\.words).joined(separator: ", ")
    if !readings.isEmpty { text += ": \(readings)" }
    return text + after(answer.reasonWords(wording.name)) + after(answer.note) + limits(answer.limits)
      + (rule.map { ". If not kept: \(trimmed($0))" } ?? "")
  }

  /// Until when a late dose may still be taken, and what the care team wrote for a missed one.
  func lateRule(_ facts: OccurrenceFacts) -> [String] {
    let window = LimitWords(zone: zone, now: now).window(facts.rules).map(Phrase.capitalised)
    return [window, facts.ifMissed.map { "If missed: \(trimmed($0))" }].compactMap(\.self)
  }

  /// What the dose left of the limits, and which it did not keep.
  private func limits(_ note: LimitNote?) -> String {
    guard let note else { return "" }
    let words = LimitWords(zone: zone, now: now)
    let broken = note.breaches.isEmpty ? nil : words.broken(note.breaches)
    return after(note.room.map(words.room)) + after(broken) + after(note.override.map { "because: \($0)" })
  }

  /// `08:05`, with the distance where it was too early to be this one by the name of its entry, and with the date too
  /// where that is not the day on which it was due.
  private func happened(_ instant: Instant, _ facts: OccurrenceFacts?) -> String {
    let local = zone.local(at: instant)
    guard let facts else { return time(instant) }
    // Whose clock it is stands beside the time it was due, which this one has not.
    guard facts.isPlanned else { return nominal(facts) }
    let isSameDay = local.date == zone.local(at: facts.instant).date
    guard !isSameDay || instant < facts.earlyFrom else { return time(instant) }
    let distance = instant - facts.instant
    let length = abs(distance) < 2 * 86_400 ? hours(abs(distance)) : Phrase.length(abs(distance))
    let date = Phrase.date(local.date, near: zone.local(at: now).date)
    let when = isSameDay ? time(instant) : "\(date) \(local.time)"
    return "\(when) (\(length) \(distance < 0 ? "before" : "after") its time)"
  }

  /// `24 h 10 min`: to the minute, also past a day.
  private func hours(_ seconds: Int64) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    guard hours > 0 else { return Phrase.length(seconds) }
    return minutes == 0 ? "\(hours) h" : "\(hours) h \(minutes) min"
  }
}
