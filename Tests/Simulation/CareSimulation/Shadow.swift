import Almanac
import Care

/// What the events of one occurrence say, folded a second time, by other rules than the engine's: those of the design.
final class Shadow {
  /// The number of an event that is only remembered.
  static let unrecorded = Int64.max

  let id: OccurrenceID
  private(set) var facts: OccurrenceFacts
  /// Of the facts.
  private(set) var instant, missedAt: Instant
  private(set) var events: [RecordedEvent] = []
  private(set) var answer: Answer? { didSet { isAnswered = answer != nil } }
  private var isAnswered = false
  private var answeredBy: Int64?
  private(set) var answeredAt: Instant?
  /// A rule kept its reminder back, and the record says so.
  private(set) var isKept = false
  /// When quiet hours did so last, and nobody was told since.
  private(set) var keptAt: Instant?
  private(set) var isMissed = false
  private(set) var isReviewed = false
  private(set) var isWithdrawn = false
  private(set) var snoozedUntil: Instant?
  private(set) var attempts = 0
  private(set) var lastTold: Instant?
  /// When it has to be told next; nil for never.
  private(set) var next: Instant?
  /// What was told since the row last moved, was asked to wait or was found missed: none of it may be told again.
  private(set) var told: Set<Instant> = []
  /// The clock went back after somebody was told: where nothing else is left, it is asked once more at its time.
  private(set) var hasReturned = false
  private(set) var defiesPause = false
  /// When the household was first asked, and the steps of the escalation that are behind it.
  private(set) var asked: Instant?
  private(set) var steps = 0
  private(set) var heldUntil: Instant?
  /// What the next step had to wait for, and does no longer.
  private var waitedUntil: Instant?
  /// Whom an escalation told, in the order in which they heard: of two ways to the same place the first is used.
  private(set) var alarmed: [Route] = []
  /// What channels are still to be told, by where it goes.
  private(set) var owed: [Destination: Owed] = [:]
  /// When the next step of the escalation is due.
  private(set) var nextStep: Instant?
  private var rungs: Rungs

  init(_ id: OccurrenceID, _ facts: OccurrenceFacts) {
    self.id = id
    self.facts = facts
    (instant, missedAt) = (facts.instant, facts.missedAt)
    rungs = Rungs(facts)
  }

  private init(copying other: Shadow) {
    (id, facts, rungs, events) = (other.id, other.facts, other.rungs, other.events)
    (instant, missedAt) = (other.instant, other.missedAt)
    foldAgain()
    nextStep = stepDue
  }

  /// Another one of the same events, to go on with what is not recorded.
  func copy() -> Shadow { Shadow(copying: self) }

  var isOpen: Bool { !isAnswered && !isMissed && !isWithdrawn }
  /// A dose taken as needed whose answer was undone is none.
  var exists: Bool { isAnswered || facts.isPlanned }
  /// Nobody was told that it is due.
  var isUntold: Bool { lastTold.map { $0 < instant } ?? true }

  func add(_ event: RecordedEvent) {
    events.append(event)
    if case .undone = event.body { foldAgain() } else { fold(event) }
    nextStep = stepDue
  }

  private func foldAgain() {
    var undone: Set<Int64> = []
    for event in events.reversed() where !undone.contains(event.number) {
      if case .undone(let number) = event.body { undone.insert(number) }
    }
    (answer, isMissed, isReviewed, isWithdrawn, snoozedUntil) = (nil, false, false, false, nil)
    (attempts, lastTold, next, told, hasReturned, defiesPause) = (0, nil, nil, [], false, false)
    waitedUntil = nil
    (asked, steps, heldUntil, alarmed, owed, isKept, keptAt) = (nil, 0, nil, [], [:], false, nil)
    var answers: Set<Int64> = []
    for event in events {
      if case .answered = event.body {
        answers.insert(event.number)
        if undone.contains(event.number), event.origin.channel == EventOrigin.daemon { defiesPause = true }
      }
      guard !undone.contains(event.number) else { continue }
      // Whoever was told that it is settled is brought in anew.
      if case .undone(let number) = event.body, answers.contains(number), !alarmed.isEmpty { steps = 0 }
      fold(event)
    }
  }

