/// The stored word of an event body, which is also the journal's `TEND_EVENT`.
public enum EventKind: String, CaseIterable, Hashable, Sendable, Codable {
  case scheduled, rescheduled
  case told, delivery, missed, returned, answered, snoozed, reviewed, withdrawn, undone
  case paused, resumed, held, released, admitted, discharged, stock
  case planAccepted = "plan-accepted"
  case planRejected = "plan-rejected"
  case edited, renamed, started, stopped
  case zoneChanged = "zone-changed"
  case clockSuspect = "clock-suspect"
  case recordLost = "record-lost"
  case lossAcknowledged = "loss-acknowledged"
  case flagged
  case flagClosed = "flag-closed"
  case noted
  case asked
  case questionClosed = "question-closed"
  case escalated, suppressed, digest, silence
}

extension EventBody {
  public var kind: EventKind {
    switch self {
    case .scheduled: .scheduled
    case .rescheduled: .rescheduled
    case .told: .told
    case .delivery: .delivery
    case .missed: .missed
    case .returned: .returned
    case .answered: .answered
    case .snoozed: .snoozed
    case .reviewed: .reviewed
    case .withdrawn: .withdrawn
    case .undone: .undone
    case .paused: .paused
    case .resumed: .resumed
    case .held: .held
    case .released: .released
    case .admitted: .admitted
    case .discharged: .discharged
    case .stock: .stock
    case .planAccepted: .planAccepted
    case .planRejected: .planRejected
    case .edited: .edited
    case .renamed: .renamed
    case .started: .started
    case .stopped: .stopped
    case .zoneChanged: .zoneChanged
    case .clockSuspect: .clockSuspect
    case .recordLost: .recordLost
    case .lossAcknowledged: .lossAcknowledged
    case .flagged: .flagged
    case .flagClosed: .flagClosed
    case .noted: .noted
    case .asked: .asked
    case .questionClosed: .questionClosed
    case .escalated: .escalated
    case .suppressed: .suppressed
    case .digest: .digest
    case .silence: .silence
    }
  }
}
