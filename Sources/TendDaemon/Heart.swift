import Almanac
import Care
import Systemd

/// Signs of life, at intervals, to something outside that raises the alarm when they stop.
///
/// It runs on the loop, so a loop that hangs sends none; and none is sent while `trouble` has anything to say. Nothing
/// of it is recorded: it tells nobody.
final class Heart {
  /// Sends one through the channel, and says later why that failed, or nil.
  typealias Beat = (_ channel: Channel, _ reply: @escaping (String?) -> Void) -> Void

  private final class Pulse {
    let channel: Channel
    var next: Countdown?
    var isUnderWay = false
    /// Whether a person was told that none goes out.
    var isSilent = false

    init(_ channel: Channel) { self.channel = channel }
  }

  private let loop: EventLoop
  private let trouble: () -> String?
  private let beat: Beat
  private let onTrouble: (String) -> Void
  private var pulses: [Pulse] = []

  init(
    loop: EventLoop, trouble: @escaping () -> String?, beat: @escaping Beat,
    onTrouble: @escaping (String) -> Void
  ) {
    self.loop = loop
    self.trouble = trouble
    self.beat = beat
    self.onTrouble = onTrouble
  }

  /// Goes by the settings; the first sign through a channel comes at once, and what did not change goes on.
  func follow(_ settings: Settings) {
    let wanted = settings.heartbeats
    pulses.removeAll { !wanted.contains($0.channel) }
    for channel in wanted where !pulses.contains(where: { $0.channel == channel }) {
      let pulse = Pulse(channel)
      pulses.append(pulse)
      wait(.zero, pulse)
    }
  }

  /// One through each channel, out of turn.
  func beatNow() { for pulse in pulses { beatOnce(pulse) } }

  private func wait(_ pause: Duration, _ pulse: Pulse) {
    // Without memory for a timer the switch outside is no longer fed, which is what it is for.
    pulse.next = try? loop.after(pause) { [weak self, weak pulse] in
      guard let self, let pulse, let every = pulse.channel.heartbeat else { return }
      wait(.seconds(every.seconds), pulse)
      beatOnce(pulse)
    }
  }

  private func beatOnce(_ pulse: Pulse) {
    // One that hangs has its time-out; a second one beside it would say nothing more.
    guard !pulse.isUnderWay else { return }
    if let trouble = trouble() { return note(trouble, pulse) }
    pulse.isUnderWay = true
    beat(pulse.channel) { [weak self, weak pulse] failure in
      pulse?.isUnderWay = false
      if let pulse { self?.note(failure, pulse) }
    }
  }

  /// Said once, and once more when it is over.
  private func note(_ failure: String?, _ pulse: Pulse) {
    guard (failure != nil) != pulse.isSilent else { return }
    pulse.isSilent = failure != nil
    let name = pulse.channel.name
    onTrouble(
      failure.map { "no sign of life goes out through \(name): \($0)" }
        ?? "signs of life go out through \(name) again")
  }
}
