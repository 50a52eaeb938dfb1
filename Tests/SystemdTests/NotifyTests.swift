import Foundation
import Systemd
import Testing

struct NotifyTests {
  private let directory: TemporaryDirectory
  private let manager: DatagramReceiver
  private let notify: Notify

  init() throws {
    directory = try TemporaryDirectory()
    manager = try DatagramReceiver(directory["notify"])
    notify = Notify(environment: ["NOTIFY_SOCKET": directory["notify"]])
  }

  @Test func readinessMayCarryAStatus() throws {
    #expect(notify.ready())
    #expect(try manager.receiveText() == "READY=1")
    #expect(notify.ready(status: "Next: 20:00"))
    #expect(try manager.receiveText() == "READY=1\nSTATUS=Next: 20:00")
  }

  @Test(arguments: [
    ("two\nlines", "two lines"), ("READY=1\r\n\u{0}\u{85}\tx", "READY=1     x"), ("", ""), ("Zoë", "Zoë"),
  ])
  func aStatusIsAlwaysOneLine(text: String, line: String) throws {
    #expect(notify.status(text))
    #expect(try manager.receiveText() == "STATUS=\(line)")
  }

  @Test func reloadingCarriesTheMonotonicTime() throws {
    let before = microseconds()
    #expect(notify.reloading())
    let lines = try manager.receiveText().split(separator: "\n")
    let prefix = "MONOTONIC_USEC="
    #expect(lines.count == 2)
    #expect(lines.first == "RELOADING=1")
    let time = try #require(lines.last.flatMap { Int($0.dropFirst(prefix.count)) })
    #expect(lines.last?.hasPrefix(prefix) == true)
    #expect(before...microseconds() ~= time)
  }

  @Test func stoppingIsTold() throws {
    #expect(notify.stopping())
    #expect(try manager.receiveText() == "STOPPING=1")
  }

  @Test func anAbstractSocketIsFound() throws {
    let name = "@systemd-tests-\(UInt32.random(in: 0...UInt32.max))"
    let manager = try DatagramReceiver(name)
    #expect(Notify(socketPath: name).stopping())
    #expect(try manager.receiveText() == "STOPPING=1")
  }

  @Test(arguments: [
    nil, "", "notify", "/nowhere/notify", "vsock:2:1234", "/" + String(repeating: "x", count: 200),
  ])
  func withoutAManagerNobodyIsTold(path: String?) {
    #expect(!Notify(socketPath: path).ready())
    #expect(!Notify(socketPath: path).status("up"))
  }

  @Test func aStatusDoesNotWaitForAManagerThatIsStuck() {
    var sent = 0
    while sent < 100_000, notify.status("tick") { sent += 1 }
    #expect(1..<100_000 ~= sent)
  }

  private func microseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }
}
