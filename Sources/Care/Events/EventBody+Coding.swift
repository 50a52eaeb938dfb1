import Almanac

// The stored form: the kind in a column of its own, the payload as JSON beside it.

extension EventBody {
  /// Reads the payload of a stored event of this kind.
  public init(kind: EventKind, from decoder: any Decoder) throws {
    func payload<T: Decodable>(_: T.Type = T.self) throws -> T { try T(from: decoder) }
    switch kind {
    case .scheduled: self = .scheduled(try payload())
    case .rescheduled: self = .rescheduled(try payload())
    case .told: self = .told(try payload())
    case .delivery: self = .delivery(try payload())
    case .missed: self = .missed(try payload())
    case .returned: self = .returned(next: try payload(Returned.self).next)
    case .answered: self = .answered(try payload())
    case .snoozed: self = .snoozed(try payload())
    case .reviewed: self = .reviewed(try payload())
    case .withdrawn: self = .withdrawn(try payload(Withdrawn.self).reason)
    case .undone: self = .undone(try payload(Undone.self).event)
    case .paused: self = .paused(try payload())
    case .resumed: self = .resumed
    case .held: self = .held(try payload())
    case .released: self = .released(try payload())
    case .admitted: self = .admitted(try payload())
    case .discharged: self = .discharged(try payload())
    case .stock: self = .stock(try payload())
    case .planAccepted: self = .planAccepted(try payload())
    case .planRejected: self = .planRejected(try payload())
    case .edited: self = .edited(try payload())
    case .renamed: self = .renamed(try payload())
    case .started: self = .started(try payload())
    case .stopped: self = .stopped(reason: try payload(Stopped.self).reason)
    case .zoneChanged:
      let change = try payload(ZoneChange.self)
      self = .zoneChanged(from: change.from, to: change.to)
    case .clockSuspect: self = .clockSuspect(try payload(Suspicion.self).doubt)
    case .recordLost: self = .recordLost(try payload())
    case .lossAcknowledged: self = .lossAcknowledged
    case .flagged: self = .flagged(try payload())
    case .flagClosed: self = .flagClosed(try payload())
    case .noted: self = .noted(try payload())
    case .asked: self = .asked(try payload())
    case .questionClosed: self = .questionClosed(try payload())
    case .escalated: self = .escalated(try payload())
    case .suppressed: self = .suppressed(try payload())
    case .digest: self = .digest(try payload())
    case .silence: self = .silence(try payload())
    }
  }

  /// Writes the payload as one JSON object.
  public func encodePayload(to encoder: any Encoder) throws {
    switch self {
    case .scheduled(let facts), .rescheduled(let facts): try facts.encode(to: encoder)
    case .told(let telling): try telling.encode(to: encoder)
    case .delivery(let report): try report.encode(to: encoder)
    case .missed(let finding): try finding.encode(to: encoder)
    case .returned(let next): try Returned(next: next).encode(to: encoder)
    case .answered(let answer): try answer.encode(to: encoder)
    case .snoozed(let snooze): try snooze.encode(to: encoder)
    case .reviewed(let review): try review.encode(to: encoder)
    case .withdrawn(let reason): try Withdrawn(reason: reason).encode(to: encoder)
    case .undone(let event): try Undone(event: event).encode(to: encoder)
    case .paused(let pause): try pause.encode(to: encoder)
    case .resumed: try Empty().encode(to: encoder)
    case .held(let hold): try hold.encode(to: encoder)
    case .released(let release): try release.encode(to: encoder)
    case .admitted(let stay): try stay.encode(to: encoder)
    case .discharged(let discharge): try discharge.encode(to: encoder)
    case .stock(let change): try change.encode(to: encoder)
    case .planAccepted(let acceptance): try acceptance.encode(to: encoder)
    case .planRejected(let rejection): try rejection.encode(to: encoder)
    case .edited(let edit): try edit.encode(to: encoder)
    case .renamed(let renaming): try renaming.encode(to: encoder)
    case .started(let start): try start.encode(to: encoder)
    case .stopped(let reason): try Stopped(reason: reason).encode(to: encoder)
    case .zoneChanged(let from, let to): try ZoneChange(from: from, to: to).encode(to: encoder)
    case .clockSuspect(let doubt): try Suspicion(doubt: doubt).encode(to: encoder)
    case .recordLost(let loss): try loss.encode(to: encoder)
    case .lossAcknowledged: try Empty().encode(to: encoder)
    case .flagged(let flag): try flag.encode(to: encoder)
    case .flagClosed(let closing): try closing.encode(to: encoder)
    case .noted(let note): try note.encode(to: encoder)
    case .asked(let question): try question.encode(to: encoder)
    case .questionClosed(let closing): try closing.encode(to: encoder)
    case .escalated(let escalation): try escalation.encode(to: encoder)
    case .suppressed(let suppression): try suppression.encode(to: encoder)
    case .digest(let digest): try digest.encode(to: encoder)
    case .silence(let silence): try silence.encode(to: encoder)
    }
  }
}

private struct Empty: Codable {}
private struct Returned: Codable { var next: Instant? }
private struct Withdrawn: Codable { var reason: Withdrawal }
private struct Undone: Codable { var event: Int64 }
private struct Stopped: Codable { var reason: String }
private struct ZoneChange: Codable { var from, to: String }
private struct Suspicion: Codable { var doubt: ClockDoubt }
