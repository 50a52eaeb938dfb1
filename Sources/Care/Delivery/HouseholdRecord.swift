public import Almanac

/// What the events say of the household as a whole: their fold, like `OccurrenceState` for one occurrence.
public struct HouseholdRecord: Hashable, Sendable, Codable {
  /// What channels are still to be told that is of no single occurrence.
  @OmittedWhenEmpty public var owed: [OwedSend] = []
  /// When what quiet hours held back is to be listed.
  public var digestDue: Instant?
  /// When that was done last.
  public var listedAt: Instant?
  /// The number of the event of that: the clock may have stepped back since.
  public var listedBy: Int64?
  /// The day of `interruptions`, on the clock of this computer.
  public var budgetDay: CivilDate?
  /// How often something of low importance was told that day.
  public var interruptions: Int?
  /// From when on something waits that nobody answers; kept only where the settings watch for silence.
  public var waitingSince: Instant?
  /// The silence since then was told.
  public var isSilenceTold: Bool?
  /// Those who were told of it: to be told as well when there is a sign again.
  @OmittedWhenEmpty public var alarmed: [Route] = []

  /// The kinds of event that can change it.
  public static let kinds: Set<EventKind> = signs.union(CareOrders.kinds).union(KeptQuestion.kinds).union([
    .delivery, .told, .missed, .suppressed, .digest, .silence, .flagged, .flagClosed, .clockSuspect,
  ])

  /// What only a person does.
  private static let signs: Set<EventKind> = [.answered, .snoozed, .reviewed, .undone, .paused, .resumed]
  /// Questions for the care team that nobody has asked yet, oldest first.
  @OmittedWhenEmpty public var questions: [KeptQuestion] = []
  /// Nil while there is none.
  private var ordered: CareOrders?

  /// What the care team ordered, and where people are.
  public var orders: CareOrders {
    get { ordered ?? CareOrders() }
    set { ordered = newValue == CareOrders() ? nil : newValue }
  }

  public init() {}

  /// Folds one event in; most change nothing.
  ///
  /// Not an undo, which takes `CareOrders.replay` and `KeptQuestion.replay`.
  public mutating func apply(_ event: RecordedEvent) {
    if CareOrders.kinds.contains(event.body.kind) { orders.apply(event) }
    switch event.body {
    case .asked, .questionClosed:
      questions.apply(event)
      questions.removeAll { !$0.isOpen }
    case .delivery(let report):
      owed.take(report, at: event.stamp.at)
      noteAlarm(report)
    case .flagged(let flag):
      // Each flag is told by itself: a second one does not take the place of the first.
      owed += flag.routes.filter { $0.channel != .journal }.map {
        OwedSend(message: event.number, route: $0, since: event.stamp.at)
      }
    case .flagClosed(let closing):
      owed.removeAll { $0.message == closing.flag }
    case .told(let telling):
      if let day = telling.budgetDay {
        interruptions = budgetDay == day ? (interruptions ?? 0) + 1 : 1
        budgetDay = day
      }
      if telling.isWatched == true, waitingSince == nil { waitingSince = event.stamp.at }
    case .missed(let finding):
      hold(until: finding.heldUntil)
    case .suppressed(let suppression) where suppression.rule == .quietHours && suppression.step == nil:
      hold(until: suppression.until)
    case .digest(let digest):
      if digest.cause == .quietHours { (digestDue, listedAt, listedBy) = (nil, event.stamp.at, event.number) }
      owed.owe(event, through: digest.routes)
    case .silence(let silence):
      isSilenceTold = silence.waiting > 0 ? true : nil
      if silence.waiting == 0 { waitingSince = nil }
      owed.owe(event, through: silence.routes)
    case .clockSuspect(.steppedBack):
      // Nobody's silence begins tomorrow.
      waitingSince = waitingSince.map { min($0, event.stamp.at) }
    default:
      noteSign(event)
    }
  }

  /// The events that it names have other numbers.
  mutating func renumber(_ number: (Int64) -> Int64) {
    owed.renumber(number)
    listedBy = listedBy.map(number)
  }

  private mutating func hold(until end: Instant?) {
    guard let end else { return }
    digestDue = digestDue.map { min($0, end) } ?? end
  }

  /// Whoever was told of the silence is told that it is over.
  private mutating func noteSign(_ event: RecordedEvent) {
    guard HouseholdRecord.signs.contains(event.body.kind), event.origin.channel != EventOrigin.daemon else {
      return
    }
    waitingSince = nil
    isSilenceTold = nil
    if case .undone(let number) = event.body { owed.removeAll { $0.message == number } }
    let isSpoken = [.answered, .snoozed].contains(event.body.kind)
    owed.removeAll { $0.route.step == Route.silence }
    if isSpoken {
      owed += alarmed.map {
        OwedSend(message: event.number, route: $0, since: event.stamp.at, occurrence: event.occurrence)
      }
      alarmed = []
    }
  }

  private mutating func noteAlarm(_ report: DeliveryReport) {
    guard report.route.step == Route.silence, report.result == .told, isSilenceTold == true,
      !alarmed.contains(report.route)
    else { return }
    alarmed.append(report.route)
  }
}
