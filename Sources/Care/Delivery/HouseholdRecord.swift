/// What the events say of the household as a whole: their fold, like `OccurrenceState` for one occurrence.
public struct HouseholdRecord: Hashable, Sendable, Codable {
  /// What channels are still to be told that is of no single occurrence.
  @OmittedWhenEmpty public var owed: [OwedSend] = []

  /// The kinds of event that can change it.
  public static let kinds: Set<EventKind> = [.delivery, .flagged, .flagClosed]

  public init() {}

  /// Folds one event in; most change nothing.
  public mutating func apply(_ event: RecordedEvent) {
    switch event.body {
    case .delivery(let report) where event.occurrence == nil:
      owed.take(report, at: event.stamp.at)
    case .flagged(let flag):
      // Each flag is told by itself: a second one does not take the place of the first.
      owed += flag.routes.filter { $0.channel != .journal }.map {
        OwedSend(message: event.number, route: $0, since: event.stamp.at)
      }
    case .flagClosed(let closing):
      owed.removeAll { $0.message == closing.flag }
    default:
      break
    }
  }
}
