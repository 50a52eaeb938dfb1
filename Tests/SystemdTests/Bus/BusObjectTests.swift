import BusTesting
import Foundation
import Systemd
import Testing

/// Objects of ours, signals, and names, as others on the bus see them.
@Suite(.enabled(if: PrivateBus.whyNot == nil, PrivateBus.whyNot.map(Comment.init(rawValue:))))
struct BusObjectTests {
  private let daemon: PrivateBus
  private let loop: EventLoop
  private let client: Bus
  private let server: Bus

  init() throws {
    daemon = try PrivateBus()
    loop = try EventLoop()
    client = Bus(loop: loop, address: BusAddress(daemon.address))
    server = Bus(loop: loop, address: BusAddress(daemon.address))
  }

  private func properties(_ member: String, _ arguments: [BusValue]) throws -> BusReply {
    try loop.reply(
      from: client,
      to: BusCall(to: "org.example.Probe", at: "/probe", "org.freedesktop.DBus.Properties", member, arguments)
    )
  }

  @Test func propertiesAreReadAsTheyAreNow() throws {
    var count: UInt32 = 1
    let object = server.publish(
      BusInterface(
        "org.example.Probe1",
        properties: [
          .init("Count", "u") { .uint32(count) }, .init("Names", "as") { .strings(["a"]) },
          .init("Wrong", "u") { .string("no number") },
        ]), at: "/probe")
    let name = server.own("org.example.Probe")
    try loop.turn(until: { name.isOurs })
    let interface = BusValue.string("org.example.Probe1")
    #expect(try properties("Get", [interface, .string("Count")]) == .success([.variant(.uint32(1))]))
    count = 2
    #expect(try properties("Get", [interface, .string("Count")]) == .success([.variant(.uint32(2))]))
    #expect(try properties("Get", [interface, .string("Names")]) == .success([.variant(.strings(["a"]))]))
    #expect(try properties("Get", [interface, .string("Wrong")]).failure != nil)
    #expect(try properties("Get", [interface, .string("Other")]).failure != nil)
    let set = try properties("Set", [interface, .string("Count"), .variant(.uint32(9))])
    #expect(set.failure?.name == "org.freedesktop.DBus.Error.PropertyReadOnly")
    #expect(count == 2)
    withExtendedLifetime(object) {}
  }

  @Test func theDescriptionNamesEverything() throws {
    let object = server.publish(
      BusInterface(
        "org.example.Probe1",
        methods: [
          .init("Move", takes: [.init("from", "s"), .init("to", "s")], returns: [.init("count", "u")]) { _ in
          }
        ],
        properties: [.init("Count", "u") { .uint32(0) }],
        signals: [.init("Moved", carries: [.init("to", "s")])]), at: "/probe")
    let name = server.own("org.example.Probe")
    try loop.turn(until: { name.isOurs })
    let reply = try loop.reply(
      from: client,
      to: BusCall(to: "org.example.Probe", at: "/probe", "org.freedesktop.DBus.Introspectable", "Introspect"))
    let text = try #require(reply.get().first?.string)
    for part in [
      #"<method name="Move">"#, #"<arg type="s" name="from" direction="in"/>"#,
      #"<arg type="u" name="count" direction="out"/>"#, #"<property name="Count" type="u" access="read">"#,
      #"<signal name="Moved">"#, #"<arg type="s" name="to"/>"#,
    ] {
      #expect(text.contains(part), "\(part) is not in \(text)")
    }
    withExtendedLifetime(object) {}
  }

  @Test func aDroppedObjectIsGone() throws {
    var object: BusPublication? = server.publish(
      BusInterface("org.example.Probe1", properties: [.init("Count", "u") { .uint32(1) }]), at: "/probe")
    let name = server.own("org.example.Probe")
    try loop.turn(until: { name.isOurs })
    #expect(object != nil)
    object = nil
    let reply = try properties("Get", [.string("org.example.Probe1"), .string("Count")])
    #expect(reply.failure?.name == "org.freedesktop.DBus.Error.UnknownObject")
  }

