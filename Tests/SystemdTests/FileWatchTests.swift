import BusTesting
import Foundation
import Systemd
import Testing

struct FileWatchTests {
  private let loop: EventLoop
  private let directory: TemporaryDirectory

  init() throws {
    loop = try EventLoop()
    directory = try TemporaryDirectory()
  }

  @Test func aFileEditedInPlaceIsWritten() throws {
    try directory.write("old", to: "plan.toml")
    let log = try watch()
    try directory.write("new", to: "plan.toml")
    #expect(try log.events() == [FileEvent(name: "plan.toml", kinds: .written)])
  }

  @Test func aFileReplacedByRenamingIsMovedIn() throws {
    try directory.write("old", to: "plan.toml")
    let log = try watch()
    try directory.write("new", to: ".plan.toml.swp")
    try directory.rename(".plan.toml.swp", to: "plan.toml")
    #expect(
      try log.events() == [
        FileEvent(name: ".plan.toml.swp", kinds: .created),
        FileEvent(name: ".plan.toml.swp", kinds: .written),
        FileEvent(name: ".plan.toml.swp", kinds: .movedOut),
        FileEvent(name: "plan.toml", kinds: .movedIn),
      ])
  }

  @Test func aFileThatDidNotExistIsCreated() throws {
    let log = try watch()
    try directory.write("first", to: "plan.toml")
    #expect(
      try log.events() == [
        FileEvent(name: "plan.toml", kinds: .created), FileEvent(name: "plan.toml", kinds: .written),
      ])
  }

  @Test func aDeletedFileIsDeleted() throws {
    try directory.write("old", to: "plan.toml")
    let log = try watch()
    try directory.delete("plan.toml")
    #expect(try log.events() == [FileEvent(name: "plan.toml", kinds: .deleted)])
  }

  @Test func aNewDirectoryIsToldFromAFile() throws {
    let log = try watch()
    try directory.makeDirectory("plan.d")
    #expect(try log.events() == [FileEvent(name: "plan.d", kinds: .created, isDirectory: true)])
  }

  @Test func aSymbolicLinkPointedElsewhereIsSeen() throws {
    try directory.link("localtime", to: "/usr/share/zoneinfo/Etc/UTC")
    let log = try watch()
    try directory.link("localtime.new", to: "/usr/share/zoneinfo/Europe/Berlin")
    try directory.rename("localtime.new", to: "localtime")
    #expect(try log.events().last == FileEvent(name: "localtime", kinds: .movedIn))
  }

  @Test func aDirectoryThatVanishesIsGoneOnceAndCanBeWatchedAgain() throws {
    try directory.makeDirectory("tend")
    let log = try watch("tend")
    try directory.delete("tend")
    #expect(try log.events() == [FileEvent(name: "", kinds: .gone)])
    #expect(!log.watch.isActive)

    #expect(throws: SystemdError(errno: ENOENT, call: "sd_event_add_inotify")) { try watch("tend") }
    try directory.makeDirectory("tend")
    let second = try watch("tend")
    try directory.write("new", to: "tend/plan.toml")
    #expect(try second.events().last == FileEvent(name: "plan.toml", kinds: .written))
    #expect(try log.events().isEmpty)
  }

  @Test func aDirectoryMovedAwayIsGone() throws {
    try directory.makeDirectory("tend")
    let log = try watch("tend")
    try directory.rename("tend", to: "tend.old")
    try directory.write("", to: "tend.old/plan.toml")
    #expect(try log.events() == [FileEvent(name: "", kinds: .gone)])
  }

  @Test func aFileIsNotADirectory() throws {
    try directory.write("", to: "tend")
    #expect(throws: SystemdError(errno: ENOTDIR, call: "sd_event_add_inotify")) { try watch("tend") }
  }

  @Test func everyWriteToAWatchedFileIsSeenWhileItIsOpen() throws {
    try directory.write("", to: "ledger.sqlite-wal")
    var events: [FileEvent] = []
    let watch = try loop.watchFile(directory["ledger.sqlite-wal"]) { events.append($0) }
    let file = try #require(FileHandle(forWritingAtPath: directory["ledger.sqlite-wal"]))
    try file.write(contentsOf: Data("frame".utf8))
    try loop.drain()
    try file.write(contentsOf: Data("frame".utf8))
    try loop.drain()
    #expect(events == [FileEvent(name: "", kinds: .modified), FileEvent(name: "", kinds: .modified)])
    watch.cancel()
  }

  @Test func aWatchedFileThatIsDeletedIsGone() throws {
    try directory.write("", to: "ledger.sqlite-wal")
    var events: [FileEvent] = []
    let watch = try loop.watchFile(directory["ledger.sqlite-wal"]) { events.append($0) }
    // The loop itself holds the file for the rest of the turn in which the watch was made.
    try loop.drain()
    try directory.delete("ledger.sqlite-wal")
    try loop.drain()
    #expect(events == [FileEvent(name: "", kinds: .gone)])
    #expect(!watch.isActive)
  }

  @Test func twoWatchesOfOneDirectoryKeepTheirOwnInterests() throws {
    let first = try watch(for: .created)
    let second = try watch(for: .written)
    try directory.write("", to: "plan.toml")
    #expect(try first.events() == [FileEvent(name: "plan.toml", kinds: .created)])
    #expect(try second.events() == [FileEvent(name: "plan.toml", kinds: .written)])
  }

  @Test func anOverflowingQueueIsReported() throws {
    let limit = try #require(
      Int(
        String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8).filter(\.isNumber)))
    try directory.write("", to: "a")
    let log = try watch()
    // Equal events that follow one another are merged by the kernel, so let two names alternate.
    for turn in 0...limit {
      try directory.rename(turn.isMultiple(of: 2) ? "a" : "b", to: turn.isMultiple(of: 2) ? "b" : "a")
    }
    #expect(try log.events().last == FileEvent(name: "", kinds: .overflowed))
    #expect(log.watch.isActive)
  }

  @Test func aCancelledWatchIsSilent() throws {
    let log = try watch()
    try directory.write("", to: "plan.toml")
    log.watch.cancel()
    #expect(try log.events().isEmpty)
  }

  /// A watch, and what it has reported.
  private final class Log {
    let loop: EventLoop
    let watch: FileWatch
    private let received: Box

    final class Box { var events: [FileEvent] = [] }

    init(loop: EventLoop, path: String, interest: FileEvent.Kinds) throws {
      let received = Box()
      self.loop = loop
      self.received = received
      watch = try loop.watchDirectory(path, for: interest) { received.events.append($0) }
    }

    /// What was reported since the last call, without waiting: a change is queued before its system call returns.
    func events() throws -> [FileEvent] {
      try loop.drain()
      defer { received.events = [] }
      return received.events
    }
  }

  private func watch(_ name: String = "", for interest: FileEvent.Kinds = .contents) throws -> Log {
    try Log(loop: loop, path: directory[name], interest: interest)
  }
}
