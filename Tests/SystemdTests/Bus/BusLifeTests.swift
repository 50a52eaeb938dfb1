import BusTesting
import Foundation
import Systemd
import Testing

/// A bus that is not there yet, goes away, comes back, or is no bus at all.
@Suite(.enabled(if: PrivateBus.whyNot == nil, PrivateBus.whyNot.map(Comment.init(rawValue:))))
struct BusLifeTests {
  private let loop: EventLoop

  init() throws {
    loop = try EventLoop()
  }

  @Test func withoutABusACallFailsAtOnceAndSaysWhy() throws {
    let bus = Bus(loop: loop, address: BusAddress("unix:path=/invalid/bus"))
    guard case .failure(.disconnected(let reason)) = try loop.reply(from: bus, to: .ping) else {
      Issue.record("it was sent")
      return
    }
    #expect(reason.contains("/invalid/bus"))
    #expect(reason.contains("No such file"))
    #expect(bus.trouble == reason)
  }

  @Test func anAddressThatIsNoneIsTold() throws {
    for address in [BusAddress("nonsense"), BusAddress(""), nil] {
      let bus = Bus(loop: loop, address: address)
      #expect(!bus.isConnected)
      #expect(bus.trouble != nil)
    }
  }

  @Test func everythingIsSetUpWhenTheBusComes() throws {
    let daemon = try PrivateBus(started: false)
    let bus = Bus(loop: loop, address: BusAddress(daemon.address))
    var owners: [String?] = []
    let watch = bus.watchName("org.example.Late") { owners.append($0) }
    let name = bus.own("org.example.Late")
    try loop.drain()
    #expect(owners.isEmpty)

    try daemon.start()
    try loop.turn(until: { owners.count == 1 && name.isOurs })
    #expect(bus.isConnected)
    #expect(watch.owner != nil)
  }

  @Test func aNameThatAnotherHasIsOursOnceItIsFree() throws {
    let daemon = try PrivateBus()
    let ours = Bus(loop: loop, address: BusAddress(daemon.address))
    let theirs = Bus(loop: loop, address: BusAddress(daemon.address))
    var other: BusName? = theirs.own("org.example.Name")
    try loop.turn(until: { other?.isOurs == true })
    let name = ours.own("org.example.Name")
    // The bus answers in the order in which it was asked.
    _ = try loop.reply(from: ours, to: .ping)
    #expect(!name.isOurs)
    other = nil
    try loop.turn(until: { name.isOurs })
  }

  @Test func aCallIsReasonEnoughToTryAgain() throws {
    let daemon = try PrivateBus(started: false)
    let bus = Bus(loop: loop, address: BusAddress(daemon.address))
    try daemon.start()
    #expect(try loop.reply(from: bus, to: .ping) == .success([]))
  }

  @Test func aBusThatComesBackHasEverythingAgain() throws {
    let daemon = try PrivateBus()
    let bus = Bus(loop: loop, address: BusAddress(daemon.address))
    var owners: [String?] = []
    let watch = bus.watchName("org.example.Probe") { owners.append($0) }
    let name = bus.own("org.example.Probe")
    var heard = 0
    let subscription = bus.subscribe(BusRule(interface: "org.example.Probe1")) { _ in heard += 1 }
    let object = bus.publish(BusInterface("org.example.Probe1", signals: [.init("Changed")]), at: "/probe")
    try loop.turn(until: { owners.count == 1 })
    try object.emit("Changed")
    try loop.turn(until: { heard == 1 })

    daemon.stop()
    try loop.turn(until: { owners.count == 2 })
    #expect(owners.last == .some(nil))
    #expect(!name.isOurs)
    try object.emit("Changed")

    try daemon.start()
    try loop.turn(until: { owners.count == 3 })
    #expect(watch.owner != nil)
    try object.emit("Changed")
    try loop.turn(until: { heard == 2 })
    withExtendedLifetime(subscription) {}
  }

  @Test func aCallUnderWayEndsWithTheBus() throws {
    let daemon = try PrivateBus()
    let bus = Bus(loop: loop, address: BusAddress(daemon.address))
    #expect(try loop.reply(from: bus, to: .ping) == .success([]))
    daemon.signal(SIGSTOP)
    var reply: BusReply?
    bus.call(.ping) { reply = $0 }
    try loop.drain()
    #expect(reply == nil)
    daemon.stop()
    try loop.turn(until: { reply != nil })
    guard case .failure(.noReply) = reply else {
      Issue.record("\(String(describing: reply))")
      return
    }
    try loop.turn(until: { !bus.isConnected })
  }

  @Test func aSocketThatNeverGreetsIsGivenUp() throws {
    let daemon = try PrivateBus()
    daemon.signal(SIGSTOP)
    let bus = Bus(loop: loop, address: BusAddress(daemon.address), patience: .milliseconds(50))
    #expect(bus.isConnected)
    guard case .failure(.noReply) = try loop.reply(from: bus, to: .ping) else {
      Issue.record("it answered")
      return
    }
    daemon.signal(SIGCONT)
    #expect(try loop.reply(from: bus, to: .ping) == .success([]))
  }

  @Test func aSocketThatHangsUpIsNotTriedWithoutEnd() throws {
    let directory = try TemporaryDirectory()
    let listener = try StreamListener(directory["bus"])
    let bus = Bus(loop: loop, address: BusAddress(socketPath: directory["bus"]))
    let end = ContinuousClock.now + .milliseconds(400)
    while ContinuousClock.now < end {
      listener.hangUpOnAll()
      _ = try loop.turn(waitingAtMost: .milliseconds(10))
    }
    #expect((1...2).contains(listener.count))
    withExtendedLifetime(bus) {}
  }

  @Test func aDroppedBusLeavesNothingBehind() throws {
    let daemon = try PrivateBus()
    let other = Bus(loop: loop, address: BusAddress(daemon.address))
    var owners: [String?] = []
    let watch = other.watchName("org.example.Probe") { owners.append($0) }
    do {
      let bus = Bus(loop: loop, address: BusAddress(daemon.address))
      let name = bus.own("org.example.Probe")
      try loop.turn(until: { name.isOurs && owners.count == 1 })
      bus.call(.ping) { _ in Issue.record("nobody is there to hear it") }
    }
    try loop.turn(until: { owners.count == 2 })
    #expect(watch.owner == nil)
  }
}

struct BusAddressTests {
  @Test(
    arguments: [
      (["DBUS_SESSION_BUS_ADDRESS": "unix:abstract=x", "XDG_RUNTIME_DIR": "/run/user/1"], "unix:abstract=x"),
      (["DBUS_SESSION_BUS_ADDRESS": "", "XDG_RUNTIME_DIR": "/run/user/1"], "unix:path=/run/user/1/bus"),
      (["XDG_RUNTIME_DIR": "/run/a b"], "unix:path=/run/a%20b/bus"), (["XDG_RUNTIME_DIR": "run"], nil),
      ([:], nil),
    ] as [([String: String], String?)])
  func theUserBusIsWhereTheEnvironmentSays(environment: [String: String], address: String?) {
    #expect(BusAddress.user(environment: environment)?.text == address)
  }
}

extension BusCall {
  /// Asks the bus itself whether it lives.
  static let ping = BusCall(
    to: "org.freedesktop.DBus", at: "/org/freedesktop/DBus", "org.freedesktop.DBus.Peer", "Ping")
}
