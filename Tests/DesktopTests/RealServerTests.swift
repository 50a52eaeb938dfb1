import BusTesting
import Desktop
import Foundation
import Systemd
import Testing

/// The client against dunst, whose menu of buttons is pressed as a person would.
@Suite(
  .serialized, .enabled(if: PrivateDesktop.whyNot == nil, PrivateDesktop.whyNot.map(Comment.init(rawValue:))))
struct RealServerTests {
  private let desktop: PrivateDesktop
  private let loop: EventLoop
  private let bus: Bus

  init() throws {
    desktop = try PrivateDesktop()
    loop = try EventLoop()
    bus = Bus(loop: loop, address: BusAddress(desktop.bus.address))
  }

  private static let popup = Popup(
    summary: "Maria · 08:00", body: "Midostaurin 100 mg <4 capsules> & water", urgency: .critical,
    category: "x-tend.reminder",
    actions: [.init(key: "answer", label: "Taken"), .init(key: "snooze", label: "Snooze 10 min")])

  @Test func aPopupIsShownReplacedPressedAndClosed() throws {
    var events: [NotificationServer.Event] = []
    let client = NotificationServer(bus: bus, application: "Tend", desktopEntry: "tend") { events.append($0) }
    try loop.turn(until: { client.capabilities != nil })
    #expect(client.capabilities?.hasActions == true)
    #expect(client.capabilities?.hasBodyMarkup == true)

    var id: PopupID?
    client.show(Self.popup) { id = try? $0.get() }
    try loop.turn(until: { id != nil })
    let first = try #require(id)
    id = nil
    client.show(Self.popup, replacing: first) { id = try? $0.get() }
    try loop.turn(until: { id != nil })
    #expect(id == first)
    #expect(try desktop.control("count", "displayed") == "1\n")

    try desktop.press("Snooze 10 min")
    try loop.turn(until: { events.contains(.pressed(first, action: "snooze")) })
    client.close(first)
    try loop.turn(until: { events.contains { if case .closed(first, _) = $0 { true } else { false } } })
    #expect(try desktop.control("count", "displayed") == "0\n")
  }

  @Test func aDismissedPopupIsToldFromAnAnsweredOne() throws {
    var events: [NotificationServer.Event] = []
    let client = NotificationServer(bus: bus, application: "Tend", desktopEntry: "tend") { events.append($0) }
    var id: PopupID?
    try loop.turn(until: { client.capabilities != nil })
    client.show(Self.popup) { id = try? $0.get() }
    try loop.turn(until: { id != nil })
    try desktop.control("close")
    try loop.turn(until: { events.count == 2 })
    #expect(try events.last == .closed(#require(id), .dismissed))
  }

  @Test func aServerThatIsStartedAgainIsFound() throws {
    var events: [NotificationServer.Event] = []
    let client = NotificationServer(bus: bus, application: "Tend", desktopEntry: "tend") { events.append($0) }
    try loop.turn(until: { client.capabilities != nil })
    desktop.stopServer()
    try loop.turn(until: { events.last == .disappeared })
    try desktop.startServer()
    try loop.turn(until: { events.count == 3 })
    var id: PopupID?
    client.show(Self.popup) { id = try? $0.get() }
    try loop.turn(until: { id != nil })
    #expect(try desktop.control("count", "displayed") == "1\n")
  }
}
