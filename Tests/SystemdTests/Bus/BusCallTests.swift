import BusTesting
import Systemd
import Testing

/// Calls between two connections over a real bus.
@Suite(.enabled(if: PrivateBus.whyNot == nil, PrivateBus.whyNot.map(Comment.init(rawValue:))))
struct BusCallTests {
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

  /// Puts an object with one method under a name, and waits until it is there.
  private func serve(_ method: BusInterface.Method) throws -> (BusPublication, BusName) {
    let object = server.publish(BusInterface("org.example.Probe1", methods: [method]), at: "/probe")
    let name = server.own("org.example.Probe")
    try loop.turn(until: { name.isOurs })
    return (object, name)
  }

  private func call(
    _ member: String, _ arguments: [BusValue] = [], timeout: Duration = .seconds(10)
  ) throws -> BusReply {
    try loop.reply(
      from: client,
      to: BusCall(
        to: "org.example.Probe", at: "/probe", "org.example.Probe1", member, arguments, timeout: timeout))
  }

  @Test(
    arguments: [
      .byte(200), .boolean(true), .boolean(false), .int16(-5), .uint16(65_535), .int32(.min), .uint32(.max),
      .int64(.min), .uint64(.max), .double(-0.5), .string("Grüße 💊\nnext"), .string(""),
      .objectPath("/a/b"), .signature("a{sv}"), .strings([]), .strings(["a", ""]),
      .dictionary(["urgency": .byte(2), "name": .string("x")]),
      .array(of: "(sasb)", [.structure([.string("/bin/true"), .strings(["true"]), .boolean(false)])]),
      .variant(.structure([.variant(.int32(1)), .array(of: "ay", [.array(of: "y", [.byte(0)])])])),
      .array(of: "{us}", [.entry(.uint32(1), .string("one"))]),
    ] as [BusValue])
  func aValueComesBackAsItWasSent(value: BusValue) throws {
    let served = try serve(
      BusInterface.Method("Echo", takes: [.init("in", "v")], returns: [.init("out", "v")]) {
        try? $0.reply($0.arguments)
      })
    #expect(try call("Echo", [.variant(value)]) == .success([.variant(value)]))
    withExtendedLifetime(served) {}
  }

  @Test func severalArgumentsAreSeveralValues() throws {
    let served = try serve(
      BusInterface.Method(
        "Swap", takes: [.init("a", "s"), .init("b", "u")], returns: [.init("b", "u"), .init("a", "s")]
      ) {
        try? $0.reply($0.arguments.reversed())
      })
    #expect(try call("Swap", [.string("a"), .uint32(1)]) == .success([.uint32(1), .string("a")]))
    withExtendedLifetime(served) {}
  }

  @Test func anErrorIsPassedOnWithItsName() throws {
    let served = try serve(
      BusInterface.Method("Refuse") { try? $0.refuse(name: "org.example.Error.Full", message: "no room") })
    #expect(try call("Refuse") == .failure(.refused(name: "org.example.Error.Full", message: "no room")))
    #expect(try call("Unknown").failure?.name == "org.freedesktop.DBus.Error.UnknownMethod")
    #expect(try call("Refuse", [.string("?")]).failure?.name == "org.freedesktop.DBus.Error.InvalidArgs")
    withExtendedLifetime(served) {}
  }

  @Test func aNameThatNobodyHasIsToldApart() throws {
    #expect(try call("Echo").failure?.isNobodyThere == true)
  }

  @Test func aServerThatNeverAnswersTimesOutOnce() throws {
    var kept: [BusInvocation] = []
    let served = try serve(BusInterface.Method("Hang") { kept.append($0) })
    var replies: [BusReply] = []
    client.call(
      BusCall(to: "org.example.Probe", at: "/probe", "org.example.Probe1", "Hang", timeout: .milliseconds(50))
    ) { replies.append($0) }
    try loop.turn(until: { !replies.isEmpty })
    guard case .failure(.noReply) = replies.first else {
      Issue.record("\(replies)")
      return
    }
    // An answer after all comes too late to count.
    try kept.first?.reply()
    _ = try call("Unknown")
    #expect(replies.count == 1)
    withExtendedLifetime(served) {}
  }

