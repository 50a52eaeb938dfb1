import FileTesting
import Foundation
import Ledger
import Testing

@Suite struct OpeningTests {
  let directory: TemporaryDirectory
  var path: String { directory.file("ledger.sqlite") }

  init() throws { directory = try TemporaryDirectory() }

  @Test func aNewLedgerAndItsSideFilesAreOursAlone() throws {
    let before = umask(0)
    defer { umask(before) }
    let ledger = try Ledger(path: path, mayMigrate: true)
    #expect(ledger.isNew)
    try ledger.transaction(.test, .test(at: 1)) { try $0.setJournalCursor(0) }
    #expect(directory.names == ["ledger.sqlite", "ledger.sqlite-shm", "ledger.sqlite-wal"])
    for name in directory.names { #expect(try permissions(of: directory.file(name)) == 0o600, "\(name)") }
  }

  @Test func aLogWhoseLedgerIsGoneIsSetAsideAndNotReplayed() throws {
    try Data("of another ledger".utf8).write(to: URL(filePath: path + "-wal"))
    let ledger = try Ledger(path: path, mayMigrate: true)
    #expect(ledger.isNew)
    #expect(try ledger.integrityProblems().isEmpty)
    #expect(directory.names.contains("ledger.sqlite-wal.orphan"))
  }

  @Test func aLedgerOthersCouldReadIsClosedToThem() throws {
    try Ledger(path: path, mayMigrate: true).close()
    chmod(path, 0o644)
    let ledger = try Ledger(path: path)
    #expect(!ledger.isNew)
    #expect(try permissions(of: path) == 0o600)
  }

  @Test(arguments: [Ledger.Access.readOnly, .readWrite])
  func onlyWhoMayMigrateMakesALedger(access: Ledger.Access) {
    #expect(throws: LedgerError.missing(path: path)) { try Ledger(path: path, access: access) }
    #expect(directory.names.isEmpty)
  }

  @Test func aDirectoryOthersMayWriteToIsRefused() throws {
    chmod(directory.path, 0o777)
    #expect { try Ledger(path: path, mayMigrate: true) } throws: { error in
      guard case .permission(let detail) = error as? LedgerError else { return false }
      return detail.contains("chmod 700")
    }
  }

  @Test(arguments: ["", "what a pity", String(repeating: "SQLite format 3\0 or so. ", count: 500)])
  func aFileThatIsNoDatabaseIsDamaged(content: String) throws {
    try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    for access in [Ledger.Access.readOnly, .readWrite] {
      #expect(performing: { try Ledger(path: path, access: access, mayMigrate: true) }, throws: isDamaged)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(content.utf8), "left as it was")
  }

  @Test func aDatabaseOfAnotherProgramIsLeftAlone() throws {
    try sqlite(path, "CREATE TABLE bookmark (url)")
    #expect(throws: LedgerError.foreign(path: path)) { try Ledger(path: path, mayMigrate: true) }
  }

  @Test func aNewerSchemaIsRefusedEvenByWhoMayMigrate() throws {
    try Ledger(path: path, mayMigrate: true).close()
    try sqlite(path, "PRAGMA user_version = 99")
    for access in [Ledger.Access.readOnly, .readWrite] {
      #expect(
        performing: { try Ledger(path: path, access: access, mayMigrate: true) }, throws: isNewerVersion)
    }
    #expect(try sqlite(path, "PRAGMA user_version").output == "99\n")
  }

  @Test func aSchemaThatBecomesNewerWhileOpenStopsTheNextTransaction() throws {
    let ledger = try Ledger(path: path, mayMigrate: true)
    try sqlite(path, "PRAGMA user_version = 98")
    #expect(throws: LedgerError.self) { try ledger.read { try $0.lastEventNumber() } }
    #expect(
      performing: { try ledger.transaction(.test, .test(at: 1)) { try $0.setJournalCursor(5) } },
      throws: isNewerVersion)
    #expect(try sqlite(path, "SELECT count(*) FROM meta").output == "0\n")
  }

  @Test func anOlderSchemaAsksForWhoMayMigrate() throws {
    try Ledger(path: path, mayMigrate: true).close()
    try sqlite(path, "PRAGMA user_version = 0")
    #expect(throws: LedgerError.olderVersion(found: 0, known: 4)) { try Ledger(path: path) }
  }

  @Test func whatAnInterruptedBeginningLeftIsNoObstacle() throws {
    try Data("half".utf8).write(to: URL(fileURLWithPath: path + ".new"))
    #expect(try Ledger(path: path, mayMigrate: true).isNew)
    #expect(!directory.names.contains("ledger.sqlite.new"))
  }

  @Test func aLedgerThatWasReplacedIsNotWrittenToAnyMore() throws {
    let ledger = try Ledger(path: path, mayMigrate: true)
    try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
    #expect(throws: LedgerError.replaced(path: path)) { try ledger.read { try $0.lastEventNumber() } }
    try Ledger(path: path, mayMigrate: true).close()
    #expect(throws: LedgerError.replaced(path: path)) {
      try ledger.transaction(.test, .test(at: 1)) { try $0.setJournalCursor(5) }
    }
  }

  @Test func theWriteAheadLogIsThereFromTheStart() throws {
    let ledger = try Ledger(path: path, mayMigrate: true)
    #expect(try sqlite(path, "PRAGMA journal_mode").output == "wal\n")
    #expect(FileManager.default.fileExists(atPath: ledger.walPath))
  }
}
