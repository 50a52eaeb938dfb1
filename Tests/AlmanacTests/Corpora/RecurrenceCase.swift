@testable import Almanac

/// One case of `recurrence/`: a rule, its DTSTART and the occurrences others found.
struct RecurrenceCase: Decodable, Sendable {
  let id: String
  let dtstart: String
  let tzid: String?
  let rrule: String
  /// Whether `expect` is the whole set; otherwise only that many are compared.
  let complete: Bool
  let expect: [String]?
  let expectUTC: [String]?
  let grade: String
  let startAt: String?

  enum CodingKeys: String, CodingKey {
    case id, dtstart, tzid, rrule, complete, expect, grade
    case expectUTC = "expect_utc"
    case startAt = "start_at"
  }

  var summary: String { "\(id) \(dtstart) \(tzid ?? "floating") \(rrule)" }

  /// What is wrong with our reading, in a line; nil where it agrees.
  func disagreement() throws -> String? {
    guard let expect else { return nil }
    guard let start = CalendarTime(dtstart) else { return "DTSTART does not read" }
    let zone = try tzid.map { try CorpusFiles.zone($0) }
    let rule: RecurrenceRule
    do {
      rule = try RecurrenceRule(rrule)
    } catch {
      return "refused: \(error)"
    }
    let set = RecurrenceSet(start: start, zone: zone, rules: [rule])
    // Where the law has changed, only the local times still hold.
    let stated = tzid.map(CorpusFiles.changedZones.contains) == true ? expect : expectUTC ?? expect
    let wanted = stated.compactMap { CalendarTime($0).map { set.instant(of: $0) } }
    var after: Instant?
    if let startAt, let first = CalendarTime(startAt) { after = set.instant(of: first) - 1 }
    let skipped = after.map { after in wanted.count { $0 <= after } } ?? 0
    let found = Array(set.occurrences(after: after).prefix(wanted.count - skipped + 1))
    let compared = complete ? found : Array(found.prefix(wanted.count - skipped))
    if compared == Array(wanted.dropFirst(skipped)) { return nil }
    return
      "wanted \(wanted.dropFirst(skipped).prefix(6).map(\.rfc3339)), found \(compared.prefix(6).map(\.rfc3339))"
  }
}
