public import Care

/// One way of telling people beside the journal: what an adapter is to the rest of Tend.
///
/// Everything happens on the thread of the loop, and nothing here may wait. An adapter decides nothing: what is to be
/// told, when, to whom and when to try again is Care's, from the record.
public protocol Messenger: AnyObject {
  /// Takes a message and says once what came of it, by `reply`: before it returns, or later from the loop.
  ///
  /// A message that is never replied to is not handed over again while tendd runs, so a time-out is a reply too.
  func send(_ message: Message, reply: @escaping Reply)

  /// The rows as they stand after a look: what is not open any more needs no popup.
  ///
  /// Ask for those it shows, by id: there may be thousands. Keep no copy.
  func follow(_ rows: PlannerState)

  /// It is no longer among the channels of the settings, or is to be set up anew.
  func close()
}

/// What a channel says of a message; the detail is for people.
public typealias Reply = (_ result: DeliveryReport.Result, _ detail: String?) -> Void

extension Messenger {
  public func follow(_ rows: PlannerState) {}
  public func close() {}
}
