import Testing

@testable import Almanac

/// Expressions and what systemd 252 made of them.
@Suite(.enabled(if: CorpusFiles.arePresent, "TEND_CORPORA is not set: systemd's answers are not here"))
struct CalendarEventCorpusTests {
  static let systemdIsWrong: Set = [
    // Under TZ=Europe/Berlin it takes CET for the abbreviation of winter time and, from a summer base, never fires.
    "12:00 CET",
    // It finds an infinite loop in Dublin, whose daylight saving time is the winter, and answers elsewhere.
    "*-06/5~2..3",
  ]

  @Test func everyExpressionMeansWhatSystemdSays() throws {
    let cases = try CorpusFiles.cases("oncalendar/oncalendar-252.json", of: CalendarEventCase.self)
    #expect(cases.count == 365)
    for one in cases where !Self.systemdIsWrong.contains(one.expr) {
      if let disagreement = try one.disagreement() {
        Issue.record("\(one.expr) in \(one.tz) after \(one.base): \(disagreement)")
      }
    }
  }
}

private struct CalendarEventCase: Decodable {
  let expr: String
  let tz: String
  let base: String
  let iterations: Int
  let valid: Bool
  let normalized: String?
  let expect: [String]?

  enum CodingKeys: String, CodingKey {
    case expr, tz, iterations, valid, normalized
    case base = "base_utc"
    case expect = "expect_utc"
  }

  func disagreement() throws -> String? {
    let event: CalendarEvent
    do {
      event = try CalendarEvent(expr) { try? CorpusFiles.zone($0) }
    } catch {
      return valid ? "refused: \(error)" : nil
    }
    guard valid else { return "accepted as \(event)" }
    if let normalized, event.description != normalized { return "wanted \(normalized), found \(event)" }
    // What was asked of tzdata 2025b has another answer where the law has changed.
    if CorpusFiles.changedZones.contains(tz) { return nil }
    let after = try #require(Instant(rfc3339: base))
    let found = event.occurrences(after: after, zone: try CorpusFiles.zone(tz)).prefix(iterations).map(
      \.rfc3339)
    return found == expect ?? [] ? nil : "wanted \(expect ?? []), found \(found)"
  }
}
