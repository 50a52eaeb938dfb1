public import Almanac

/// What happened.
///
/// Each case has a stored word (`kind`) that never changes its meaning; new meanings get new words. Indirect, because
/// events are handed around in lists, and most of them carry a dozen texts.
public indirect enum EventBody: Hashable, Sendable {
  // Of one occurrence.
  case scheduled(OccurrenceFacts)
  /// The plan changed before anyone was told.
  case rescheduled(OccurrenceFacts)
  case told(Telling)
  /// What a channel said of one try at telling an event.
  case delivery(DeliveryReport)
  case missed(Finding)
  /// The clock stepped back to before it: upcoming again, with the next reminder that was not told yet.
  case returned(next: Instant?)
  case answered(Answer)
  case snoozed(Snooze)
  case reviewed(Review)
  case withdrawn(Withdrawal)
  /// Takes the numbered event back.
  case undone(Int64)

  /// Someone was brought in.
  case escalated(Escalation)
  /// A rule kept a reminder, or a step of the escalation, from being told.
  case suppressed(Suppression)

  // Of many at once.
  case digest(Digest)
  case silence(Silence)

  // Of an entry.
  case paused(Pause)
  case resumed
  /// Its stock was counted, or more of it came.
  case stock(StockChange)
  /// A check-in raised its hand.
  case flagged(CareFlag)
  /// Somebody did something about a flag, or its answers were corrected.
  case flagClosed(FlagClosing)

  // Of a person.
  /// A line of the diary.
  case noted(DiaryNote)
  /// Somebody has a question for the care team.
  case asked(CareQuestion)
  case questionClosed(QuestionClosing)

  // What the care team ordered of an entry, and where a person is.
  case held(Hold)
  case released(HoldEnd)
  case admitted(Stay)
  case discharged(Discharge)

  // Of the plan and of tendd itself.
  case planAccepted(PlanAcceptance)
  case planRejected(PlanRejection)
  case edited(PlanEdit)
  case renamed(Renaming)
  case started(Start)
  case stopped(reason: String)
  case zoneChanged(from: String, to: String)
  case clockSuspect(ClockDoubt)

  // Of the record.
  case recordLost(RecordLoss)
  /// Someone knows of the loss and goes on without what was lost.
  case lossAcknowledged
}

/// One reminder: what was decided to be told, once, through the journal and what else there is.
public struct Telling: Hashable, Sendable, Codable {
  /// `upcoming` for a lead time, `due`, or `late`.
  public var phase: Phase
  /// 1 for the first reminder of the occurrence.
  public var attempt: Int
  /// The step of the ladder: negative for lead times (−1 is the last before the nominal time), 0 at the nominal
  /// time, then one more with each repeat.
  public var rung: Int
  /// When it should have been told.
  public var planned: Instant
  /// Told after its planned time by more than the tolerance, because nobody could tell it then.
  public var isToldLate: Bool
  /// When to tell again; nil for never.
  public var next: Instant?
  /// Through what it is told besides the journal, and to whom.
  @OmittedWhenEmpty public var routes: [Route] = []
  /// The day whose budget of interruptions it takes from; nil where there is none.
  public var budgetDay: CivilDate?
  /// No answer to it counts as silence.
  public var isWatched: Bool?
  /// What is to be asked at an appointment; nil for nothing.
  public var questions: [String]?

  public init(
    phase: Phase, attempt: Int, rung: Int, planned: Instant, isToldLate: Bool, next: Instant?,
    routes: [Route] = []
  ) {
    self.phase = phase
    self.attempt = attempt
    self.rung = rung
    self.planned = planned
    self.isToldLate = isToldLate
    self.next = next
    self.routes = routes
  }
}

