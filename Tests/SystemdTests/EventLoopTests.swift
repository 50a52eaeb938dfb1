import BusTesting
import Foundation
import Systemd
import Testing

struct EventLoopTests {
  private let loop: EventLoop

  init() throws {
    loop = try EventLoop()
  }

  @Test func theLoopReturnsTheCodeItWasEndedWith() throws {
    loop.post { [unowned loop] in loop.exit(code: 78) }
    #expect(try loop.run() == 78)
  }

  @Test func aLoopRunsOnlyOnce() throws {
    loop.post { [unowned loop] in loop.exit() }
    #expect(try loop.run() == 0)
    #expect(throws: SystemdError(errno: EBUSY, call: "sd_event_loop")) { try loop.run() }
  }

  @Test(arguments: [Duration.seconds(Int64.max), .seconds(Int64.min), .zero, .milliseconds(1)])
  func anyLimitMayBeGivenToATurn(limit: Duration) throws {
    var ran = false
    loop.post { ran = true }
    #expect(try loop.turn(waitingAtMost: limit))
    #expect(ran)
  }

  @Test func postedWorkRunsOnceAndInOrder() throws {
    var ran: [Int] = []
    loop.post { ran.append(1) }
    loop.post { ran.append(2) }
    try loop.drain()
    #expect(ran == [1, 2])
  }

  @Test func whatPostedWorkPostsWaitsForAnotherTurn() throws {
    var ran: [String] = []
    loop.post { [unowned loop] in
      loop.post { ran.append("later") }
      ran.append("now")
    }
    #expect(try loop.turn())
    #expect(ran == ["now"])
    #expect(try loop.turn())
    #expect(ran == ["now", "later"])
  }

  @Test func anIdleLoopHasNothingToDo() throws {
    let timer = try loop.timer(onWake: {}, onClockStep: {})
    #expect(try !loop.turn())
    timer.cancel()
  }

  @Test func aReadableDescriptorIsReported() throws {
    let pipe = Pipe()
    var got: [Readiness] = []
    let watch = try loop.watch(descriptor: pipe.fileHandleForReading.fileDescriptor, for: .readable) {
      got.append($0)
    }
    try loop.drain()
    #expect(got.isEmpty)

    try pipe.fileHandleForWriting.write(contentsOf: Data("x".utf8))
    #expect(try loop.turn())
    #expect(got == [.readable])
    watch.cancel()
    #expect(try !loop.turn())
  }

  @Test func theEndOfAPipeIsReportedUnasked() throws {
    let pipe = Pipe()
    var got: Readiness = []
    let watch = try loop.watch(descriptor: pipe.fileHandleForReading.fileDescriptor, for: []) { got = $0 }
    try pipe.fileHandleForWriting.close()
    try loop.turn(until: { !got.isEmpty })
    #expect(got == .hangUp)
    watch.cancel()
  }

  @Test func aWatchMayBeDroppedByItsOwnHandler() throws {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data("x".utf8))
    var calls = 0
    var watch: DescriptorWatch?
    watch = try loop.watch(descriptor: pipe.fileHandleForReading.fileDescriptor, for: .readable) { _ in
      calls += 1
      watch = nil
    }
    try loop.drain()
    #expect(calls == 1)
    #expect(watch == nil)
  }

  @Test func aWatchOutlivesTheLoopWithoutHarm() throws {
    let pipe = Pipe()
    var other: EventLoop? = try EventLoop()
    let watch = try other?.watch(descriptor: pipe.fileHandleForReading.fileDescriptor, for: .readable) { _ in
    }
    other = nil
    watch?.cancel()
  }

  @Test func aRegularFileCannotBeWatched() throws {
    let file = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/exe"))
    #expect(throws: SystemdError(errno: EPERM, call: "sd_event_add_io")) {
      try loop.watch(descriptor: file.fileDescriptor, for: .readable) { _ in }
    }
  }

  @Test func theWatchdogIsLeftAloneUnlessTheManagerAskedForIt() throws {
    #expect(try !loop.enableWatchdog())
  }
}
