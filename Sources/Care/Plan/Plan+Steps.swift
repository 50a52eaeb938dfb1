import Almanac

extension Plan {
  /// What is derived from an entry, in a fixed order; nothing of a step.
  public func steps(of entry: Entry) -> [Entry] {
    switch entry.detail {
    case .appointment(let appointment): preparations(appointment, of: entry)
    case .activity(let activity): reviews(activity, of: entry)
    case .medication, .checkIn, .step: []
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

  private func preparations(_ appointment: Appointment, of entry: Entry) -> [Entry] {
    var words: Set<String> = []
    return appointment.prepare.compactMap { preparation in
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
