import Testing

@testable import TendCommands

/// Words that are no verbs, and what was probably meant.
struct UnknownVerbTests {
  @Test(
    arguments: [
      (["taek", "cetirizine"], "there is no “tend taek”; did you mean “tend take”?"),
      (["delete", "yoga"], "there is no “tend delete”; did you mean “tend remove”?"),
      (["add", "med", "X"], "there is no “tend add med”; did you mean “tend add medication”?"),
      (["service", "instal"], "there is no “tend service instal”; did you mean “tend service install”?"),
      (["hand"], "there is no “tend hand”; did you mean “tend handover”?"),
      (["frobnicate"], "there is no “tend frobnicate”"),
    ] as [([String], String)])
  func theVerbThatWasProbablyMeantIsNamed(words: [String], message: String) throws {
    let world = try CommandWorld(plan: "")
    let ran = try world.tend(words)
    #expect(ran.code == 64)
    #expect(ran.problems.hasPrefix("tend: \(message)\n  → tend "), "\(ran.problems)")
    #expect(ran.output.isEmpty)
  }

  @Test(arguments: [
    ["take"], ["add", "medication"], ["help", "taek"], ["today", "--colour"], ["--nonsense"],
  ])
  func mistakesOfAnotherKindAreArgumentParsers(words: [String]) throws {
    #expect(UnknownVerb(words) == nil)
  }

  @Test func noSynonymNamesAVerbThatIsNotThere() {
    for (word, _) in UnknownVerb.synonyms {
      let isThere = [[word], ["add", word]].contains { UnknownVerb($0)?.near != nil }
      #expect(isThere, "\(word)")
    }
  }
}
