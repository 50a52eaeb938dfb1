import BusTesting
import Desktop
import Glibc
import Systemd
import Testing

/// The client against a server that does as it is told.
@Suite(.enabled(if: PrivateBus.whyNot == nil, PrivateBus.whyNot.map(Comment.init(rawValue:))))
struct NotificationServerTests {
  private let daemon: PrivateBus
  private let loop: EventLoop
  private let bus: Bus

  init() throws {
    daemon = try PrivateBus()
    loop = try EventLoop()
    bus = Bus(loop: loop, address: BusAddress(daemon.address))
  }

  private func fake(_ capabilities: [String] = ["actions", "body", "body-markup"], first: UInt32 = 1) throws
    -> FakeNotificationServer
  {
    let fake = FakeNotificationServer(
      loop: loop, address: daemon.address, capabilities: capabilities, first: first)
    try loop.turn(until: { fake.isThere })
    return fake
  }

  /// What a client was told, in order.
  private final class Diary {
    var events: [NotificationServer.Event] = []
  }

  private func client(patience: Duration = .seconds(5)) -> (NotificationServer, Diary) {
    let diary = Diary()
    let client = NotificationServer(
      bus: bus, application: "Tend", desktopEntry: "tend", patience: patience
    ) { diary.events.append($0) }
    return (client, diary)
  }

  private func show(
    _ popup: Popup, on client: NotificationServer, replacing earlier: PopupID? = nil
  ) throws -> Result<PopupID, BusFailure> {
    var result: Result<PopupID, BusFailure>?
    client.show(popup, replacing: earlier) { result = $0 }
    try loop.turn(until: { result != nil })
    return try #require(result)
  }

  private static let popup = Popup(
    summary: "Maria: Midostaurin", body: "4 capsules <with> food & water", urgency: .critical,
    category: "x-tend.reminder", actions: [.init(key: "answer", label: "Taken")])

