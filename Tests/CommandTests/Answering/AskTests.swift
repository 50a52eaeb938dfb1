import Foundation
import Testing

@testable import TendCommands

/// `tend ask`: kept, said with its appointment, closed with what was answered.
struct AskTests {
  private static let plan =
    SamplePlan.maria + """

      [appointment.hematology]
      person = "maria"
      title = "Hematology clinic"
      when = "2026-12-03 09:40"

      [medication.x]
      name = "X"
      at = "08:00"

      """

  private func number(_ ran: Ran) throws -> String {
    try #require(ran.output.split(separator: " ").first.map(String.init))
  }

  @Test func aQuestionStaysUntilItWasAsked() throws {
    let world = try CommandWorld(plan: AskTests.plan)
    let ran = try world.tend("ask", "Is the rash  from the new dose?", "--for", "hematology", "--by", "Ana")
    #expect(ran.code == 0, "\(ran.problems)")
    let number = try number(ran)
    #expect(ran.output == "\(number)  To be asked, says Ana: Is the rash from the new dose?\n")
    #expect(
      try world.tend("ask").output
        == "\(number)  Is the rash from the new dose?  (for Hematology clinic; Ana, 06:00)\n")
    #expect(try world.tend("show", "hematology").output.contains("to ask"))
    let shown = try #require(try world.listing("show", "hematology").first?["questions"] as? [[String: Any]])
    #expect(shown.map { $0["text"] as? String } == ["Is the rash from the new dose?"])
    #expect(try world.tend("handover").output.contains("To ask the care team"))
    let kept = try #require(try world.listing("ask").first)
    #expect(kept.keys.sorted() == (try JSONReference.keys(under: "Questions").sorted()))

    try world.tendd(until: "10:30")
    let done = try world.tend("done", "hematology")
    #expect(done.output.contains("Was it asked? tend ask --done NUMBER"))
    try world.tend("ask", "--done", number, "--answer", "No; watch it")
    #expect(try world.tend("ask").output == "No question is open.\n")
    #expect(try world.tend("ask", "--all").output.contains("— asked, 10:30 by me: No; watch it"))
    #expect(try world.tend("ask", "--done", number).problems.contains("was asked already: No; watch it"))
    #expect(try world.listing("history").last?["note"] as? String == "No; watch it")
    try world.tend("undo")
    #expect(try world.listing("ask").count == 1)
  }

  @Test func undoTakesAQuestionBack() throws {
    let world = try CommandWorld(plan: AskTests.plan)
    try world.tend("ask", "Why?")
    #expect(try world.listing("ask").first?["entry"] is NSNull)
    try world.tend("undo")
    #expect(try world.listing("ask").isEmpty)
  }

  @Test(arguments: [
    (["ask", "Why?", "--for", "x"], "x is not an appointment", 4),
    (["ask", "Why?", "--for", "hematolgy"], "hematology", 1), (["ask", " "], "empty", 64),
    (["ask", "--answer", "Yes"], "--done", 64), (["ask", "--done", "9999"], "no question 9999", 1),
    (["ask", "Why?", "--done", "4"], "stands alone", 64),
  ])
  func whatMakesNoSenseIsRefused(words: [String], problem: String, code: Int) throws {
    let world = try CommandWorld(plan: AskTests.plan)
    let ran = try world.tend(words)
    #expect(ran.code == CInt(code), "\(ran.problems)")
    #expect(ran.problems.contains(problem), "\(ran.problems)")
  }
}
