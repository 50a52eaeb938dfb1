public import Almanac
public import Care
import Host
public import Ledger

/// Going back to an older record: what it would bring and what it would take away, known before anything is changed.
public struct Restoration: Sendable {
  /// What a record holds, in numbers.
  public struct Summary: Hashable, Sendable {
    public var events: Int
    public var occurrences: Int64
    public var lastEvent: Int64
    /// When the last event was recorded, or tendd last looked.
    public var lastKnown: Instant?
  }

  /// The file to go back to.
  public let file: String
  public let found: Summary
  /// Nil where the present record does not read.
  public let present: Summary?
  /// What is wrong with the present record; nil where it is sound.
  public let trouble: LedgerError?
  /// What people recorded that is not in the file, oldest first, with what it is about.
  public let lost: [(event: RecordedEvent, occurrence: Occurrence?)]
  /// The file as it will be, in the form of this version.
  let draft: String

  /// Puts away what was made to look at it.
  public func discard() { Ledger.remove(draft: draft) }
}

extension Household {
  /// Reads a copy of the record, of this version or an older one, and compares it with the present one.
  ///
  /// Nothing is changed but for a draft beside the ledger, which `discard` removes.
  public func restoration(from file: String) throws -> Restoration {
    try PrivateDirectory.ensure(paths.stateDirectory)
    let draft = paths.stateDirectory + "/restoring.sqlite"
    Ledger.remove(draft: draft)
    do {
      try LedgerCopy.make(of: file, to: draft)
      let copy = try Ledger(path: draft, mayMigrate: true)
      defer { try? copy.close() }
      if try !copy.verifyDerived().isEmpty { try copy.rebuild() }
      let found = try copy.read { try $0.summary() }
      var (present, lost): (Restoration.Summary?, [(event: RecordedEvent, occurrence: Occurrence?)]) = (
        nil, []
      )
      var trouble: LedgerError?
      do {
        let ledger = try openLedger(.readOnly)
        defer { try? ledger.close() }
        try ledger.read { ledger in
          present = try ledger.summary()
          let fork = try copy.read { try ledger.lastCommonEvent(with: $0) }
          lost = try ledger.events(after: fork).filter { Restoration.byPeople.contains($0.body.kind) }.map {
            ($0, try ledger.subject(of: $0))
          }
        }
      } catch let error as LedgerError {
        trouble = error
      }
      return Restoration(
        file: file, found: found, present: present, trouble: trouble, lost: lost, draft: draft)
    } catch {
      Ledger.remove(draft: draft)
      throw error
    }
  }

  /// Goes back, and returns where the present record is kept; nil where there was none.
  ///
  /// A running tendd goes on with it from its next look on, which follows at once.
  ///
  /// - Throws: `LedgerError.busy` where something was recorded since the comparison; `HouseholdError.alreadyRunning`
  ///   where the present record is damaged and a running tendd has it open, which sets it aside when it starts anew.
  public func carryOut(_ restoration: Restoration, by actor: String) throws -> String? {
    defer { restoration.discard() }
    let now = clock.now()
    let origin = EventOrigin(actor: actor, channel: "restore")
    let loss = { (place: String?) in
      RecordLoss(
        cause: .restored, from: restoration.found.lastKnown, until: now, setAside: place,
        backup: restoration.file)
    }
    let aside = SetAside(directory: paths.setAsideDirectory)
    let name = "\(FileStamp.text(now))-replaced"
    let lock = FileLock(path: paths.lockFile)
    let isOwner = try lock.tryAcquire()
    defer { lock.release() }
    let copy = try Ledger(path: restoration.draft)
    if let trouble = restoration.trouble, !trouble.isToBeSetAside { throw trouble }
    guard let present = restoration.present, restoration.trouble == nil else {
      guard isOwner else { throw HouseholdError.alreadyRunning(process: lock.holder()) }
      let place = try aside.move(paths.ledgerFile, as: name)
      let known = place.map { SalvagedRecord(of: "\($0)/ledger.sqlite") } ?? SalvagedRecord()
      try copy.begin(loss(place), after: known, origin, try stamp(at: now))
      try copy.close()
      guard try Ledger.place(restoration.draft, at: paths.ledgerFile) else {
        throw LedgerError.busy(detail: "\(paths.ledgerFile) was made just now")
      }
      mark()
      return place
    }
    let ledger = try openLedger()
    defer { try? ledger.close() }
    let place = try aside.makeDirectory(name)
    try ledger.backUp(to: "\(place)/ledger.sqlite")
    try copy.begin(loss(place), after: try ledger.read { SalvagedRecord($0) }, origin, try stamp(at: now))
    try copy.close()
    try ledger.replaceContents(withThoseOf: restoration.draft, expecting: present.lastEvent)
    return place
  }
}

extension LedgerError {
  /// What is there can be moved away whole: it is no ledger, or not one that holds anything this Tend must not touch.
  fileprivate var isToBeSetAside: Bool {
    switch self {
    case .missing, .damaged, .foreign, .olderVersion: true
    default: false
    }
  }
}

extension Restoration {
  /// What a person did, and would have to do again.
  fileprivate static let byPeople: Set<EventKind> = [
    .answered, .snoozed, .reviewed, .undone, .paused, .resumed, .edited,
  ]
}

extension LedgerReader {
  fileprivate func summary() throws -> Restoration.Summary {
    let last = try latestEvents(1).first?.stamp.at
    let looked = try lastProcessed()
    return Restoration.Summary(
      events: try eventCount(), occurrences: try rowsWritten(), lastEvent: try lastEventNumber(),
      lastKnown: [last, looked].compactMap(\.self).max())
  }

  /// The newest event that both have under the same number: a copy has the same beginning as what it is a copy of.
  fileprivate func lastCommonEvent(with other: LedgerReader) throws -> Int64 {
    var (low, high) = (Int64(0), min(try lastEventNumber(), try other.lastEventNumber()))
    while low < high {
      let middle = low + (high - low + 1) / 2
      if try event(middle) == other.event(middle) { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
