public import Almanac
public import Care

/// What is handed to a channel: an event, what it is about, and the words for it.
public struct Message {
  public let send: Send
  public let event: RecordedEvent
  /// As it stands now.
  public let occurrence: Occurrence?
  /// Whom the route names, where the plan still has them.
  public let contact: Contact?
  /// False while the ledger cannot be written: the text says so.
  public let isRecorded: Bool
  /// With the privacy of the channel.
  public let wording: Wording
  /// It is about nothing, and says so.
  public private(set) var isTest = false

  public init(
    send: Send, event: RecordedEvent, occurrence: Occurrence?, contact: Contact? = nil, isRecorded: Bool,
    wording: Wording
  ) {
    self.send = send
    self.event = event
    self.occurrence = occurrence
    self.contact = contact
    self.isRecorded = isRecorded
    self.wording = wording
  }

  /// The message and its fields as the journal would have them; nil for an event that is only kept.
  public var line: JournalLine? {
    guard !isTest else { return .test }
    let line = wording.line(event, occurrence: occurrence, to: send.route)
    return isRecorded ? line : line?.unrecorded()
  }

  /// The same in a title and a few lines; nil for an event that is only kept.
  public var notice: Notice? {
    guard let line else { return nil }
    guard let occurrence, event.body.isAsking else {
      let names = [
        wording.me, occurrence?.facts.name, occurrence?.facts.amount, occurrence?.facts.personName,
      ]
      return Notice(line, names: names.compactMap(\.self) + wording.names.values)
    }
    var notice = wording.notice(of: [occurrence], now: event.stamp.at)
    if !isRecorded { notice.title = "NOT RECORDED — \(notice.title)" }
    return notice
  }
}

extension Message {
  /// What is sent to find out whether it arrives.
  public static func test(route: Route, contact: Contact?, wording: Wording, now: Instant) -> Message {
    let event = RecordedEvent(
      number: 0, stamp: EventStamp(at: now, bootID: "", sinceBoot: 0),
      origin: EventOrigin(actor: "test", channel: "test"), body: .stopped(reason: "test"))
    var message = Message(
      send: Send(message: 0, occurrence: nil, route: route, since: now, round: 1), event: event,
      occurrence: nil,
      contact: contact, isRecorded: true, wording: wording)
    message.isTest = true
    return message
  }
}

extension EventBody {
  /// It asks for an answer.
  public var isAsking: Bool {
    switch self {
    case .told, .missed: true
    default: false
    }
  }
}
