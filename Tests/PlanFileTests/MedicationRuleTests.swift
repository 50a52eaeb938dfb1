import Almanac
import Care
import PlanFile
import Testing

struct MedicationRuleTests {
  private let other = """

    [medication.iron]
    name = "Iron"
    at = "12:00"

    """

  private func entry(_ lines: String) -> String {
    household + "[medication.x]\nname = \"X\"\nat = \"08:00\"\n" + lines + "\n" + other
  }

  @Test func theRulesArriveInThePlan() throws {
    let loaded = load(
      entry(
        """
        not-within = "8h"
        if-not-kept = "Do not repeat it."
        apart-from = [{ entry = "iron", by = "2h" }]
        """))
    #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
    let medication = try #require(loaded.plan?.entries.first?.medication)
    #expect(medication.notWithin == .hours(8))
    #expect(medication.ifNotKept == "Do not repeat it.")
    #expect(medication.apartFrom == [Apart(entry: try id("iron"), by: .hours(2))])
    let single = load(entry("apart-from = { entry = \"iron\", by = \"2h\" }"))
    #expect(single.plan?.entries.first?.medication?.apartFrom == medication.apartFrom)
  }

  @Test(arguments: [
    ("not-within = \"eight hours\"", "15:14: \"eight hours\" is not a length of time such as \"8h\""),
    ("apart-from = \"iron\"", "15:14: \"apart-from\" takes a table such as"),
    ("apart-from = []", "\"apart-from\" is an empty list"),
    ("apart-from = { entry = \"iron\" }", "\"apart-from\" has no by; write by = \"4h\""),
    (
      "apart-from = { entry = \"irn\", by = \"2h\" }",
      "there is no entry \"irn\" in the plan; did you mean \"iron\"?"
    ),
    ("apart-from = { entry = \"x\", by = \"2h\" }", "\"entry\" names the entry itself"),
    (
      "apart-from = [{ entry = \"iron\", by = \"2h\" }, { entry = \"iron\", by = \"3h\" }]",
      "\"iron\" is in \"apart-from\" twice"
    ),
  ])
  func whatIsNotClearIsRefusedWhereItStands(lines: String, message: String) {
    let found = messages(entry(lines))
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.contains(message) ?? false, "\(found)")
  }

  @Test func whatIsTakenAsNeededHasNoNextDose() {
    let found = messages(
      household + "[medication.x]\nname = \"X\"\nas-needed = { max-per-24h = 3 }\nnot-within = \"8h\"\n")
    #expect(found.first?.contains("there is no next dose; write min-interval") ?? false, "\(found)")
  }
}
