import FileTesting
import Foundation
import Glibc
import Host
import Testing

/// Another user of the machine once could write to a directory of ours, and left something in it.
@Suite(.enabled(if: geteuid() == 0, "only root can make files of another user"))
struct PlantedFileTests {
  let directory: TemporaryDirectory
  private let other: uid_t = 65_534

  init() throws { directory = try TemporaryDirectory() }

  private func isUnsafe(_ error: any Error) -> Bool {
    if case .unsafe = (error as? FileError)?.cause { true } else { false }
  }

  private func path(_ name: String) -> String { directory.path + "/" + name }

  @Test func aLockOfAnotherUserIsNotTaken() throws {
    try Data().write(to: URL(filePath: path("lock")))
    #expect(chown(path("lock"), other, other) == 0)
    #expect(performing: { try FileLock(path: path("lock")).tryAcquire() }, throws: isUnsafe)
    #expect(try Data(contentsOf: URL(filePath: path("lock"))).isEmpty, "nothing is written into it")
  }

  @Test func aPipeInThePlaceOfTheLockIsNotTaken() throws {
    #expect(mkfifo(path("lock"), 0o600) == 0)
    #expect(performing: { try FileLock(path: path("lock")).tryAcquire() }, throws: isUnsafe)
  }

  @Test func aFileOrLinkOfAnotherUserIsReadOnlyWhereThatDoesNotMatter() throws {
    try Data("secret".utf8).write(to: URL(filePath: path("ours")))
    try Data("planted".utf8).write(to: URL(filePath: path("file")))
    #expect(chown(path("file"), other, other) == 0)
    #expect(symlink(path("ours"), path("link")) == 0)
    #expect(lchown(path("link"), other, other) == 0)
    for name in ["file", "link"] {
      #expect(performing: { try RegularFile.read(path(name), limit: 100, isOurs: true) }, throws: isUnsafe)
      #expect(try !RegularFile.read(path(name), limit: 100).isEmpty)
    }
    #expect(symlink(path("ours"), path("mine")) == 0)
    #expect(try RegularFile.read(path("mine"), limit: 100, isOurs: true) == Array("secret".utf8))
  }

  @Test func aDirectoryOthersMadeOrMayFillIsRefused() throws {
    for name in ["theirs", "open"] { #expect(mkdir(path(name), 0o700) == 0) }
    #expect(chown(path("theirs"), other, other) == 0)
    #expect(chmod(path("open"), 0o777) == 0)
    #expect(symlink(directory.path, path("link")) == 0)
    #expect(lchown(path("link"), other, other) == 0)
    for name in ["theirs", "open", "link"] {
      #expect(performing: { try PrivateDirectory.check(path(name)) }, throws: isUnsafe)
    }
    try PrivateDirectory.check(path("missing"))
    try PrivateDirectory.check(directory.path)
  }
}