/// Nobody answered in time.
public struct Finding: Hashable, Sendable, Codable {
  /// How often anyone was reminded before; 0 keeps "we never told them" apart from "they skipped it".
  public var remindersTold: Int
  /// Found after its time by more than the tolerance: Tend was not there.
  public var isToldLate: Bool
  /// Through what it is told besides the journal, and to whom.
  @OmittedWhenEmpty public var routes: [Route] = []
  /// It is told with others in a digest, and not by itself.
  public var isFolded: Bool?
  /// Found in quiet hours: listed when they end.
  public var heldUntil: Instant?

  public init(
    remindersTold: Int, isToldLate: Bool, routes: [Route] = [], isFolded: Bool? = nil,
    heldUntil: Instant? = nil
  ) {
    self.remindersTold = remindersTold
    self.isToldLate = isToldLate
    self.routes = routes
    self.isFolded = isFolded
    self.heldUntil = heldUntil
  }
}

public struct Snooze: Hashable, Sendable, Codable {
  public var until: Instant
  public var by: String

  public init(until: Instant, by: String) {
    self.until = until
    self.by = by
  }
}

/// Someone looked at a missed occurrence and let it stand.
public struct Review: Hashable, Sendable, Codable {
  public var by: String
  public var note: String?

  public init(by: String, note: String? = nil) {
    self.by = by
    self.note = note
  }
}

/// The household's pause of an entry: what falls into it is skipped, and counts in adherence.
public struct Pause: Hashable, Sendable, Codable {
  /// From this instant on.
  public var from: Instant
  /// Up to this one, exclusive; nil until `resume`.
  public var until: Instant?
  public var by: String
  public var reason: String?

  public init(from: Instant, until: Instant? = nil, by: String, reason: String? = nil) {
    self.from = from
    self.until = until
    self.by = by
    self.reason = reason
  }

  public func covers(_ instant: Instant) -> Bool {
    instant >= from && (until.map { instant < $0 } ?? true)
  }
}

/// A plan text that parsed and validated, and is now in force.
public struct PlanAcceptance: Hashable, Sendable, Codable {
  /// Hexadecimal SHA-256 over the names and texts of its files.
  public var hash: String
  public var entries: Int
  /// Ids that are new or whose definition changed.
  public var changed: [EntryID]
  public var removed: [EntryID]
  /// What was added, what changed and which next times moved, in words; nil where the plan before is not known.
  public var lines: [String]?

  public init(
    hash: String, entries: Int, changed: [EntryID], removed: [EntryID], lines: [String]? = nil
  ) {
    self.lines = lines
    self.hash = hash
    self.entries = entries
    self.changed = changed
    self.removed = removed
  }
}

/// A plan text that did not: what stands in its way, `file:line:column: message` each.
public struct PlanRejection: Hashable, Sendable, Codable {
  public var diagnostics: [String]
  /// Whether an earlier plan goes on running.
  public var keepsEarlierPlan: Bool

  public init(diagnostics: [String], keepsEarlierPlan: Bool) {
    self.diagnostics = diagnostics
    self.keepsEarlierPlan = keepsEarlierPlan
  }
}

/// An edit of a plan file by a command, kept so that it can be undone.
public struct PlanEdit: Hashable, Sendable, Codable {
  public var file: String
  /// Nil when the file was not there.
  public var before: String?
  public var after: String
  /// What it changed of the entry, and who ordered that; nil of what was edited by hand.
  public var order: ChangeOrder?

  public init(file: String, before: String?, after: String, order: ChangeOrder? = nil) {
    self.file = file
    self.before = before
    self.after = after
    self.order = order
  }
}

public struct Start: Hashable, Sendable, Codable {
  public var version: String
  /// When Tend last looked, if it ever did: nothing was told between then and this start.
  public var lastProcessed: Instant?

  public init(version: String, lastProcessed: Instant?) {
    self.version = version
    self.lastProcessed = lastProcessed
  }
}

/// A clock that is plainly wrong, and why.
public enum ClockDoubt: String, Hashable, Sendable, Codable {
  case steppedBack = "the clock stepped back"
  case beforeRelease = "the clock is earlier than this release of Tend"
}
