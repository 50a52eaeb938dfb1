import Almanac
import Care
import Household

extension Outlook {
  /// Says what is left of the medicines that are taken as needed.
  func sayRooms() throws {
    let rooms = try AsNeededRoom.all(in: planner, ledger, person: person, now: now)
    guard !rooms.isEmpty else { return }
    context.printer.line("As needed:")
    for room in rooms {
      let style: Style = room.isShort ? .warning : .plain
      let line = Phrase.harmlessLine("  " + room.line(shownIn: zone))
      context.printer.styled(style.apply(line, context.terminal))
    }
  }

  /// Says on standard error what would make the listing above mislead.
  func warn() {
    let machine = planner.zones.machine
    if zone.name != machine.name, zone != machine {
      context.printer.problem("Times are those of \(zone.name); this computer is in \(machine.name).")
    }
    if ledger == nil {
      context.printer.problem(
        "tendd has not run for this user yet: nothing reminds. See tend service install.")
    } else if !DaemonProcess(context.household.paths).isRunning {
      context.printer.problem("tendd is not running: nothing reminds. See tend service status.")
    }
  }
}
