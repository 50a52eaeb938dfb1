import Almanac

// Visits that are to be in a window of days.

extension PlanRules {
  /// Visits without a date whose window is open, or was the last to be over.
  func visitsToArrange() -> [RuleFinding] {
    plan.entries.flatMap { entry -> [RuleFinding] in
      guard let window = entry.window else { return [] }
      let today = today(of: entry)
      let present = window.spans(from: today, count: 2).filter { $0.first <= today && window.isOpen($0) }.map
      {
        RuleFinding(
          .toArrange, entry.id,
          "has no date yet; its window is \($0.words): tend move \(entry.id) \"\($0.last) HH:MM\"")
      }
      let past = window.span(before: today).flatMap { span in
        window.isOpen(span)
          ? RuleFinding(
            .toArrange, entry.id, "had no date when its window was over on \(day(span.last, of: entry))")
          : nil
      }
      return [past].compactMap(\.self) + present
    }
  }
}
