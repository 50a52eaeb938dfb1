public import Almanac

/// One handing over of one message to one channel, due now.
///
/// A message is a recorded event; what it says is worded when it is handed over.
public struct Send: Hashable, Sendable {
  /// The number of the event that is to be told.
  public var message: Int64
  /// Nil for what is of no single occurrence.
  public var occurrence: OccurrenceID?
  public var route: Route
  /// When it was decided.
  public var since: Instant
  /// 1 for the first try at this message through this route.
  public var round: Int

  public init(message: Int64, occurrence: OccurrenceID?, route: Route, since: Instant, round: Int) {
    self.message = message
    self.occurrence = occurrence
    self.route = route
    self.since = since
    self.round = round
  }

  /// What is to be recorded when the channel has said what came of it.
  public func report(_ result: DeliveryReport.Result, detail: String? = nil, at now: Instant) -> NewEvent {
    NewEvent(
      occurrence: occurrence,
      .delivery(
        DeliveryReport(
          message: message, route: route, round: round, result: result,
          isToldLate: result == .told && now - since > Occurrence.punctuality.seconds, detail: detail)))
  }
}
