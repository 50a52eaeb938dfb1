import Almanac

// What waits for somebody on the care team.

extension PlanRules {
  /// Activities that nobody has approved yet.
  ///
  /// One that was withdrawn is silent on purpose.
  func notApproved() -> [RuleFinding] {
    plan.entries.filter { $0.silence == .notApproved }.map { entry in
      RuleFinding(.notApproved, entry.id, "does not remind: no approval by the care team is written down")
    }
  }

  /// Approvals whose day of review is past.
  func reviews() -> [RuleFinding] {
    plan.entries.compactMap { entry in
      guard case .activity(let activity) = entry.detail, let approval = activity.approval,
        approval.status == .approved, let review = approval.review, review < today(of: entry)
      else { return nil }
      let days = today(of: entry) - review
      let by = plan.contact(approval.by)?.name ?? approval.by
      return RuleFinding(
        .reviewOverdue, entry.id,
        "was to be reviewed on \(day(review, of: entry)), \(days == 1 ? "1 day" : "\(days) days") ago"
          + (by.map { "; approved by \($0)" } ?? ""))
    }
  }

  /// Critical entries for which nobody can be called.
  func withoutContact() -> [RuleFinding] {
    plan.entries.compactMap { entry in
      guard (entry.importance ?? entry.kind.defaultImportance) == .critical else { return nil }
      let (key, id) =
        switch entry.detail {
        case .medication(let medication): ("ordered-by", medication.orderedBy)
        case .appointment(let appointment): ("with", appointment.with)
        case .activity(let activity): ("approval.by", activity.approval?.by)
        // A check-in is asked at home; whom to call stands in its flag.
        case .checkIn, .step: ("", String?.none)
        }
      guard !key.isEmpty else { return nil }
      guard let id else { return RuleFinding(.noContact, entry.id, "is critical and has no \(key)") }
      guard plan.contact(id)?.phone == nil else { return nil }
      return RuleFinding(.noContact, entry.id, "is critical, and \(id) (\(key)) has no phone")
    }
  }
}
