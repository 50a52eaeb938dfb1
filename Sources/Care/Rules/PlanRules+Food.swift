import Almanac

// Doses beside meals, as the moments of a person's day have them.

extension PlanRules {
  /// Times of a medicine that lie where its `food` does not want them; each time of day once.
  func foodWindows() -> [RuleFinding] {
    plan.entries.flatMap { entry -> [RuleFinding] in
      guard let medication = entry.medication, let rule = medication.foodRule else { return [] }
      let moments = plan.moments(of: entry)
      var seen: Set<ClockTime> = []
      return coming(entry).compactMap { slot in
        let time = slot.local.time
        guard seen.insert(time).inserted, let problem = rule.problem(at: time, moments: moments) else {
          return nil
        }
        return RuleFinding(.food, entry.id, "at \(time): \(problem); the plan says \(rule.words)")
      }
    }
  }
}