  private func fold(_ event: RecordedEvent) {
    let at = event.stamp.at
    switch event.body {
    case .scheduled(let new):
      isWithdrawn = false
      snoozedUntil = nil
      move(new, at)
    case .rescheduled(let new): move(new, at)
    case .told(let telling): tell(telling, event)
    case .escalated(let escalation):
      steps = escalation.step
      waitedUntil = [waitedUntil, heldUntil].compactMap(\.self).max()
      heldUntil = nil
      owe(event, escalation.routes)
    case .suppressed(let suppression): suppress(suppression, at)
    case .delivery(let report): take(report, at)
    case .missed(let finding):
      isMissed = true
      (snoozedUntil, next, told, owed) = (nil, nil, [], [:])
      if finding.heldUntil != nil { keptAt = at }
      owe(event, finding.routes)
    case .returned:
      let wasMissed = isMissed
      if isMissed { owed = [:] }
      (isMissed, hasReturned, isKept) = (false, true, false)
      asked = asked.map { min($0, at) }
      if facts.instant <= at {
        next = wasMissed ? (isUntold ? facts.instant : rungs.first(after: at)) : dueNext(at)
      } else if let lastTold, lastTold >= facts.instant {
        let isWhole = attempts >= rungs.count(through: lastTold)
        next = snoozedUntil ?? (isWhole ? rungs.first(after: lastTold) : nil) ?? facts.instant
      } else {
        next = rungs.first(after: max(at, lastTold ?? at))
      }
    case .answered(let new):
      (answer, answeredBy, answeredAt, keptAt) = (new, event.number, at, nil)
      close(event)
    case .snoozed(let snooze):
      (snoozedUntil, next, told, owed) = (snooze.until, snooze.until, [], [:])
    case .reviewed: isReviewed = true
    case .withdrawn:
      isWithdrawn = true
      close(event)
    default: break
    }
  }

  /// After a step back of the clock, of one that is due.
  private func dueNext(_ at: Instant) -> Instant? {
    if isUntold { return wasKept(after: at) ? facts.instant : next }
    guard let lastTold, lastTold > at else { return wasKept(after: at) ? rungs.first(after: at) : next }
    guard attempts < rungs.count(through: lastTold) else { return next }
    // What was told for a time that had not come is told when it comes.
    told = told.filter { $0 <= at }
    return rungs.next(toldAt: at)
  }

  private func wasKept(after at: Instant) -> Bool { keptAt.map { $0 > at } ?? false }

  /// A clock that was ahead told of it or kept it back.
  func wasAhead(of now: Instant) -> Bool {
    snoozedUntil == nil && [lastTold, keptAt, asked].contains { $0.map { $0 > now } ?? false }
  }

  /// It is silent until an hour at which a clock that was ahead told of it, and not all was told up to there.
  func isSilenced(at now: Instant) -> Bool {
    guard isOpen, instant <= now, snoozedUntil == nil else { return false }
    if isUntold { return wasKept(after: now) && !isKept }
    guard let lastTold, lastTold > now, attempts < rungs.count(through: lastTold) else { return false }
    guard let first = rungs.next(toldAt: now) else { return false }
    return next.map { $0 > first } ?? true
  }

  private func move(_ new: OccurrenceFacts, _ at: Instant) {
    facts = new
    (instant, missedAt) = (new.instant, new.missedAt)
    rungs = Rungs(new)
    (told, isKept) = ([], false)
    if let snoozedUntil {
      next = snoozedUntil
    } else if let lastTold {
      next = lastTold < new.instant ? rungs.first(after: at) ?? new.instant : rungs.first(after: lastTold)
      if lastTold < new.instant, at >= new.instant { next = new.instant }
    } else {
      next = rungs.all.first
    }
  }

  private func tell(_ telling: Telling, _ event: RecordedEvent) {
    let at = event.stamp.at
    waitedUntil = [waitedUntil, snoozedUntil, heldUntil].compactMap(\.self).max()
    (attempts, lastTold, heldUntil, keptAt) = (telling.attempt, at, nil, nil)
    // Asked once more after the clock went back: the ladder begins anew.
    if hasReturned, telling.planned == facts.instant { told = [] }
    told.insert(telling.planned)
    if snoozedUntil.map({ $0 == telling.planned }) ?? true {
      (snoozedUntil, next) = (nil, rungs.next(toldAt: at))
    }
    if at >= facts.instant, !facts.escalation.isEmpty, asked == nil { asked = at }
    owe(event, telling.routes)
  }

