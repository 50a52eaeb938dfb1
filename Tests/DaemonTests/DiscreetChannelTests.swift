import Almanac
import BusTesting
import Care
import Desktop
import FileTesting
import Host
import Systemd
import Testing

@testable import Channels
@testable import TendDaemon

/// What a discreet channel is given: every event, told of every kind of entry, in every field of every form.
@Suite struct DiscreetChannelTests {
  private static let instants = [-60, 0, 45, 300].map(Secrets.at)
  /// To whoever is there, to a contact that an escalation or a silence brought in.
  private static let routes = [
    Route(.desktop), Route(.desktop, contact: Secrets.word, step: 1),
    Route(.desktop, contact: Secrets.word, step: Route.silence),
  ]

  private static func messages(of body: EventBody, _ privacy: Settings.Privacy) -> [Message] {
    ([nil] + Secrets.occurrences).flatMap { occurrence in
      routes.flatMap { route in
        instants.flatMap { now in
          (now == Secrets.at(45) ? [true, false] : [true]).map { isRecorded in
            Message(
              send: Send(message: 1, occurrence: occurrence?.id, route: route, since: now, round: 1),
              event: Secrets.event(body, of: occurrence, at: now), occurrence: occurrence,
              contact: route.contact == nil ? nil : Secrets.contact, isRecorded: isRecorded,
              wording: Secrets.wording(privacy))
          }
        }
      }
    }
  }

  /// All that the program of a channel is given of a message: its variables, and its standard input.
  private static func input(_ message: Message) -> String {
    guard let name = ChannelName("mail"), let input = CommandInput(message, channel: name) else { return "" }
    return input.environment.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
      + String(decoding: input.json, as: UTF8.self)
  }

  private static func notice(_ message: Message) -> String {
    message.notice.map { "\($0.title)\n\($0.lines)" } ?? ""
  }

  @Test(arguments: Secrets.bodies.indices)
  func noProgramAndNoPopupIsGivenWhatSomebodyWrote(_ index: Int) {
    for message in Self.messages(of: Secrets.bodies[index], .discreet) {
      for text in [Self.input(message), Self.notice(message)] {
        #expect(Secrets.leaks(text).isEmpty, "\(text)")
      }
    }
  }

  @Test func theSameInFullIsFullOfIt() {
    #expect(Set(Secrets.bodies.map(\.kind)) == Set(EventKind.allCases))
    let silent: Set<EventKind> = [
      .scheduled, .rescheduled, .returned, .delivery, .edited, .renamed, .noted, .asked, .questionClosed,
      // Of Tend itself, or of nothing that has a name.
      .started, .stopped, .zoneChanged, .clockSuspect,
    ]
    for body in Secrets.bodies where !silent.contains(body.kind) {
      #expect(
        Self.messages(of: body, .full).contains { Self.input($0).contains(Secrets.word) }, "\(body.kind)")
    }
  }

  /// A popup as the server is given it, in each of its states: asking, asking why, refusing, not recorded.
  @Test func noStateOfAPopupShowsWhatSomebodyWrote() throws {
    var channel = Channel(name: .desktop, kind: .desktop)
    channel.skipReasons = [Secrets.word]
    let groups =
      Secrets.occurrences.map { [$0] } + [Secrets.occurrences, Array(Secrets.occurrences.suffix(4))]
    for privacy in Settings.Privacy.allCases {
      var texts: [String] = []
      for occurrences in groups {
        for (asksReason, refusal, isRecorded) in [
          (false, [], true), (true, [], true), (false, [Secrets.word], true), (false, [], false),
        ] {
          var group = PopupGroup(wording: Secrets.wording(privacy))
          for one in occurrences {
            group.tell(one, isRecorded: isRecorded, wording: Secrets.wording(privacy))
          }
          (group.asksReason, group.refusal) = (asksReason, refusal)
          texts += Self.instants.map { "\(group.popup(for: channel, now: $0))" }
        }
      }
      if privacy == .full {
        #expect(texts.allSatisfy { $0.contains(Secrets.word) })
        continue
      }
      for text in texts { #expect(Secrets.leaks(text).isEmpty, "\(text)") }
    }
  }

  /// What is really sent over the bus, its hints and buttons among it.
  @Test(.enabled(if: PrivateBus.whyNot == nil, PrivateBus.whyNot.map(Comment.init(rawValue:))))
  func nothingOnTheBusShowsWhatSomebodyWrote() throws {
    let bus = try PrivateBus()
    let loop = try EventLoop()
    let server = FakeNotificationServer(loop: loop, address: bus.address)
    try loop.turn(until: { server.isThere })
    var channel = Channel(name: .desktop, kind: .desktop)
    channel.skipReasons = [Secrets.word]
    let messenger = DesktopMessenger(
      channel: channel, bus: Bus(loop: loop, address: BusAddress(bus.address)), loop: loop,
      clock: { Secrets.at(45) }, desk: nil, hasReturned: {})
    var said = 0
    var sent = 0
    for body in Secrets.bodies {
      for message in Self.messages(of: body, .discreet)
      where message.event.stamp.at == Secrets.at(45) && message.isRecorded && message.send.route.step != 0 {
        guard message.line != nil else { continue }
        sent += 1
        messenger.send(message) { _, _ in said += 1 }
      }
      try loop.turn(until: { said == sent })
    }
    #expect(server.shown.count > Secrets.bodies.count)
    for shown in server.shown {
      #expect(Secrets.leaks("\(shown)").isEmpty, "\(shown)")
    }
  }

  @Test func theMostCarefulOfContactAndChannelDecides() throws {
    let home = try Home()
    try write("me = \"Ana\"\n", to: home.paths.settingsFile)
    try home.writePlan(
      home.medication(at: 10)
        + ["full", "discreet"].map { "[contact.\($0)]\nname = \"X\"\nprivacy = \"\($0)\"\n" }.joined()
        + "[contact.open]\nname = \"Y\"\n")
    let journal = try PaperJournal(home.journalPath)
    let daemon = try home.daemon(messengers: { _, _, _ in nil })
    try daemon.start()
    func privacy(_ contact: String?, _ channel: Settings.Privacy?) -> Settings.Privacy {
      daemon.office.privacy(
        of: Route(.desktop, contact: contact, step: 1),
        through: Channel(name: .desktop, kind: .desktop, privacy: channel))
    }
    #expect([nil, .full, .discreet].map { privacy(nil, $0) } == [.full, .full, .discreet])
    #expect([nil, .full, .discreet].map { privacy("open", $0) } == [.full, .full, .discreet])
    #expect([nil, .full, .discreet].map { privacy("full", $0) } == [.full, .full, .discreet])
    #expect([nil, .full, .discreet].map { privacy("discreet", $0) } == [.discreet, .discreet, .discreet])
    withExtendedLifetime(journal) {}
  }
}
