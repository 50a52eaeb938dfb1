/// What a channel said of one try at one message.
public struct DeliveryReport: Hashable, Sendable, Codable {
  public enum Result: String, CaseIterable, Hashable, Sendable, Codable {
    case told
    case refused
    case timedOut = "timed-out"
    /// A rule kept it back; `detail` names the rule.
    case suppressed

    /// As it is said in a sentence: `timed out`.
    public var words: String { self == .timedOut ? "timed out" : rawValue }
  }

  /// Stands for the number of a message that never came into the record.
  ///
  /// It was told while nothing could be recorded, and was not true any more when it could.
  public static let unrecorded: Int64 = 0

  /// The number of the event that was to be told.
  public var message: Int64
  public var route: Route
  /// 1 for the first try.
  public var round: Int
  public var result: Result
  /// It was told more than the tolerance after it was decided.
  public var isToldLate: Bool
  /// What the channel answered, for people.
  public var detail: String?

  public init(
    message: Int64, route: Route, round: Int, result: Result, isToldLate: Bool = false, detail: String? = nil
  ) {
    self.message = message
    self.route = route
    self.round = round
    self.result = result
    self.isToldLate = isToldLate
    self.detail = detail
  }

  /// Somebody was brought in by it.
  var isAlarm: Bool { route.step != nil && result == .told }
}
