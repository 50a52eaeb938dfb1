import Care
import Foundation
import Testing

@testable import TendCommands

/// `tend check` and the plan's own rules.
struct RuleTests {
  private static let plan = """
    [medication.a]
    name = "Iron"
    dose = "100 mg"
    at = ["08:00", "20:00"]
    max-per-day = "150 mg"

    [medication.b]
    name = "Iron, drops"
    dose = "10 mg"
    at = "08:00"
    until = "2026-12-05"
    """

  @Test func findingsHaveTheirLineTheirRuleAndAnExitCodeOfTheirOwn() throws {
    let world = try CommandWorld(plan: RuleTests.plan)
    let ran = try world.tend("check")
    #expect(ran.code == 4)
    #expect(ran.problems.isEmpty)
    #expect(
      ran.lines
        == [
          "plan.toml:1:1: error: a comes to 210 mg together with b on Thu 3 Dec and on 59 more of the next 60 days; "
            + "the plan says at most 150 mg a day [daily-total]",
          "plan.toml:7:1: warning: b is the same medicine as a (Iron); if both are meant, say so with silence [two-entries]",
          "plan.toml: 2 entries, 0 people: 1 error, 1 warning",
        ])
  }

  @Test func aSilencedFindingIsShownOnlyWhenAskedForAndCountsNoMore() throws {
    let world = try CommandWorld(plan: RuleTests.plan)
    #expect(try world.tend("set", "a", "silence=daily-total: Dr Okafor knows").code == 0)
    #expect(try world.plan.contains("silence = { rule = \"daily-total\", because = \"Dr Okafor knows\" }"))
    let ran = try world.tend("check")
    #expect(ran.code == 0)
    #expect(ran.lines.last == "plan.toml: 2 entries, 0 people: 1 warning, 1 silenced (tend check --all)")
    #expect(!ran.output.contains("daily-total"))
    #expect(try world.tend("check", "--all").output.contains("silenced: a comes to"))
    #expect(try world.tend("check", "--all").output.contains("let be: Dr Okafor knows"))
    #expect(try world.tend("show", "a").output.contains("daily-total: Dr Okafor knows"))
  }

  @Test func findingsAndMistakesHaveTheDocumentedKeys() throws {
    let world = try CommandWorld(plan: RuleTests.plan)
    let keys = try JSONReference.keys(under: "Findings")
    let ran = try world.tend("check", "--json")
    #expect(ran.code == 4)
    let items = try ran.items()
    #expect(items.map { $0["rule"] as? String } == ["daily-total", "two-entries"])
    #expect(items.map { $0["line"] as? Int } == [1, 7])
    for item in items { #expect(item.keys.sorted() == keys.sorted()) }

    try world.writePlan(RuleTests.plan.replacing("08:00", with: "25:00"))
    let broken = try world.tend("check", "--json")
    #expect(broken.code == 78)
    for item in try broken.items() {
      #expect(item.keys.sorted() == keys.sorted())
      #expect(item["severity"] as? String == "mistake")
    }
  }

  @Test func everyRuleIsListedAndDocumented() throws {
    let world = try CommandWorld()
    let listed = try world.listing("check", "--rules").map { $0["rule"] as? String }
    #expect(listed == Rule.allCases.map(\.rawValue))
    let text = try String(
      contentsOf: URL(filePath: #filePath).appending(path: "../../../../Documentation/plan.md").standardized,
      encoding: .utf8)
    for rule in Rule.allCases {
      #expect(text.contains("| \(rule.severity.rawValue) | `\(rule.rawValue)` |"), "\(rule)")
    }
    #expect(try world.tend("check", "--rules").lines.count == Rule.allCases.count + 1)
  }

  @Test(arguments: [
    ("silence = { rule = \"two-entry\", because = \"x\" }", "did you mean \"two-entries\"?"),
    ("silence = { rule = \"two-entries\" }", "has no because"),
    ("silence = \"two-entries\"", "takes a table"),
    ("silence = []", "empty list"), ("max-per-day = \"150\"", "the unit is missing"),
  ])
  func whatCannotBeReadIsAMistake(line: String, word: String) throws {
    let world = try CommandWorld()
    try world.writePlan("[medication.a]\nname = \"A\"\nat = \"08:00\"\n\(line)\n")
    let ran = try world.tend("check")
    #expect(ran.code == 78)
    #expect(ran.problems.contains(word), "\(ran.problems)")
  }
}
