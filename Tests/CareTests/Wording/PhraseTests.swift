import Almanac
import Care
import Testing

struct PhraseTests {
  @Test(arguments: [
    ("08:00", "08:00"), ("2026-12-04 08:00", "Fri 4 Dec 08:00"), ("2027-01-02 08:00", "Sat 2 Jan 2027 08:00"),
  ])
  func aTimeSaysTheDayOnlyWhereItIsAnother(_ when: String, _ said: String) {
    #expect(Phrase.time(at(when), in: Zones.berlin, now: at("06:00")) == said)
  }

  @Test(arguments: [
    ("06:00", "now"), ("06:00:40", "in 40 s"), ("06:05", "in 5 min"), ("08:05", "in 2 h 5 min"),
    ("05:00", "1 h ago"), ("2026-12-04 07:00", "in 1 day 1 h"), ("2026-12-04 06:59", "in 1 day"),
    ("2026-12-10 07:00", "in 7 days"),
  ])
  func aDistanceHasTwoUnitsAtMost(_ when: String, _ said: String) {
    #expect(Phrase.relative(at(when), now: at("06:00")) == said)
  }

  @Test(arguments: [
    ("plain", "plain"), ("Zoë\t薬\n", "Zoë\t薬\n"), ("a\u{1B}[2Jb", "a\u{FFFD}[2Jb"),
    ("\u{9B}\u{7F}\r", "\u{FFFD}\u{FFFD}\u{FFFD}"), ("\u{202E}gm 001\u{2069}", "\u{FFFD}gm 001\u{FFFD}"),
  ])
  func nothingThatSteersATerminalIsLeft(_ text: String, _ left: String) {
    #expect(Phrase.harmless(text) == left)
    #expect(!Phrase.harmlessLine(text).unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test func aListReadsLikeASentence() {
    #expect(
      [[], ["a"], ["a", "b"], ["a", "b", "c"]].map(Phrase.list) == ["", "a", "a and b", "a, b and c"])
  }
}
