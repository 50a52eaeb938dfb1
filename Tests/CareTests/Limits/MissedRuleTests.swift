import Almanac
import Care
import Testing

struct MissedRuleTests {
  /// Twice a day at 08:00 and 20:00, and not within eight hours of the next dose.
  private func home(_ span: TimeSpan = .hours(8), at now: String = "06:00") throws -> Home {
    var entry = Sample.medication(missedAfter: .hours(6))
    guard case .medication(var medication) = entry.detail else { throw Unexpected() }
    medication.notWithin = span
    entry.detail = .medication(medication)
    return try Home(Sample.plan(entry), at: at(now))
  }

  private struct Unexpected: Error {}

  @Test(
    arguments: [
      (TimeSpan.hours(8), "12:00"), (.hours(11), "09:00"), (.hours(12), nil), (.hours(13), nil),
    ] as [(TimeSpan, String?)])
  func theWindowClosesThatLongBeforeTheNextDose(span: TimeSpan, closes: String?) throws {
    let row = try home(span).row(at: at("08:00"))
    #expect(row.facts.rules?.closesAt == closes.map { at($0) })
  }

  @Test func onTheNightTheClocksGoBackTheWindowIsElapsedTime() throws {
    let row = try home(at: "2026-10-24 18:00").row(at: at("2026-10-24 20:00"))
    #expect(row.facts.rules?.closesAt == at("2026-10-25 01:00"))
  }

  @Test(
    arguments: [
      ("08:00", nil), ("12:00", nil), ("12:01", "not within 8 h of the next dose"),
      ("19:59", "not within 8 h of the next dose"),
    ] as [(String, String?)])
  func aLateDoseAfterTheWindowIsRefused(now: String, words: String?) throws {
    let home = try home()
    let row = try home.row(at: at("08:00"))
    let judged = home.planner.judge(row.facts, at: at(now), intakes: [], now: at(now))
    #expect(judged.breaches.map(\.words) == [words].compactMap(\.self))
    guard words != nil else { return }
    #expect(throws: Refusal.limited(judged.breaches, nil)) {
      try judged.recording(Sample.taken(at: at(now)), isFact: false, override: nil)
    }
    #expect(
      LimitWords(zone: Zones.berlin, now: at(now)).refusal(judged.breaches, nil)
        == "not allowed any more since 12:00; the plan says not within 8 h of the next dose")
    let fact = try judged.recording(Sample.taken(at: at(now)), isFact: true, override: nil)
    #expect(fact.limits?.breaches.map(\.rule) == [.notWithin])
  }

  @Test func anAnswerThatBreaksNothingHasNothingToNote() throws {
    let home = try home()
    let judged = home.planner.judge(
      try home.row(at: at("08:00")).facts, at: at("08:05"), intakes: [], now: at("08:05"))
    #expect(try judged.recording(Sample.taken(at: at("08:05")), isFact: false, override: "why").limits == nil)
  }

  @Test(arguments: [
    ("08:30", "May be taken until 12:00 (not within 8 h of the next dose). If missed: Skip it."),
    ("12:10", "Not any more since 12:00 (not within 8 h of the next dose). If missed: Skip it."),
  ])
  func theLateAlertSaysWhenTheWindowCloses(time: String, words: String) throws {
    var home = try home()
    home.run(until: at("08:25"))
    let told = home.run(until: at(time)).last
    let wording = Wording(privacy: .full, names: [:], zones: Zones.book)
    let line = wording.line(try #require(told), occurrence: try home.row(at: at("08:00")))
    #expect(line?.message.contains(words) ?? false, "\(line?.message ?? "")")
  }

  @Test func theMissedLineSaysItToo() throws {
    var home = try home()
    let missed = home.run(until: at("14:00")).last { $0.body.kind == .missed }
    let wording = Wording(privacy: .full, names: [:], zones: Zones.book)
    let line = wording.line(try #require(missed), occurrence: try home.row(at: at("08:00")))
    #expect(line?.message.contains("Not any more since 12:00") ?? false, "\(line?.message ?? "")")
  }
}
