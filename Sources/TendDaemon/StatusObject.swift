import Almanac
import Care
import Systemd

/// What panels and widgets read on the bus: numbers and a time, and nothing that names anybody.
///
/// An interface, described in `systemd/org.tend.Tend1.xml`: names keep their meaning, new ones may come.
final class StatusObject {
  static let name = "org.tend.Tend1"
  static let path = "/org/tend/Tend1"

  private var numbers = StatusNumbers()
  private var object: BusPublication?
  private var owned: BusName?

  init(bus: Bus) {
    object = bus.publish(
      BusInterface(
        StatusObject.name,
        properties: [
          .init("NextDue", "x") { [weak self] in .int64(self?.numbers.nextDue?.secondsSinceEpoch ?? 0) },
          .init("OpenCount", "u") { [weak self] in .uint32(UInt32(self?.numbers.open ?? 0)) },
          .init("MissedCount", "u") { [weak self] in .uint32(UInt32(self?.numbers.missed ?? 0)) },
          .init("Flags", "u") { [weak self] in .uint32(UInt32(self?.numbers.flags ?? 0)) },
        ],
        signals: [.init("Changed")]), at: StatusObject.path)
    // The name last: whoever waits for it finds the object.
    owned = bus.own(StatusObject.name)
  }

  /// Whether the bus knows it by its name.
  var isThere: Bool { owned?.isOurs == true }

  /// Tells whoever listens, if anything is different.
  func show(_ new: StatusNumbers) {
    let old = numbers
    guard new != old else { return }
    numbers = new
    var changed: [String] = []
    if old.nextDue != new.nextDue { changed.append("NextDue") }
    if old.open != new.open { changed.append("OpenCount") }
    if old.missed != new.missed { changed.append("MissedCount") }
    if old.flags != new.flags { changed.append("Flags") }
    // Nobody hears it where the bus went away just now; whoever reads later reads the new values.
    try? object?.propertiesChanged(changed)
    try? object?.emit("Changed")
  }
}