  private func suppress(_ suppression: Suppression, _ at: Instant) {
    heldUntil = suppression.until
    // Asked once more after the clock went back, and kept back: what comes then was told before.
    if hasReturned, suppression.step == nil, suppression.planned == facts.instant { told = [] }
    if let step = suppression.step {
      if suppression.until == nil { steps = step }
    } else {
      (snoozedUntil, next, isKept) = (nil, suppression.next, true)
      if suppression.rule == .quietHours { keptAt = at }
    }
  }

  private func close(_ event: RecordedEvent) {
    (snoozedUntil, next, owed) = (nil, nil, [:])
    owe(event, alarmed)
  }

  private var stepDue: Instant? {
    guard isOpen, let asked, steps < facts.escalation.count else { return nil }
    let due = max(asked, instant) + facts.escalation[steps].after
    return [due, snoozedUntil, heldUntil].compactMap(\.self).max()
  }

  /// The same, and not before what it had to wait for until just now.
  var nextStepAfterWaiting: Instant? { nextStep.map { max($0, waitedUntil ?? $0) } }

  func next(toldAt now: Instant) -> Instant? { rungs.next(toldAt: now) }
  func first(from limit: Instant) -> Instant? { rungs.first(after: limit - 1) }
}

// What channels are owed.

extension Shadow {
  struct Destination: Hashable {
    var channel: ChannelName
    var contact: String?
  }

  struct Owed {
    var message: Int64
    var route: Route
    var since: Instant
    var rounds = 0
    var lastTry: Instant?

    /// At once, then with a pause that doubles from 15 seconds to 15 minutes.
    var due: Instant {
      guard let lastTry else { return since }
      var pause: Int64 = 15
      for _ in 1..<max(rounds, 1) { pause = min(900, pause * 2) }
      return lastTry + pause
    }
  }

  fileprivate func owe(_ event: RecordedEvent, _ routes: [Route]) {
    for route in routes where route.channel != .journal {
      let place = Destination(channel: route.channel, contact: route.contact)
      // Of two ways to the same place the first is enough.
      guard owed[place]?.message != event.number else { continue }
      owed[place] = Owed(message: event.number, route: route, since: event.stamp.at)
    }
  }

  fileprivate func take(_ report: DeliveryReport, _ at: Instant) {
    let place = Destination(channel: report.route.channel, contact: report.route.contact)
    if var one = owed[place], one.message == report.message, one.route == report.route {
      (one.rounds, one.lastTry) = (report.round, at)
      let isOver = report.result == .told || report.result == .suppressed || report.round >= 12
      owed[place] = isOver ? nil : one
    }
    guard report.route.step != nil, report.result == .told, !alarmed.contains(report.route) else { return }
    alarmed.append(report.route)
    // Who hears of it after the answer hears of the answer too.
    if answer != nil, let answeredBy, report.message != answeredBy {
      owed[place] = Owed(message: answeredBy, route: report.route, since: at)
    }
  }
}

/// The ladder of an occurrence, written out rung by rung.
struct Rungs {
  let all: [Instant]
  private let repeats: [Instant]
  private let facts: (instant: Instant, lateAt: Instant, missedAt: Instant, interval: Int64)

  init(_ facts: OccurrenceFacts) {
    let interval = max(1, facts.repeatEvery.seconds)
    self.facts = (facts.instant, facts.lateAt, facts.missedAt, interval)
    var repeats = [facts.instant]
    while let last = repeats.last, last + interval < facts.missedAt, repeats.count <= facts.repeats ?? .max {
      repeats.append(last + interval)
    }
    self.repeats = repeats
    all = (facts.leads + repeats + (facts.lateAt < facts.missedAt ? [facts.lateAt] : [])).sorted()
  }

  /// How many there are from the nominal time on, without the one at which it becomes late.
  func count(through limit: Instant) -> Int { repeats.count { $0 <= limit } }

  func first(after now: Instant) -> Instant? { all.first { $0 > now } }

  /// What is told off the ladder keeps half an interval, and at most five minutes, from the next rung.
  func next(toldAt now: Instant) -> Instant? {
    let isRung = (repeats + [facts.lateAt]).contains { (0...10).contains(now - $0) }
    guard now >= facts.instant, !isRung else { return first(after: now) }
    let distance = min(facts.interval / 2, 300)
    let late = facts.lateAt > now ? max(facts.lateAt, now + distance) : nil
    let next = [repeats.first { $0 >= now + distance }, late].compactMap(\.self).min()
    return next.flatMap { $0 < facts.missedAt ? $0 : nil }
  }
}
