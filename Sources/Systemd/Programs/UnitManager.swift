import CSystemd
import Glibc

/// The user's service manager (`org.freedesktop.systemd1`), as far as it runs programs for us.
///
/// It tells of the ends of jobs only those who subscribed, and then of all jobs of the session, so we do that only
/// while something of ours runs.
final class UnitManager {
  static let name = "org.freedesktop.systemd1"
  private static let path = "/org/freedesktop/systemd1"
  private static let interface = "org.freedesktop.systemd1.Manager"

  let bus: Bus
  let loop: EventLoop
  private var watch: BusNameWatch?
  private var jobEnds: BusSubscription?
  private var units: [ObjectIdentifier: TransientUnit] = [:]

  init(bus: Bus, loop: EventLoop) {
    self.bus = bus
    self.loop = loop
    watch = bus.watchName(Self.name) { [weak self] owner in
      guard let self, owner == nil else { return }
      for unit in units.values { unit.lost("the service manager of the user went away") }
    }
  }

  /// Whether there is one.
  var isThere: Bool { watch?.owner != nil }

  /// Whether there is one is not known yet: the bus is there and has not said so.
  var isUncertain: Bool { bus.isConnected && watch?.isAnswered != true }

  /// Calls `work` whenever that may have become known.
  func onCertainty(_ work: @escaping () -> Void) { watch?.onAnswer = work }

  func add(_ unit: TransientUnit) {
    if units.isEmpty {
      jobEnds = bus.subscribe(
        BusRule(sender: Self.name, path: Self.path, interface: Self.interface, member: "JobRemoved")
      ) { [weak self] in self?.jobEnded($0) }
      call("Subscribe") { _ in }
    }
    units[ObjectIdentifier(unit)] = unit
  }

  func remove(_ unit: TransientUnit) {
    units[ObjectIdentifier(unit)] = nil
    guard units.isEmpty else { return }
    jobEnds = nil
    call("Unsubscribe") { _ in }
  }

  /// Calls the manager, without starting anything under its name.
  func call(
    _ member: String, _ arguments: [BusValue] = [], reply: @escaping (BusReply) -> Void
  ) {
    bus.call(
      BusCall(
        to: Self.name, at: Self.path, Self.interface, member, arguments, mayStartService: false), reply: reply
    )
  }

  /// What the manager knows of a unit as a service.
  func serviceProperties(of unit: String, reply: @escaping ([String: BusValue]) -> Void) {
    var path: UnsafeMutablePointer<CChar>?
    defer { free(path) }
    guard sd_bus_path_encode("\(Self.path)/unit", unit, &path) >= 0, let path else { return reply([:]) }
    bus.call(
      BusCall(
        to: Self.name, at: String(cString: path), "org.freedesktop.DBus.Properties", "GetAll",
        [.string("\(Self.name).Service")], mayStartService: false)
    ) { result in reply((try? result.get())?.first?.dictionary ?? [:]) }
  }

  private func jobEnded(_ signal: BusSignal) {
    guard signal.arguments.count == 4, let unit = signal.arguments[2].string else { return }
    units.values.first { $0.name == unit }?.jobEnded()
  }
}
