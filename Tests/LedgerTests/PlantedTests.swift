import FileTesting
import Foundation
import Ledger
import Testing

/// Another user of the machine once could write to the directory of the ledger, and left something in it.
@Suite(.enabled(if: geteuid() == 0, "only root can make files of another user"))
struct PlantedTests {
  let directory: TemporaryDirectory
  private static let other: uid_t = 65_534

  init() throws { directory = try TemporaryDirectory() }

  private func isRefused(_ error: any Error) -> Bool {
    guard case .permission(let detail) = error as? LedgerError else { return false }
    return detail.contains("look who")
  }

  private func plant(_ name: String) throws {
    try Data("planted".utf8).write(to: URL(filePath: directory.file(name)))
    #expect(chown(directory.file(name), PlantedTests.other, PlantedTests.other) == 0)
  }

  @Test(arguments: ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"])
  func aFileOfAnotherUserIsNeitherReadNorWritten(name: String) throws {
    let path = directory.file("ledger.sqlite")
    if name != "ledger.sqlite" { try Ledger(path: path, mayMigrate: true).close() }
    try plant(name)
    for access in [Ledger.Access.readOnly, .readWrite] {
      #expect(performing: { try Ledger(path: path, access: access, mayMigrate: true) }, throws: isRefused)
    }
    #expect(try Data(contentsOf: URL(filePath: directory.file(name))) == Data("planted".utf8))
  }

  @Test(arguments: ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"])
  func aLinkOfAnotherUserIsNotFollowed(name: String) throws {
    let path = directory.file("ledger.sqlite")
    if name != "ledger.sqlite" { try Ledger(path: path, mayMigrate: true).close() }
    let target = directory.file("precious")
    try Data("precious".utf8).write(to: URL(filePath: target))
    try FileManager.default.createSymbolicLink(atPath: directory.file(name), withDestinationPath: target)
    #expect(lchown(directory.file(name), PlantedTests.other, PlantedTests.other) == 0)
    #expect(performing: { try Ledger(path: path, mayMigrate: true) }, throws: isRefused)
    #expect(try Data(contentsOf: URL(filePath: target)) == Data("precious".utf8))
  }

  @Test func aLinkOfOurOwnToALedgerElsewhereIsFollowed() throws {
    let real = directory.file("real.sqlite")
    try Ledger(path: real, mayMigrate: true).close()
    let path = directory.file("ledger.sqlite")
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: real)
    #expect(try !Ledger(path: path).isNew)
    #expect(chown(real, PlantedTests.other, PlantedTests.other) == 0)
    #expect(performing: { try Ledger(path: path) }, throws: isRefused)
  }

  @Test func aDraftThatIsPlantedIsReplacedAndNotWrittenThrough() throws {
    let target = directory.file("precious")
    try Data("precious".utf8).write(to: URL(filePath: target))
    let path = directory.file("ledger.sqlite")
    try FileManager.default.createSymbolicLink(atPath: path + ".new", withDestinationPath: target)
    #expect(try Ledger(path: path, mayMigrate: true).isNew)
    #expect(try Data(contentsOf: URL(filePath: target)) == Data("precious".utf8))
  }
}
