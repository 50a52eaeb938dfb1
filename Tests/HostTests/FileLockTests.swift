import FileTesting
import Foundation
import Glibc
import Host
import Testing

@Suite struct FileLockTests {
  let directory: TemporaryDirectory
  var path: String { directory.file("ledger.lock") }

  init() throws { directory = try TemporaryDirectory() }

  @Test func oneHoldsItAndTheOtherIsToldWho() throws {
    let (first, second) = (FileLock(path: path), FileLock(path: path))
    #expect(try first.tryAcquire())
    #expect(try first.tryAcquire(), "having it already is having it")
    #expect(try !second.tryAcquire())
    #expect(second.holder() == Int(getpid()))
    #expect(try permissions(of: path) == 0o600)
    first.release()
    #expect(try second.tryAcquire())
    #expect(!first.isHeld && second.isHeld)
  }

  @Test func theLockGoesWithItsObject() throws {
    #expect(try FileLock(path: path).tryAcquire())
    #expect(try FileLock(path: path).tryAcquire())
  }

  @Test func anotherProcessKeepsUsOutUntilItIsKilled() throws {
    let other = try LockHolder(path: path)
    #expect(try !FileLock(path: path).tryAcquire())
    other.kill()
    let lock = FileLock(path: path)
    #expect(try lock.tryAcquire())
    #expect(lock.holder() == Int(getpid()))
  }

  @Test func weKeepAnotherProcessOut() throws {
    let lock = FileLock(path: path)
    #expect(try lock.tryAcquire())
    #expect(throws: LockHolder.Refused.self) { try LockHolder(path: path) }
  }

  @Test func aFileThatWasRemovedLocksNothing() throws {
    let stale = FileLock(path: path)
    #expect(try stale.tryAcquire())
    unlink(path)
    let lock = FileLock(path: path)
    #expect(try lock.tryAcquire())
    #expect(try !FileLock(path: path).tryAcquire())
  }

  @Test func aLinkInItsPlaceIsNotFollowed() throws {
    try write("precious", to: directory.file("other"))
    symlink("other", path)
    #expect(throws: FileError.self) { try FileLock(path: path).tryAcquire() }
    #expect(try text(of: directory.file("other")) == "precious")
  }
}

/// A process of another language with the same kind of lock.
private final class LockHolder {
  struct Refused: Error {}

  private let process = Process()

  init(path: String) throws {
    let script = """
      import fcntl, struct, sys
      file = open(sys.argv[1], "a+")
      try:
          fcntl.fcntl(file, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))
      except OSError:
          sys.exit("refused")
      print("locked", flush=True)
      sys.stdin.read()
      """
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, path]
    let output = Pipe()
    process.standardInput = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    guard try output.fileHandleForReading.read(upToCount: 6) == Data("locked".utf8) else {
      process.waitUntilExit()
      throw Refused()
    }
  }

  deinit { kill() }

  func kill() {
    guard process.isRunning else { return }
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
