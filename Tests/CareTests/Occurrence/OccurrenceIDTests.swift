import Care
import Testing

struct OccurrenceIDTests {
  @Test func theFirstTwoHundredThousandIdsAreDistinctAndShort() {
    var seen = Set<String>()
    var longest = 0
    for number in Int64(0)..<200_000 {
      let id = OccurrenceID(number: number).text
      longest = max(longest, id.utf8.count)
      seen.insert(id)
    }
    #expect(seen.count == 200_000)
    #expect(longest == 5)
  }

  @Test func everyIdHasTheShapeAndNoLookAlikes() {
    for number in stride(from: Int64(0), to: 8_000_000, by: 611) {
      let id = OccurrenceID(number: number).text
      #expect(OccurrenceID.isShaped(id))
      #expect(!id.contains { "ilo01".contains($0) })
      #expect(EntryID(id) == nil)
    }
  }

  @Test func neighboursDifferInMoreThanOnePlace() {
    for number in Int64(0)..<6000 {
      let (a, b) = (OccurrenceID(number: number).text, OccurrenceID(number: number + 1).text)
      guard a.utf8.count == b.utf8.count else { continue }
      #expect(zip(a, b).count { $0 != $1 } > 1, "\(a) and \(b)")
    }
  }

  @Test func aCounterThatNeverEndsStillGivesDistinctIds() {
    let far = (0..<2000).map { OccurrenceID(number: 900_000_000_000 + Int64($0)).text }
    #expect(Set(far).count == far.count)
    #expect(far.allSatisfy(OccurrenceID.isShaped))
  }

  @Test(arguments: ["", "k7", "77f", "kf7", "K7F", "k1f", "k7o", "k7f ", "k7-", "k7ffffffffffffff"])
  func whatIsNotShapedLikeAnIdIsNone(_ text: String) {
    #expect(OccurrenceID(text) == nil)
  }
}

struct EntryIDTests {
  @Test(arguments: ["midostaurin", "a", "vitamin-d3", "b12-shot", "x1", "kf7"])
  func anEntryIdIsLettersDigitsAndHyphens(_ text: String) {
    #expect(EntryID(text)?.text == text)
  }

  @Test(arguments: [
    "", "Midostaurin", "7up", "-a", "a_b", "é", "a b", "k7f", "b22", String(repeating: "a", count: 65),
  ])
  func anythingElseAndWhatLooksLikeAnOccurrenceIsNone(_ text: String) {
    #expect(EntryID(text) == nil)
  }
}
