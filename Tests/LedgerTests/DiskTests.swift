import Almanac
import Care
import FileTesting
import Foundation
import Ledger
import Testing

/// Disks that are full or read-only, for real.
@Suite(.enabled(if: SmallDisk.isPossible, "mounting takes root"))
struct DiskTests {
  let disk: SmallDisk
  var path: String { disk.file("ledger.sqlite") }

  init() throws { disk = try SmallDisk(kilobytes: 512) }

  @Test func aFullDiskKeepsNothingHalfAndGoesOnWhenThereIsRoom() throws {
    let ledger = try Ledger(path: path, mayMigrate: true)
    let name = try entry("midostaurin")
    try append(scheduled(id(0), .sample(entry: name)), to: ledger)
    try disk.fill()
    let long = PlanRejection(diagnostics: [String(repeating: "x", count: 200_000)], keepsEarlierPlan: true)
    #expect(
      performing: { try append(answered(id(0)), NewEvent(.planRejected(long)), to: ledger) },
      throws: isDiskFull)
    #expect(try ledger.read { try $0.occurrence(id(0)) }?.state.answer == nil)
    let reader = try Ledger(path: path, access: .readOnly)
    #expect(try reader.read { try $0.openOccurrences() }.map(\.id) == [id(0)])

    disk.empty()
    try append(answered(id(0)), to: ledger)
    #expect(try reader.read { try $0.openOccurrences() }.isEmpty)
    #expect(try ledger.integrityProblems().isEmpty)
    #expect(try ledger.verifyDerived().isEmpty)
  }

  @Test func aFullDiskHasNoRoomForANewLedger() throws {
    try disk.fill()
    #expect(performing: { try Ledger(path: path, mayMigrate: true) }, throws: isDiskFull)
    disk.empty()
    #expect(try Ledger(path: path, mayMigrate: true).isNew)
  }

  @Test func aFullDiskWithoutSideFilesCanStillBeRead() throws {
    try makeLedger().close()
    try disk.fill()
    let reader = try Ledger(path: path, access: .readOnly)
    #expect(try reader.read { try $0.openOccurrences() }.map(\.id) == [id(0)])
  }

  @Test func aReadOnlyDiskIsReadAndNotWritten() throws {
    try makeLedger().close()
    try disk.makeReadOnly()
    let reader = try Ledger(path: path, access: .readOnly)
    #expect(try reader.read { try $0.openOccurrences() }.map(\.id) == [id(0)])
    #expect(performing: { try append(answered(id(0)), to: reader) }, throws: isReadOnly)
    #expect(performing: { try Ledger(path: path, mayMigrate: true) }, throws: isReadOnly)
    #expect(performing: { try Ledger(path: disk.file("other"), mayMigrate: true) }, throws: isReadOnly)
  }

  @Test func whatOnlyTheWriteAheadLogHoldsIsReadOnAReadOnlyDiskToo() throws {
    let directory = try TemporaryDirectory()
    let ledger = try Ledger(path: directory.file("ledger.sqlite"), mayMigrate: true)
    try append(scheduled(id(0), .sample(entry: try entry("midostaurin"))), to: ledger)
    for name in directory.names {
      try FileManager.default.copyItem(atPath: directory.file(name), toPath: disk.file(name))
    }
    try disk.makeReadOnly()
    let reader = try Ledger(path: path, access: .readOnly)
    #expect(try reader.read { try $0.openOccurrences() }.map(\.id) == [id(0)])
  }

  @Test func aLogThatCannotBeReadIsNotPassedOver() throws {
    let directory = try TemporaryDirectory()
    let ledger = try Ledger(path: directory.file("ledger.sqlite"), mayMigrate: true)
    try append(scheduled(id(0), .sample(entry: try entry("midostaurin"))), to: ledger)
    for name in directory.names where !name.hasSuffix("-shm") {
      try FileManager.default.copyItem(atPath: directory.file(name), toPath: disk.file(name))
    }
    try disk.makeReadOnly()
    #expect(performing: { try Ledger(path: path, access: .readOnly) }, throws: isReadOnly)
  }

  private func makeLedger() throws -> Ledger {
    let ledger = try Ledger(path: path, mayMigrate: true)
    try append(scheduled(id(0), .sample(entry: try entry("midostaurin"))), to: ledger)
    return ledger
  }

  private func append(_ events: NewEvent..., to ledger: Ledger) throws {
    try ledger.transaction(.test, .test(at: 1000)) { _ = try $0.append(contentsOf: events) }
  }
}
