import Care

/// How often what happened, so that a simulation in which something never does is not taken for one that passed.
public struct Coverage: Sendable {
  public private(set) var counts: [String: Int] = [:]

  public init() {}

  /// What has to turn up in a few thousand lives; `told` and the like are what tendd decided.
  public static let wanted: [String] =
    [
      "told", "told late", "told from memory", "escalated", "missed", "missed late", "returned",
      "rescheduled", "held", "hold", "release", "admit", "discharge", "undo of stock",
      "withdrawn", "digest", "silence", "skipped in a pause", "kept back: quiet-hours", "kept back: budget",
      "kept back: catch-up", "kept back: contact-hours", "delivery: told", "delivery: refused",
      "delivery: timed-out", "a channel answers late", "a channel comes back", "a channel takes nothing",
      "take", "skip", "not-kept", "snooze", "undo", "review", "pause", "resume", "count",
      "two carers at once",
      "an answer is refused", "a snooze is refused", "the plan is edited", "killed inTransaction",
      "killed beforeTelling", "killed whileTelling", "killed beforeDispatch", "killed afterDispatch",
      "disk full",
      "disk gone", "disk lockedByAnother", "a backlog is recorded",
      "a backlog is recorded after others wrote",
      "the journal is away", "the journal comes back", "the clock steps back", "the clock steps ahead",
      "the machine moves", "off for days", "off for a while", "suspended",
    ] + Family.kindsThatRemind.map { "due: \($0)" }

  public var missing: [String] { Coverage.wanted.filter { counts[$0] == nil } }

  mutating func note(_ what: String) { counts[what, default: 0] += 1 }

  public mutating func add(_ other: Coverage) { counts.merge(other.counts) { $0 + $1 } }

  mutating func note(_ body: EventBody, _ source: Checks.Source) {
    guard source != .person else { return }
    switch body {
    case .told(let telling):
      note(telling.isToldLate ? "told late" : "told")
      if source == .backlog { note("told from memory") }
    case .escalated: note("escalated")
    case .missed(let finding): note(finding.isToldLate ? "missed late" : "missed")
    case .returned: note("returned")
    case .rescheduled: note("rescheduled")
    case .withdrawn: note("withdrawn")
    case .digest: note("digest")
    case .silence: note("silence")
    case .answered(let answer): note(answer.outcome == .held ? "held" : "skipped in a pause")
    case .suppressed(let suppression): note("kept back: \(suppression.rule.rawValue)")
    case .delivery(let report): note("delivery: \(report.result.rawValue)")
    default: break
    }
  }
}
