public import Almanac

/// Limits in words, on the clock of `zone`.
public struct LimitWords {
  private let zone: ZoneRules
  private let now: Instant

  public init(zone: ZoneRules, now: Instant) {
    self.zone = zone
    self.now = now
  }

  /// `1 of 3 used in 24 h; next allowed 14:20 (in 2 h 5 min)`, and with one dose left until when it has to do.
  public func room(_ room: Room) -> String { say(room.note, isNow: true) }

  /// The same for what a dose left: `2 of 3 used in 24 h; next allowed 22:20; only 1 more before Fri 4 Dec 06:20`.
  public func room(_ note: RoomNote) -> String { say(note, isNow: false) }

  /// Why a dose is refused: the next allowed time first, then what is used, and the limits that say so.
  public func refusal(_ breaches: [Breach], _ room: Room?) -> String {
    if let held = breaches.first(where: { $0.rule == .held }) {
      return held.words + (held.allowedFrom.map { "; until \(time($0))" } ?? "")
    }
    // Where one limit forbids it altogether, no time can be named.
    let starts = breaches.map(\.allowedFrom)
    let next =
      starts.contains(nil) ? nil : (starts + [room?.nextAllowed]).compactMap(\.self).max()
    let closed = breaches.compactMap(\.closedAt).min().map { "not allowed any more since \(time($0))" }
    var parts = [next.map { "next allowed \(moment($0))" } ?? closed ?? "not allowed any more"]
    if let room, let used = used(room.note) { parts.append(used) }
    if let caution = room?.caution { parts.append(caution.words) }
    parts.append("the plan says \(Phrase.list(breaches.map(\.words)))")
    return parts.joined(separator: "; ")
  }

  /// Until when a late dose may be taken, or since when no more: `may be taken until 12:00 (not within 8 h of the next
  /// dose)`; nil where the plan has no such rule.
  public func window(_ rules: DoseRules?) -> String? {
    guard let rules, let closes = rules.closesAt, let span = rules.notWithin else { return nil }
    let rule = "not within \(Phrase.length(span)) of the next dose"
    return now <= closes
      ? "may be taken until \(time(closes)) (\(rule))" : "not any more since \(time(closes)) (\(rule))"
  }

  /// `AGAINST THE PLAN, which says at least 8 h apart`.
  public func broken(_ breaches: [Breach]) -> String {
    "AGAINST THE PLAN, which says \(Phrase.list(breaches.map(\.words)))"
  }

  private func say(_ note: RoomNote, isNow: Bool) -> String {
    let caution = note.caution.map { Phrase.warning($0, .medication) }
    var parts = [caution, used(note)].compactMap(\.self)
    if let next = note.nextAllowed {
      parts.append("next allowed \(isNow ? moment(next) : time(next))")
    } else if isNow {
      parts.append("allowed now")
    }
    if let frees = note.freesUp { parts.append("only 1 more before \(time(frees))") }
    return parts.joined(separator: "; ")
  }

  private func used(_ note: RoomNote) -> String? {
    guard let most = note.maxPer24h else {
      return note.used > 0 ? "\(note.used) in 24 h" : nil
    }
    return "\(note.used) of \(most) used in 24 h"
  }

  private func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone, now: now) }

  private func moment(_ instant: Instant) -> String {
    "\(time(instant)) (\(Phrase.relative(instant, now: now)))"
  }
}
