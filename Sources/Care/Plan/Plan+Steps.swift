import Almanac

extension Plan {
  /// What is derived from an entry, in a fixed order; nothing of a step.
  public func steps(of entry: Entry) -> [Entry] {
    switch entry.detail {
    case .appointment(let appointment):
      entry.hasTimesAhead ? preparations(appointment, of: entry) : []
    case .activity(let activity): reviews(activity, of: entry)
    case .medication(let medication): medicationSteps(medication, of: entry)
    case .checkIn, .step: []
    }
  }

  /// A week before an approval is to be reviewed, so that there is time to ask.
  private func reviews(_ activity: Activity, of entry: Entry) -> [Entry] {
    guard let approval = activity.approval, approval.status == .approved, let review = approval.review,
      let time = ClockTime(hour: 10, minute: 0)
    else { return [] }
    let whom = contact(approval.by)?.name ?? approval.by ?? "the care team"
    let step = entry.step(
      "review", "ask \(whom) again, review on \(review)",
      timing: Timing(when: [CivilDateTime(review - 7, time)]), importance: .normal, missedAfter: .days(7))
    return [step].compactMap(\.self)
  }

  /// What is to be arranged: the visit of a window, and the one that follows another.
  ///
  /// Somebody has to telephone, so it is asked once a day, and not every hour.
  private func arranging(_ appointment: Appointment, of entry: Entry) -> [Entry] {
    var steps: [Entry] = []
    if let window = appointment.window {
      let text = "arrange it"
      let opening = Timing.Shift.days(-window.reach, at: TimeOfDay(.clock(VisitWindow.hour)))
      var step = entry.step(
        "arrange", text, timing: Timing(relative: .to(window.open, opening)), importance: .normal,
        lateAfter: .days(Int64(window.reach)), missedAfter: .hours(Int64(48 * window.reach + 14)))
      step?.detail = .step(Step(text: text, arranging: .window(days: 2 * window.reach)))
      steps += [step].compactMap(\.self)
    }
    if let days = appointment.followUp {
      let text = "arrange the next one"
      var step = entry.step(
        "follow-up", text, timing: Timing(), importance: .normal, lateAfter: .days(3), missedAfter: .days(7))
      step?.detail = .step(Step(text: text, arranging: .next(after: days)))
      step?.after = After(entry: entry.id, delay: .hours(1))
      steps += [step].compactMap(\.self)
    }
    for index in steps.indices { steps[index].ladder.repeatEvery = .days(1) }
    return steps
  }

  /// What is to be done before an appointment, after what is to be arranged of it.
  private func preparations(_ appointment: Appointment, of entry: Entry) -> [Entry] {
    // Those words are taken by what is to be arranged.
    var words: Set<String> = ["arrange", "follow-up"]
    return arranging(appointment, of: entry)
      + appointment.prepare.compactMap { preparation in
        let word = Plan.word(for: preparation.text, taken: &words)
        return entry.step(
          word, preparation.text, timing: Timing(relative: .to(entry.timing, preparation.shift)))
      }
  }

  /// The step's part of an id, made from its text: another text is another step, to be asked for anew.
  static func word(for text: String, taken: inout Set<String>) -> String {
    var stem = ""
    for part in EntryID.stem(of: text).split(separator: "-") {
      guard stem.isEmpty || stem.utf8.count + part.utf8.count < 24 else { break }
      stem += stem.isEmpty ? String(part.prefix(24)) : "-\(part)"
    }
    var (word, number) = (stem, 2)
    while !taken.insert(word).inserted {
      word = "\(stem)-\(number)"
      number += 1
    }
    return word
  }
}
