import Almanac
import Care
import Household

extension Outlook {
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
