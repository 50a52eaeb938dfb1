import Almanac
import Care
import FileTesting
import Foundation
import Ledger
import Testing

/// Ledgers of earlier versions, as those wrote them.
@Suite struct MigrationTests {
  let directory: TemporaryDirectory
  var path: String { directory.file("ledger.sqlite") }

  /// Written by tendd 0.1.0 and some minutes of answers, an undo, a pause and a plan edit.
  static let version1 = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/version1.sqlite").path(percentEncoded: false)

  init() throws {
    directory = try TemporaryDirectory()
    try FileManager.default.copyItem(atPath: MigrationTests.version1, toPath: path)
  }

  @Test func aLedgerOfVersion1IsBroughtUpToDateAndKeepsEveryEvent() throws {
    let rows = "SELECT * FROM event; SELECT id, facts, state FROM occurrence ORDER BY id"
    let before = try sqlite(path, rows).output
    let ledger = try Ledger(path: path, mayMigrate: true)
    #expect(try sqlite(path, "PRAGMA user_version").output == "4\n")
    #expect(try sqlite(path, rows).output == before)
    #expect(try ledger.integrityProblems().isEmpty)
    #expect(try ledger.verifyDerived().isEmpty)
    #expect(try ledger.read { try $0.events(after: 0) }.count == 25)
    let row = try #require(try ledger.read { try $0.occurrence(id(0)) })
    #expect(row.state.answer?.outcome == .taken)
    #expect(row.facts.caution == nil)
    #expect(try ledger.read { try $0.losses() }.isEmpty)
    try ledger.transaction(.test, .test(at: 1)) { _ = try $0.append(NewEvent(.stopped(reason: "test"))) }
  }

  @Test func whoMayNotMigrateIsAskedToWait() throws {
    for access in [Ledger.Access.readOnly, .readWrite] {
      #expect(throws: LedgerError.olderVersion(found: 1, known: 4)) {
        try Ledger(path: path, access: access)
      }
    }
    #expect(try sqlite(path, "PRAGMA user_version").output == "1\n")
  }
}
