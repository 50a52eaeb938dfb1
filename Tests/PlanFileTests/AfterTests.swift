import Almanac
import Care
import Testing

@testable import PlanFile

/// `after`: what it takes, and what it does not go with.
struct AfterTests {
  private static let first = "[medication.thyroid]\nname = \"Levothyroxine\"\nat = \"06:00\"\n"

  private func load(_ text: String) -> LoadedPlan {
    PlanLoader.load([SourceFile(path: "plan.toml", text: Array((AfterTests.first + text).utf8))]) { _ in true
    }
  }

  @Test func itNamesAnotherMedicineAndADelay() throws {
    let loaded = load(
      "[medication.coffee]\nname = \"X\"\nafter = { entry = \"thyroid\", delay = \"1h\" }\nuntil = \"2026-12-31\""
    )
    #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
    let entry = try #require(loaded.plan?.entries.last)
    #expect(try entry.after == After(entry: #require(EntryID("thyroid")), delay: .hours(1)))
    #expect(entry.timing == Timing(until: CivilDate("2026-12-31")))
  }

  @Test(arguments: [
    ("after = { entry = \"thyroid\" }", "needs both an entry and a delay"),
    ("after = \"thyroid\"", "takes a table"),
    ("after = { entry = \"thyroid\", delay = \"3d\" }", "at most 2d"),
    ("after = { entry = \"coffee\", delay = \"1h\" }", "names the entry itself"),
    ("after = { entry = \"tyroid\", delay = \"1h\" }", "did you mean \"thyroid\"?"),
    ("after = { entry = \"thyroid\", delay = \"1h\" }\nat = \"08:00\"", "cannot stand beside \"after\""),
  ])
  func whatIsNotClearIsSaid(lines: String, words: String) {
    let loaded = load("[medication.coffee]\nname = \"X\"\n" + lines)
    #expect(loaded.diagnostics.contains { $0.description.contains(words) }, "\(loaded.diagnostics)")
  }
}