  @Test func onlyTheSignalsOfTheRuleAreHeard() throws {
    let object = server.publish(
      BusInterface(
        "org.example.Probe1", signals: [.init("Changed", carries: [.init("what", "s")]), .init("Other")]),
      at: "/probe")
    var heard: [BusSignal] = []
    let all = client.subscribe(BusRule(path: "/probe")) { heard.append($0) }
    var some: [BusValue] = []
    var subscription: BusSubscription? = client.subscribe(
      BusRule(interface: "org.example.Probe1", member: "Changed", argument: "ours")
    ) { some += $0.arguments }
    // The rules are in place once the bus has answered something that was asked after them.
    _ = try loop.reply(from: client, to: .ping)
    for what in ["ours", "theirs"] { try object.emit("Changed", [.string(what)]) }
    try object.emit("Other")
    try loop.turn(until: { heard.count == 3 })
    #expect(some == [.string("ours")])
    #expect(heard.map(\.member) == ["Changed", "Changed", "Other"])
    #expect(heard.allSatisfy { $0.sender.hasPrefix(":") && $0.interface == "org.example.Probe1" })

    #expect(subscription != nil)
    subscription = nil
    try object.emit("Changed", [.string("ours")])
    try loop.turn(until: { heard.count == 4 })
    #expect(some.count == 1)
    withExtendedLifetime(all) {}
  }

  @Test func aSubscriptionMayBeDroppedByItsOwnHandler() throws {
    let object = server.publish(BusInterface("org.example.Probe1", signals: [.init("Changed")]), at: "/probe")
    var heard = 0
    var subscription: BusSubscription?
    subscription = client.subscribe(BusRule(path: "/probe")) { _ in
      heard += 1
      subscription = nil
    }
    _ = try loop.reply(from: client, to: .ping)
    for _ in 0..<3 { try object.emit("Changed") }
    try loop.turn(until: { heard == 1 })
    try loop.drain()
    #expect(heard == 1)
    #expect(subscription == nil)
  }

  @Test func changedPropertiesAreTold() throws {
    let object = server.publish(
      BusInterface("org.example.Probe1", properties: [.init("Count", "u") { .uint32(3) }]), at: "/probe")
    var heard: [BusValue] = []
    let subscription = client.subscribe(
      BusRule(path: "/probe", interface: "org.freedesktop.DBus.Properties", member: "PropertiesChanged")
    ) { heard = $0.arguments }
    _ = try loop.reply(from: client, to: .ping)
    try object.propertiesChanged(["Count"])
    try loop.turn(until: { !heard.isEmpty })
    #expect(heard == [.string("org.example.Probe1"), .dictionary(["Count": .uint32(3)]), .strings([])])
    withExtendedLifetime(subscription) {}
  }

  @Test func aNameBelongsToOneAtATime() throws {
    let first = server.own("org.example.Probe")
    try loop.turn(until: { first.isOurs })
    let second = client.own("org.example.Probe")
    _ = try loop.reply(from: client, to: .ping)
    #expect(!second.isOurs)
    #expect(first.isOurs)
  }

  @Test func aNameThatChangesHandsShowsBothOwners() throws {
    var owners: [String?] = []
    let watch = client.watchName("org.example.Probe") { owners.append($0) }
    var name: BusName? = server.own("org.example.Probe")
    try loop.turn(until: { owners.count == 1 && name?.isOurs == true })
    name = nil
    try loop.turn(until: { owners.count == 2 })
    let other = Bus(loop: loop, address: BusAddress(daemon.address))
    name = other.own("org.example.Probe")
    try loop.turn(until: { owners.count == 3 })
    #expect(owners[0] != nil && owners[1] == nil && owners[2] != nil && owners[0] != owners[2])
    #expect(watch.owner == owners[2])
  }
}
