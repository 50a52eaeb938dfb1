import Almanac
import Care
import Testing

@testable import Ledger

/// The quick reading of a row beside the decoder's.
struct PlainRowTests {
  private func facts(_ name: String = "Midostaurin") throws -> OccurrenceFacts {
    var facts = OccurrenceFacts.sample(entry: try entry("midostaurin"))
    facts.name = name
    return facts
  }

  @Test func aPlainRowNeedsNoDecoder() throws {
    var facts = try facts()
    #expect(PlainRow.facts(try Coding.text(facts)) == facts)
    (facts.personName, facts.take, facts.food, facts.ifMissed) = (
      "Größe", "4 capsules", "with food", "Skip it."
    )
    (facts.place, facts.with, facts.ask) = ("Room 3", "Dr Okafor", ["pain", "mood"])
    (facts.leads, facts.utcOffset, facts.instant) = ([Instant(-5), Instant(7)], -12_600, Instant(-99))
    facts.amount = ""
    #expect(PlainRow.facts(try Coding.text(facts)) == facts)
    facts.amount = nil
    facts.person = nil
    #expect(PlainRow.facts(try Coding.text(facts)) == facts)
    (facts.channels, facts.repeats, facts.catchUp) = (
      [.desktop, try #require(ChannelName("phone"))], 3, .fold
    )
    (facts.rules, facts.uses) = (DoseRules(), StockCount("0.5"))
    #expect(PlainRow.facts(try Coding.text(facts)) == facts)
    facts.rules = DoseRules(ifNotKept: "Do not repeat it.", notWithin: .hours(8), closesAt: Instant(-7))
    #expect(PlainRow.facts(try Coding.text(facts)) == facts)
    var state = OccurrenceState(nextReminder: Instant(1))
    #expect(PlainRow.state(try Coding.text(state)) == state)
    (state.attempts, state.isMissed, state.isReviewed, state.defiesPause) = (12, true, true, true)
    (state.lastTold, state.snoozedUntil, state.nextReminder) = (Instant(2), Instant(3), nil)
    #expect(PlainRow.state(try Coding.text(state)) == state)
  }

  @Test(arguments: [
    "a “quote”", "a \"quote\"", "back\\slash", "two\nlines", "a/b", "\u{7F}\u{1}", "薬 💊", "", "}", ",",
  ])
  func everyNameIsReadAsTheDecoderReadsIt(_ name: String) throws {
    let text = try Coding.text(try facts(name))
    let decoded: OccurrenceFacts = try Coding.value(text)
    #expect(decoded.name == name)
    #expect(try PlainRow.facts(text) ?? Coding.value(text) == decoded)
  }

  /// A field that only the decoder knows makes the whole row the decoder's, so that nothing is left out.
  @Test func whatIsNotPlainIsForTheDecoder() throws {
    var facts = try facts()
    facts.caution = .recordLost
    #expect(PlainRow.facts(try Coding.text(facts)) == nil)
    facts = try self.facts()
    facts.asNeeded = true
    #expect(PlainRow.facts(try Coding.text(facts)) == nil)
    var state = OccurrenceState(nextReminder: nil)
    state.withdrawn = .planChanged
    #expect(PlainRow.state(try Coding.text(state)) == nil)
    state = OccurrenceState(nextReminder: nil)
    state.answer = Answer(outcome: .taken, happenedAt: Instant(1), by: "me", basis: .saw)
    #expect(PlainRow.state(try Coding.text(state)) == nil)
  }

  /// A text that was cut, or changed by one byte, gives what the decoder gives or nothing.
  @Test func damageIsNeverReadOtherwise() throws {
    let text = Array(try Coding.text(try facts()).utf8)
    var random = SplitMix64(state: 5)
    let marks = Array("\"\\{}[]:,0-9atn ".utf8)
    for at in text.indices {
      #expect(PlainRow.facts(String(decoding: text[..<at], as: UTF8.self)) == nil)
      var damaged = text
      damaged[at] = marks.randomElement(using: &random) ?? 0
      let damagedText = String(decoding: damaged, as: UTF8.self)
      guard let read = PlainRow.facts(damagedText) else { continue }
      #expect(try Coding.value(damagedText) == read, "\(damagedText)")
    }
  }
}
