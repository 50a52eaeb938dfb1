import Almanac
public import Care
import Host
public import Ledger

extension Household {
  public var backups: BackupShelf { BackupShelf(paths) }

  /// The ledger that is there, brought up to date; a first one, where there never was any; or one that begins anew.
  func openOrBeginLedger() throws -> Ledger {
    let ledger: Ledger
    do {
      ledger = try Ledger(path: paths.ledgerFile)
    } catch LedgerError.missing {
      ledger =
        hadLedger
        ? try beginLedgerAnew(.vanished) : try Ledger(path: paths.ledgerFile, mayMigrate: true)
    } catch LedgerError.olderVersion {
      ledger = try migrateLedger()
    } catch LedgerError.damaged(let detail) {
      ledger = try beginLedgerAnew(.damaged, detail)
    } catch LedgerError.foreign {
      ledger = try beginLedgerAnew(.foreign)
    }
    mark()
    return ledger
  }

  /// Brings an older ledger up to date once there is a copy of it as it was.
  ///
  /// Only for the holder of the lock.
  func migrateLedger() throws -> Ledger {
    _ = try backups.make(.migration, at: clock.now()) { path in
      try LedgerCopy.make(of: paths.ledgerFile, to: path)
    }
    return try Ledger(path: paths.ledgerFile, mayMigrate: true)
  }

  /// Sets aside whatever is in the place of the ledger and makes one that says that the record was lost.
  ///
  /// Only for the holder of the lock.
  ///
  /// - Parameter known: What the caller knows of the lost one.
  public func beginLedgerAnew(
    _ cause: RecordLoss.Cause, _ detail: String? = nil, known: SalvagedRecord = SalvagedRecord()
  ) throws -> Ledger {
    let now = clock.now()
    let aside = try SetAside(directory: paths.setAsideDirectory).move(
      paths.ledgerFile, as: "\(FileStamp.text(now))-\(cause.rawValue)")
    var salvage = known
    if let aside {
      salvage = SalvagedRecord(of: "\(aside)/\(LedgerPaths.name(paths.ledgerFile))").completed(by: salvage)
    }
    let seed = try seed(cause, detail, salvage, setAside: aside)
    _ = try Ledger.make(at: paths.ledgerFile, seed)
    mark()
    return try Ledger(path: paths.ledgerFile)
  }

  /// A ledger in memory, for as long as the file cannot be opened: reminding goes on from the plan, and what may have
  /// been given is told as in doubt.
  public func standInLedger(because error: any Error) throws -> Ledger {
    if !hadLedger, LedgerPaths.isMissing(paths.ledgerFile) {
      let seed = LedgerSeed(loss: nil, origin: Household.origin, stamp: try stamp())
      return try Ledger(standingInFor: paths.ledgerFile, seed)
    }
    let seed = try seed(.unreadable, "\(error)", SalvagedRecord(), setAside: nil)
    return try Ledger(standingInFor: paths.ledgerFile, seed)
  }

  /// Makes a private directory for something that is replaced, named for now and for what it is.
  public func placeAside(_ name: String) throws -> String {
    try PrivateDirectory.ensure(paths.stateDirectory)
    return try SetAside(directory: paths.setAsideDirectory).makeDirectory(
      "\(FileStamp.text(clock.now()))-\(name)")
  }

  /// Whether there has been a ledger in this place.
  var hadLedger: Bool {
    [paths.markerFile, paths.ledgerFile + "-wal", paths.setAsideDirectory].contains(where: Directories.exists)
      || !((try? backups.copies()) ?? []).isEmpty
  }

  private static let origin = EventOrigin(actor: EventOrigin.daemon, channel: EventOrigin.daemon)

  private func seed(
    _ cause: RecordLoss.Cause, _ detail: String?, _ salvage: SalvagedRecord, setAside: String?
  ) throws -> LedgerSeed {
    let good = backups.newestGood()
    let salvage = good.map { salvage.completed(by: SalvagedRecord(of: $0.path)) } ?? salvage
    let now = clock.now()
    let loss = RecordLoss(
      cause: cause, detail: detail, until: now, setAside: setAside, backup: good?.path,
      skippedRows: salvage.skippedRows)
    return LedgerSeed(loss: loss, salvage: salvage, origin: Household.origin, stamp: try stamp(at: now))
  }

  /// A mark that cannot be made is made at the next start.
  func mark() {
    guard !Directories.exists(paths.markerFile) else { return }
    let text = """
      Tend has a record in this directory: ledger.sqlite. Should it be gone one day, this file tells tendd that it is
      lost, and not that nothing was ever recorded.

      """
    try? AtomicFile.write(paths.markerFile, Array(text.utf8))
  }
}

private enum LedgerPaths {
  static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
  static func isMissing(_ path: String) -> Bool { !Directories.exists(path) }
}
