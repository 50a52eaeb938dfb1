import Care
import Systemd

/// One way of telling people beside the journal: what an adapter is to the rest of tendd.
///
/// Everything happens on the thread of the loop, and nothing here may wait. An adapter decides nothing: what is to be
/// told, when, to whom and when to try again is Care's, from the record.
protocol Messenger: AnyObject {
  /// Takes a message and says once what came of it, by `reply`: before it returns, or later from the loop.
  ///
  /// A message that is never replied to is not handed over again while tendd runs, so a time-out is a reply too.
  func send(_ message: Message, reply: @escaping Reply)

  /// The rows as they stand after a look: what is not open any more needs no popup.
  ///
  /// Ask for those it shows, by id: there may be thousands.
  func follow(_ rows: PlannerState)

  /// It is no longer among the channels of the settings, or is to be set up anew.
  func close()
}

/// What a channel says of a message; the detail is for people.
typealias Reply = (_ result: DeliveryReport.Result, _ detail: String?) -> Void

extension Messenger {
  func follow(_ rows: PlannerState) {}
  func close() {}
}

/// Makes the adapter of a channel.
///
/// `hasReturned` is to be called when a channel that refused works again: what it is owed is then sent at once. Nil
/// where this Tend has no adapter of that kind.
typealias MessengerFactory = (
  _ channel: Channel, _ loop: EventLoop, _ hasReturned: @escaping () -> Void
) -> (any Messenger)?

enum Messengers {
  /// The adapters this Tend has.
  ///
  /// The journal is not among them: it takes every event, from `Outbox`.
  static func make(_ channel: Channel, loop: EventLoop, hasReturned: @escaping () -> Void)
    -> (any Messenger)?
  {
    switch channel.kind {
    case .journal, .desktop, .command: nil
    }
  }
}
