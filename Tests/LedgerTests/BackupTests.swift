import Almanac
import Care
import FileTesting
import Foundation
import Ledger
import Testing

@Suite struct BackupTests {
  let test: TestLedger
  var ledger: Ledger { test.ledger }
  var copyPath: String { test.directory.file("copy.sqlite") }

  init() throws {
    test = try TestLedger()
    try test.append(scheduled(id(0), .sample(entry: try entry("midostaurin"))), answered(id(0)))
  }

  @Test func aBackupIsACompleteLedgerOfOurOwn() throws {
    try ledger.backUp(to: copyPath)
    #expect(try permissions(of: copyPath) == 0o600)
    #expect(!test.directory.names.contains("copy.sqlite.new"))
    let copy = try Ledger(path: copyPath)
    #expect(try copy.read { try $0.events(after: 0) } == ledger.read { try $0.events(after: 0) })
    #expect(try copy.verifyDerived().isEmpty)
    #expect(try copy.integrityProblems().isEmpty)
    let next = try copy.transaction(.test, .test(at: 1)) { try $0.append(NewEvent(.undone(2))) }
    #expect(next.number == 3)
  }

  @Test func aBackupOverwritesNothing() throws {
    try Data("precious".utf8).write(to: URL(fileURLWithPath: copyPath))
    #expect(throws: LedgerError.refused(detail: "\(copyPath) is there already")) {
      try ledger.backUp(to: copyPath)
    }
    #expect(try String(contentsOfFile: copyPath, encoding: .utf8) == "precious")
  }

  @Test func theShellOfSQLiteFindsTheSameLedgerSound() throws {
    #expect(try sqlite(test.path, "PRAGMA integrity_check").output == "ok\n")
    #expect(
      try sqlite(test.path, "SELECT kind FROM event ORDER BY number").output
        == "scheduled\nanswered\n")
    #expect(try ledger.integrityProblems().isEmpty)
  }

  @Test func tornPagesAreFound() throws {
    try ledger.close()
    let file = try #require(FileHandle(forUpdatingAtPath: test.path))
    let size = try file.seekToEnd()
    for page in 2..<(size / 4096) {
      try file.seek(toOffset: page * 4096)
      try file.write(contentsOf: Data(repeating: 0xAA, count: 4096))
    }
    try file.close()
    #expect(
      performing: { try Ledger(path: test.path, access: .readOnly).integrityProblems() }, throws: isDamaged)
  }
}
