import Almanac
import Care
import Testing

/// Where to join is said in the reminder of what people go to, and only there.
struct LinkWordingTests {
  private static let links = [
    Link("https://meet.example/x", name: "Join"), Link("https://support.example"),
  ].compactMap(\.self)

  private func facts(_ entry: Entry) throws -> OccurrenceFacts {
    var entry = entry
    entry.links = LinkWordingTests.links
    let planner = try Planner(plan: Sample.plan(entry), settings: Settings(), zones: Zones.book)
    return try #require(planner.upcoming(of: entry.id, after: at("2026-12-01 00:00"), count: 1).first)
  }

  @Test func aVisitAndAnActivityBringTheirsAlongAndADoseDoesNot() throws {
    let wanted = LinkWordingTests.links
    #expect(try facts(Sample.appointment("2026-12-03 09:40")).links == wanted)
    #expect(try facts(Sample.yoga(.approved)).links == wanted)
    #expect(try facts(Sample.medication()).links == [])
    #expect(try facts(Sample.checkIn()).links == [])
  }

  @Test func theReminderAndThePopupSayThem() throws {
    let occurrence = Occurrence(id: occurrenceID("k7f"), try facts(Sample.appointment("2026-12-03 09:40")))
    let line = WordingTests.line(WordingTests.told(.due), at: at("09:40"), about: occurrence, .full)
    #expect(
      line?.message
        == "Hematology clinic for Maria, due 09:40. Ward 7, with Dr Okafor. Join: https://meet.example/x. "
        + "https://support.example. Missed from 10:40. Answer: tend done k7f")
    let wording = Wording(plan: Sample.plan(), settings: Settings(), zones: Zones.book)
    let notice = wording.notice(of: [occurrence], now: at("09:40"))
    #expect(notice.lines.contains("Join: https://meet.example/x"))
  }

  @Test func onlyThePageOfAWebSiteIsOne() {
    #expect(Link("ftp://a.example") == nil)
    #expect(Link("https://") == nil)
    #expect(Link("https://a.example\u{1b}[31m") == nil)
  }
}
