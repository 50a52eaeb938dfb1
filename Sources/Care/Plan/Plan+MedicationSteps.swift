import Almanac

// What hangs on a medicine and is asked for by itself: when to stop eating, when to see to more, what expires, and
// what is to be practised.

extension Plan {
  func medicationSteps(_ medication: Medication, of entry: Entry) -> [Entry] {
    let notices = entry.hasTimesAhead ? foodNotices(medication, of: entry) : []
    guard let stock = medication.stock else { return notices }
    let errands = errands[entry.id] ?? .none
    return notices
      + [
        errands.refill.flatMap { errand("refill", "see to more", on: $0, of: entry) },
        errands.expiry.flatMap { errand("expiry", "look at \($0.what)", on: $0.day, of: entry) },
        stock.practice.flatMap { practice(from: $0, of: entry) },
      ].compactMap(\.self)
  }

  private func errand(_ word: String, _ text: String, on day: CivilDate, of entry: Entry) -> Entry? {
    entry.step(
      word, text, timing: Timing(when: [CivilDateTime(day, StockErrands.time)]), importance: .normal,
      lateAfter: .days(1), missedAfter: .days(3))
  }

  private func practice(from day: CivilDate, of entry: Entry) -> Entry? {
    entry.step(
      "practice", "practise using it",
      timing: Timing(at: [TimeOfDay(.clock(StockErrands.time))], every: .years(1), from: day),
      importance: .normal, lateAfter: .days(1), missedAfter: .days(7))
  }

  private func foodNotices(_ medication: Medication, of entry: Entry) -> [Entry] {
    guard medication.hasFoodNotices, case .emptyStomach(let before, let after)? = medication.foodRule else {
      return []
    }
    let parts: [(word: String, text: String, shift: Int64)] = [
      ("stop-eating", "nothing to eat from now on", -after.seconds),
      ("may-eat", "may eat again", before.seconds),
    ]
    return parts.filter { $0.shift != 0 }.compactMap { part in
      entry.step(
        part.word, part.text, timing: Timing(relative: .to(entry.timing, .elapsed(part.shift))),
        importance: .low, missedAfter: TimeSpan(seconds: min(abs(part.shift), 3600)))
    }
  }
}
