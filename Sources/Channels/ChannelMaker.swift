public import Almanac
public import Care
import Household
public import Systemd

/// Makes the adapters of channels, which share one bus and one hand that runs programs.
///
/// The journal has none: it takes every event by itself.
public final class ChannelMaker {
  /// The most programs of channels at once; each channel runs one at a time.
  public static let mostPrograms = 8

  public let bus: Bus
  public let runner: ProgramRunner
  /// Takes what is pressed at popups; without one they have no buttons.
  public weak var desk: (any Desk)?
  private let loop: EventLoop
  private let clock: () -> Instant
  private let environment: [String: String]
  let places: ProgramPlaces
  let onOutput: (_ channel: Channel, _ told: Settings.Privacy, _ output: String) -> Void

  /// - Parameters:
  ///   - environment: That of this process: where the bus of the user is, and where programs are looked for.
  ///   - configDirectory: Where the plan is.
  ///   - onOutput: Takes what programs write, and how much each was told.
  public init(
    loop: EventLoop, environment: [String: String], configDirectory: String,
    clock: @escaping () -> Instant,
    onOutput: @escaping (_ channel: Channel, _ told: Settings.Privacy, _ output: String) -> Void
  ) {
    self.loop = loop
    self.environment = environment
    self.clock = clock
    bus = Bus(loop: loop, address: .user(environment: environment))
    runner = ProgramRunner(
      loop: loop, bus: bus, atMost: ChannelMaker.mostPrograms, environment: environment,
      directory: environment["HOME"] ?? "/")
    places = ProgramPlaces(environment: environment, configDirectory: configDirectory)
    self.onOutput = onOutput
  }

  /// The adapter of a channel; nil where this Tend has none of that kind.
  ///
  /// - Parameter hasReturned: Called when a channel that refused works again: what it is owed is then sent at once.
  public func make(_ channel: Channel, hasReturned: @escaping () -> Void) -> (any Messenger)? {
    switch channel.kind {
    case .journal: nil
    case .desktop:
      DesktopMessenger(
        channel: channel, bus: bus, loop: loop, clock: clock, desk: desk,
        // Only whoever hears the buttons may take over popups of before.
        memory: desk == nil ? nil : RuntimeFile("\(channel.name).popups", environment: environment),
        hasReturned: hasReturned)
    case .command(let words):
      CommandMessenger(
        channel: channel, words: words, runner: runner, places: places, hasReturned: hasReturned,
        onOutput: { [onOutput] in onOutput(channel, $1, $0) })
    }
  }
}
