import Almanac
import Care

/// What the buttons of a popup say, each only where it can do what it says.
extension PopupGroup {
  /// What *Taken* and *Done* answer: a check-in asks for more than a button can say.
  func fulfillable(at now: Instant) -> [Occurrence] { answerable(at: now).filter(\.facts.ask.isEmpty) }

  func actions(for channel: Channel, mostButtons: Int?, now: Instant) -> [(Action, String)] {
    if asksReason, maySkip { return reasons(channel.skipReasons, mostButtons) }
    let open = answerable(at: now)
    var actions: [(Action, String)] = []
    if let label = answerLabel(of: fulfillable(at: now), among: open.count) {
      actions.append((.answer, label))
    }
    if open.count > 1 { actions.append((.each, "One by one…")) }
    // A longer one would be refused.
    if open.contains(where: { now + channel.snooze.seconds < $0.facts.missedAt }) {
      actions.append((.snooze, "Snooze \(Phrase.length(channel.snooze.seconds))"))
    }
    if open.count == 1, maySkip, !channel.skipReasons.isEmpty { actions.append((.skip, "Skip…")) }
    return actions
  }

  /// A page of them, and the way on or back as its last button.
  private func reasons(_ reasons: [String], _ mostButtons: Int?) -> [(Action, String)] {
    let size = max((mostButtons ?? reasons.count + 1) - 1, 1)
    let rest = reasons.enumerated().dropFirst(reasonPage * size)
    let isLast = rest.count <= size
    return rest.prefix(size).map { (.reason($0), $1) } + [isLast ? (.back, "Back") : (.more, "More…")]
  }

  /// The reasons are words of the family's, so a discreet popup does not ask for one.
  var maySkip: Bool { wording.privacy == .full }

  private func answerLabel(of items: [Occurrence], among count: Int) -> String? {
    guard let first = items.first else { return nil }
    // “Taken” would tell a medicine from a visit.
    guard wording.privacy == .full else {
      return items.count < count ? "\(items.count) of \(count) done" : count == 1 ? "Done" : "All done"
    }
    let word = Outcome.fulfilled(first.facts.kind).words
    let areDoses = items.allSatisfy { $0.facts.kind == .medication }
    switch (items.count, count) {
    case (1, 1): return Phrase.capitalised(word)
    case (1, _): return "\(first.facts.name) \(word)"
    case (let some, let all) where some < all: return areDoses ? "Doses taken" : "All else done"
    default: return areDoses ? "All taken" : "All done"
    }
  }
}
