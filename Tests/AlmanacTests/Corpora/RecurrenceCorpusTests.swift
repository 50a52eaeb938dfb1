import Foundation
import Testing

@testable import Almanac

/// Rules and occurrences from other people's test suites.
///
/// Cases graded `must` all pass; a `should` case passes or stands in `OtherReadings`.
@Suite(
  .enabled(if: CorpusFiles.arePresent, "TEND_CORPORA is not set: the third-party recurrence data is not here")
)
struct RecurrenceCorpusTests {
  static let files = [
    "dateutil.json", "generated-seed1.jsonl", "google-rfc-2445.json", "ical.js.json", "libical.json",
    "rust-rrule.json",
  ]

  @Test(arguments: files)
  func everyCaseThatMustAgreeAgrees(file: String) throws {
    let cases = try CorpusFiles.cases("recurrence/\(file)", of: RecurrenceCase.self).filter {
      $0.grade == "must"
    }
    #expect(!cases.isEmpty)
    for one in cases {
      if let disagreement = try one.disagreement() { Issue.record("\(one.summary): \(disagreement)") }
    }
  }

  @Test(arguments: files)
  func everyCaseWithSeveralReadingsAgreesOrIsListed(file: String) throws {
    for one in try CorpusFiles.cases("recurrence/\(file)", of: RecurrenceCase.self)
    where one.grade == "should" {
      let disagreement = try one.disagreement()
      if OtherReadings.ids.contains(one.id) {
        #expect(disagreement != nil, "\(one.summary) agrees now: take it off the list")
      } else if let disagreement {
        Issue.record("\(one.summary): \(disagreement)")
      }
    }
  }

  /// Documentation/recurrence.md lists those that read otherwise, each with the reason, and no others.
  @Test func everyCaseReadOtherwiseIsInTheDocumentation() throws {
    let here = URL(filePath: #filePath)
    let root = (0..<4).reduce(here) { url, _ in url.deletingLastPathComponent() }
    let text = try String(contentsOf: root.appending(path: "Documentation/recurrence.md"), encoding: .utf8)
    let table = try #require(text.split(separator: "| cases | upstream's reading |").last)
    let rows = table.split(separator: "\n").drop { $0.hasPrefix("|---") }.prefix { $0.hasPrefix("| ") }
    let listed = rows.flatMap { $0.split(separator: "|")[0].split(separator: ",") }.map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    #expect(Set(listed) == OtherReadings.ids)
    #expect(listed.count == OtherReadings.ids.count)
    #expect(rows.allSatisfy { $0.split(separator: "|").count == 2 })
  }

  @Test func gregorianSkipRulesAgreeWithLibical() throws {
    let cases = try CorpusFiles.cases("recurrence/libical-rscale.json", of: RecurrenceCase.self)
    let gregorian = cases.filter { $0.rrule.contains("RSCALE=GREGORIAN") }
    #expect(gregorian.count == 13)
    for one in gregorian {
      if let disagreement = try one.disagreement() { Issue.record("\(one.summary): \(disagreement)") }
    }
  }

  @Test func otherCalendarsAreRefused() throws {
    for one in try CorpusFiles.cases("recurrence/libical-rscale.json", of: RecurrenceCase.self)
    where !one.rrule.contains("RSCALE=GREGORIAN") {
      #expect(throws: RecurrenceError.self, "\(one.rrule)") { try RecurrenceRule(one.rrule) }
    }
  }

  @Test func brokenRulesSeenInTheWildAreRefused() throws {
    let cases = try CorpusFiles.cases("recurrence/lib-recur-invalid.json", of: BrokenRule.self)
    #expect(cases.count == 33)
    for one in cases {
      #expect(throws: RecurrenceError.self, "\(one.rrule)") { try RecurrenceRule(one.rrule) }
    }
  }

  @Test func rulesThatSayTheSameGiveTheSame() throws {
    let groups = try CorpusFiles.cases("recurrence/lib-recur-equivalence.json", of: EquivalentRules.self)
    #expect(groups.count == 13)
    for group in groups {
      let start = try #require(CalendarTime(group.dtstart ?? "20120101T053027"))
      let sets = try group.rules.map { text in
        let set = RecurrenceSet(start: start, rules: [try RecurrenceRule(text)])
        return Array(set.occurrences().prefix(group.firstCount))
      }
      for (rule, set) in zip(group.rules, sets) {
        #expect(set == sets[0], "\(group.id): \(rule) from \(start)")
        #expect(set.count == group.firstCount)
      }
    }
  }
}

private struct BrokenRule: Decodable {
  let rrule: String
}

private struct EquivalentRules: Decodable {
  let id: String
  let dtstart: String?
  let rules: [String]
  let firstCount: Int

  enum CodingKeys: String, CodingKey {
    case id, dtstart, rules
    case firstCount = "first_n"
  }
}