  @Test func anAnswerMayComeLater() throws {
    var kept: [BusInvocation] = []
    let served = try serve(BusInterface.Method("Wait") { kept.append($0) })
    var replies: [BusReply] = []
    client.call(BusCall(to: "org.example.Probe", at: "/probe", "org.example.Probe1", "Wait")) {
      replies.append($0)
    }
    try loop.turn(until: { !kept.isEmpty })
    #expect(replies.isEmpty)
    try kept.first?.reply()
    try kept.first?.reply()
    try loop.turn(until: { !replies.isEmpty })
    #expect(replies == [.success([])])
    withExtendedLifetime(served) {}
  }

  @Test func aServerThatLeavesEndsTheCall() throws {
    var other: Bus? = Bus(loop: loop, address: BusAddress(daemon.address))
    var wasCalled = false
    var object = other?.publish(
      BusInterface("org.example.Probe1", methods: [.init("Hang") { _ in wasCalled = true }]), at: "/probe")
    var name = other?.own("org.example.Probe")
    try loop.turn(until: { name?.isOurs == true })
    var reply: BusReply?
    client.call(BusCall(to: "org.example.Probe", at: "/probe", "org.example.Probe1", "Hang")) { reply = $0 }
    try loop.turn(until: { wasCalled })
    (object, name, other) = (nil, nil, nil)
    #expect(object == nil)
    try loop.turn(until: { reply != nil })
    guard case .failure(.noReply) = reply else {
      Issue.record("\(String(describing: reply))")
      return
    }
  }

  @Test(arguments: [
    BusCall(to: "org.example.Probe", at: "not a path", "org.example.Probe1", "Echo"),
    BusCall(to: "org.example.Probe", at: "/probe", "org.example.Probe1", "Echo", [.string("a\0b")]),
    BusCall(to: "org.example.Probe", at: "/probe", "org.example.Probe1", "Echo", [.objectPath("a b")]),
    BusCall(
      to: "org.example.Probe", at: "/probe", "org.example.Probe1", "Echo", [.array(of: "s", [.byte(1)])]),
    BusCall(to: "", at: "/probe", "org.example.Probe1", "Echo"),
  ])
  func whatCannotBeSentIsNotSent(call: BusCall) throws {
    guard case .failure(.malformed) = try loop.reply(from: client, to: call) else {
      Issue.record("it was sent")
      return
    }
    #expect(client.isConnected)
  }

  @Test func theReplyNeverComesWithinTheCall() throws {
    let away = Bus(loop: loop, address: BusAddress("unix:path=/invalid/bus"))
    for bus in [client, away] {
      var isInside = true
      var reply: BusReply?
      bus.call(BusCall(to: "org.example.Probe", at: "not a path", "org.example.Probe1", "Echo")) {
        #expect(!isInside)
        reply = $0
      }
      isInside = false
      try loop.turn(until: { reply != nil })
    }
  }

  @Test func manyCallsAreAnsweredEach() throws {
    let served = try serve(
      BusInterface.Method("Echo", takes: [.init("in", "u")], returns: [.init("out", "u")]) {
        try? $0.reply($0.arguments)
      })
    var sum = 0
    // The bus itself allows 128 that are not answered yet.
    for number in 1...100 as ClosedRange<UInt32> {
      client.call(
        BusCall(to: "org.example.Probe", at: "/probe", "org.example.Probe1", "Echo", [.uint32(number)])
      ) { sum += (try? $0.get().first?.integer) ?? 0 }
    }
    try loop.turn(until: { sum == 5050 })
    withExtendedLifetime(served) {}
  }
}

extension EventLoop {
  /// What a call brings.
  func reply(from bus: Bus, to call: BusCall) throws -> BusReply {
    var reply: BusReply?
    bus.call(call) { reply = $0 }
    try turn(until: { reply != nil })
    return try #require(reply)
  }
}
