import Care
import Channels
import Systemd

/// Makes the adapter of a channel.
///
/// `hasReturned` is to be called when a channel that refused works again: what it is owed is then sent at once. Nil
/// where this Tend has no adapter of that kind.
typealias MessengerFactory = (
  _ channel: Channel, _ loop: EventLoop, _ hasReturned: @escaping () -> Void
) -> (any Messenger)?
