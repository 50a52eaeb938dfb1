import Almanac
import Care
import Channels
import Systemd

/// Hands to channels what Care decided is due, and gathers what they say for the record.
final class Dispatcher {
  /// One message on one route, whatever the try.
  private struct Errand: Hashable {
    var message: Int64
    var route: Route
  }

  private let loop: EventLoop
  private let clock: () -> Instant
  private let factory: MessengerFactory
  /// Called with what a person should know of a channel that stopped working, or works again.
  private let onTrouble: (String) -> Void
  /// Those that took nothing when they were last asked to.
  private var troubled: Set<ChannelName> = []
  /// Called when there is something new to look at.
  private let onNews: () -> Void
  private var channels: [ChannelName: Channel] = [:]
  private var messengers: [ChannelName: any Messenger] = [:]
  /// Handed over, and not answered yet.
  private var underWay: Set<Errand> = []
  /// What became of the numbers of messages that were handed over before they were recorded.
  private var numbers = RecordedNumbers()
  private var news = ChannelNews()

  init(
    loop: EventLoop, clock: @escaping () -> Instant, factory: @escaping MessengerFactory,
    onTrouble: @escaping (String) -> Void, onNews: @escaping () -> Void
  ) {
    self.loop = loop
    self.clock = clock
    self.factory = factory
    self.onTrouble = onTrouble
    self.onNews = onNews
  }

  /// What the channels said since this was last asked.
  func takeNews() -> ChannelNews {
    defer { news = ChannelNews() }
    return news
  }

  /// Makes the channels those of the settings; what did not change goes on as it is.
  func setUp(_ wanted: [Channel]) {
    let wanted = Dictionary(wanted.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    for (name, messenger) in messengers where wanted[name] != channels[name] {
      messenger.close()
      messengers[name] = nil
      // What it had under way it will not answer any more.
      underWay = underWay.filter { $0.route.channel != name }
    }
    for (name, channel) in wanted where messengers[name] == nil {
      messengers[name] = factory(channel, loop) { [weak self] in self?.hasReturned(name) }
    }
    channels = wanted
  }

  /// Takes leave: what is on the screen would be a promise that nobody keeps.
  func close() {
    for messenger in messengers.values { messenger.close() }
  }

  /// Takes over what became of numbers: a message that is under way is the same one once it is recorded.
  func renumber(_ numbers: RecordedNumbers) {
    guard numbers != self.numbers else { return }
    self.numbers = numbers
    underWay = Set(underWay.map { Errand(message: numbers.present($0.message), route: $0.route) })
  }

  /// Hands over what is not under way yet.
  ///
  /// - Parameter message: What a send is about; nil where the record does not say, and then nobody can.
  func dispatch(_ sends: [Send], message: (Send, Channel?) -> Message?) {
    for send in sends {
      let errand = Errand(message: send.message, route: send.route)
      guard underWay.insert(errand).inserted else { continue }
      let name = send.route.channel
      guard let messenger = messengers[name] else {
        take(send, .refused, "this Tend has no channel \(name)")
        continue
      }
      guard let message = message(send, channels[name]) else {
        take(send, .refused, "event \(send.message) cannot be read")
        continue
      }
      messenger.send(message) { [weak self] result, detail in self?.take(send, result, detail) }
    }
  }

  /// Lets the channels see how things stand after a look.
  func follow(_ rows: PlannerState) {
    for messenger in messengers.values { messenger.follow(rows) }
  }

  /// A second reply to the same message, or one of a channel that was set up anew, changes nothing.
  private func take(_ send: Send, _ result: DeliveryReport.Result, _ detail: String?) {
    let errand = Errand(message: numbers.present(send.message), route: send.route)
    guard underWay.remove(errand) != nil else { return }
    news.reports.append(send.report(result, detail: detail, at: clock()))
    say(send.route.channel, result, detail)
    onNews()
  }

  /// Says once that a channel stopped working, and once that it works again.
  private func say(_ name: ChannelName, _ result: DeliveryReport.Result, _ detail: String?) {
    switch result {
    case .told:
      if troubled.remove(name) != nil { onTrouble("channel \(name) works again") }
    case .refused, .timedOut:
      guard troubled.insert(name).inserted else { return }
      // What a command wrote is not for the journal: it may repeat what it was told.
      let reason = detail?.prefix { $0 != ":" }
      onTrouble("channel \(name) \(result.words)" + (reason.map { " (\($0))" } ?? "") + "; it is tried again")
    case .suppressed: break
    }
  }

  private func hasReturned(_ name: ChannelName) {
    news.returned.insert(name)
    onNews()
  }
}