  @Test func everythingThatAServerCanShowIsSent() throws {
    let fake = try fake()
    let (client, _) = client()
    let id = try show(Self.popup, on: client).get()
    let shown = try #require(fake.shown.first)
    #expect(fake.shown.count == 1)
    #expect(shown.application == "Tend")
    #expect(shown.replaced == 0)
    #expect(shown.summary == "Maria: Midostaurin")
    #expect(shown.body == "4 capsules &lt;with&gt; food &amp; water")
    #expect(shown.actions == ["answer", "Taken"])
    #expect(
      shown.hints == [
        "urgency": .byte(2), "category": .string("x-tend.reminder"), "desktop-entry": .string("tend"),
      ])
    #expect(shown.timeout == 0)
    #expect(id.number == 1)
  }

  @Test func aServerWithoutMarkupGetsTheTextAsItIs() throws {
    let fake = try fake(["body"])
    let (client, _) = client()
    _ = try show(Self.popup, on: client).get()
    #expect(fake.shown.first?.body == "4 capsules <with> food & water")
    #expect(fake.shown.first?.actions == [])
  }

  @Test func aServerWithoutBodiesGetsAllOfItInOneLine() throws {
    let fake = try fake([])
    let (client, _) = client()
    _ = try show(Popup(summary: "One", body: "two\nthree"), on: client).get()
    #expect(fake.shown.first?.summary == "One — two three")
    #expect(fake.shown.first?.body == "")
  }

  @Test(arguments: [
    ("a\0b\u{1B}[31m\nc", "a b [31m c", "a b [31m\nc"), ("<b>&amp;", "<b>&amp;", "&lt;b&gt;&amp;amp;"),
    // What turns the direction of writing could have “01 mg” read as “10 mg”.
    ("é💊\u{202E}x\u{2066}", "é💊\u{FFFD}x\u{FFFD}", "é💊\u{FFFD}x\u{FFFD}"),
  ])
  func noTextSteersTheServer(text: String, summary: String, body: String) throws {
    let fake = try fake()
    let (client, _) = client()
    _ = try show(
      Popup(summary: text, body: text, actions: [.init(key: "k", label: text)]), on: client
    ).get()
    #expect(fake.shown.first?.summary == summary)
    #expect(fake.shown.first?.body == body)
    #expect(fake.shown.first?.actions == ["k", summary])
  }

  @Test func aRepeatReplacesWhatIsOnTheScreen() throws {
    let fake = try fake()
    let (client, _) = client()
    let first = try show(Self.popup, on: client).get()
    let second = try show(Self.popup, on: client, replacing: first).get()
    #expect(first == second)
    #expect(fake.shown.map(\.replaced) == [0, 1])
  }

  @Test func aButtonAndAClosedPopupAreHeard() throws {
    let fake = try fake()
    let (client, diary) = client()
    let id = try show(Self.popup, on: client).get()
    try fake.press(1, "answer")
    try fake.dismiss(1)
    try fake.dismiss(7, reason: 99)
    try loop.turn(until: { diary.events.count == 4 })
    #expect(diary.events[1] == .pressed(id, action: "answer"))
    #expect(diary.events[2] == .closed(id, .dismissed))
    guard case .closed(_, .other) = diary.events[3] else {
      Issue.record("\(diary.events[3])")
      return
    }
  }

  @Test func closingAsksTheServer() throws {
    let fake = try fake()
    let (client, diary) = client()
    let id = try show(Self.popup, on: client).get()
    client.close(id)
    try loop.turn(until: { diary.events.contains(.closed(id, .asked)) })
    #expect(fake.closed == [1])
  }

  @Test func aPressFromSomebodyElseIsNoPress() throws {
    let fake = try fake()
    let (client, diary) = client()
    _ = try show(Self.popup, on: client).get()
    let forger = Bus(loop: loop, address: BusAddress(daemon.address))
    let object = forger.publish(
      BusInterface(
        "org.freedesktop.Notifications",
        signals: [.init("ActionInvoked", carries: [.init("id", "u"), .init("key", "s")])]),
      at: "/org/freedesktop/Notifications")
    var heard = 0
    let all = bus.subscribe(BusRule(member: "ActionInvoked")) { _ in heard += 1 }
    _ = try show(Self.popup, on: client).get()
    try object.emit("ActionInvoked", [.uint32(1), .string("answer")])
    try loop.turn(until: { heard == 1 })
    #expect(diary.events.count == 1)
    withExtendedLifetime((fake, all)) {}
  }

  @Test func aRestartedServerKnowsNothingOfEarlierPopups() throws {
    var fake: FakeNotificationServer? = try fake()
    let (client, diary) = client()
    let id = try show(Self.popup, on: client).get()
    #expect(fake?.shown.count == 1)
    fake = nil
    try loop.turn(until: { diary.events.last == .disappeared })
    #expect(!client.isRunning)

    let next = try self.fake(["body"])
    try loop.turn(until: { diary.events.count == 3 })
    #expect(diary.events.last == .appeared(ServerCapabilities(["body"])))
    client.close(id)
    let again = try show(Self.popup, on: client, replacing: id).get()
    #expect(next.shown.map(\.replaced) == [0])
    #expect(next.closed.isEmpty)
    // The same number, but not the same popup.
    #expect(again.number == id.number)
    #expect(again != id)
  }

  @Test func withoutAServerAPopupIsRefused() throws {
    let (client, diary) = client()
    #expect(try show(Self.popup, on: client).failure?.isNobodyThere == true)
    let fake = try fake()
    try loop.turn(until: { !diary.events.isEmpty })
    #expect(try show(Self.popup, on: client).failure == nil)
    #expect(fake.shown.count == 1)
  }

  @Test func withoutABusAPopupIsRefused() throws {
    let bus = Bus(loop: loop, address: nil)
    let client = NotificationServer(bus: bus, application: "Tend", desktopEntry: "tend") { _ in }
    guard case .failure(.disconnected) = try show(Self.popup, on: client) else {
      Issue.record("it was shown")
      return
    }
  }

  @Test func aServerThatRefusesIsHeardOut() throws {
    let fake = try fake()
    let (client, _) = client()
    _ = try show(Self.popup, on: client).get()
    fake.behaviour = .refuses
    #expect(
      try show(Self.popup, on: client).failure?.name
        == "org.freedesktop.Notifications.MaxNotificationsExceeded")
  }

  @Test func aServerThatHangsIsGivenUp() throws {
    let fake = try fake()
    let (client, _) = client(patience: .milliseconds(100))
    fake.behaviour = .hangs
    for _ in 0..<2 {
      guard case .failure(.noReply) = try show(Self.popup, on: client) else {
        Issue.record("it was shown")
        return
      }
    }
    fake.behaviour = .shows
    #expect(try show(Self.popup, on: client).failure == nil)
  }

  @Test func wrongRepliesAreRefusals() throws {
    let fake = FakeNotificationServer(loop: loop, address: daemon.address, repliesWrongly: true)
    try loop.turn(until: { fake.isThere })
    let (client, _) = client()
    #expect(
      try show(Self.popup, on: client).failure == .malformed(SystemdError(errno: EBADMSG, call: "Notify")))
    #expect(client.capabilities == ServerCapabilities([]))
  }

  @Test func manyPopupsAtOnceEachGetTheirNumber() throws {
    let fake = try fake()
    let (client, _) = client()
    var numbers: [UInt32] = []
    for _ in 0..<50 {
      client.show(Self.popup) { if case .success(let id) = $0 { numbers.append(id.number) } }
    }
    try loop.turn(until: { numbers.count == 50 })
    #expect(numbers == Array(1...50))
    #expect(fake.shown.count == 50)
  }

  @Test func theServerSaysWhichItIs() throws {
    let fake = try fake()
    let (client, _) = client()
    var result: Result<ServerInformation, BusFailure>?
    client.information { result = $0 }
    try loop.turn(until: { result != nil })
    #expect(try result?.get().name == "fake")
    withExtendedLifetime(fake) {}
  }
}
