import Almanac
import Care
import Glibc
import Host
import Household
import Ledger
import Systemd

/// What it does when the ledger cannot be written, and when it can again.
extension Daemon {
  func afterOutage() {
    watchLedger()
    office.catchUp()
  }

  /// What was due is told by now, from memory.
  func recover(from error: any Error, _ now: Instant) {
    if register.recover(from: error, now) {
      watchLedger()
      postLook(hasNews: true)
    } else {
      endIfUseless(error)
    }
  }

  /// A ledger that another one took the place of is opened anew by a fresh start, and one that is gone is written back
  /// before; one that a newer Tend has changed is for that one to open.
  func endIfUseless(_ error: any Error) {
    let code: CInt
    switch error {
    case LedgerError.replaced, LedgerError.missing:
      _ = register.writeBack(household.clock.now())
      code = EX_IOERR
    case HouseholdError.alreadyRunning: code = EX_TEMPFAIL
    case _ where register.ledger.isStandIn: return
    case LedgerError.newerVersion, LedgerError.foreign: code = EX_CONFIG
    default: return
    }
    herald.warn("tendd ends to open the ledger anew: \(error)", priority: 2)
    loop.exit(code: code)
  }
}
