import Foundation
import Testing

@testable import TendCommands

/// What programs read is what `Documentation/json.md` says.
struct JSONKeysTests {
  /// A plan and a ledger in which every listing has something to show.
  private func world() throws -> CommandWorld {
    let world = try CommandWorld(plan: SamplePlan.cromolyn)
    try world.tendd(until: "12:30")
    return world
  }

  @Test(arguments: [
    ["today"], ["agenda"], ["agenda", "2027-01-01", "30d"], ["next"], ["next", "-n", "5"], ["due"],
    ["missed"],
  ])
  func anOccurrenceHasTheDocumentedKeys(words: [String]) throws {
    let items = try items(words)
    #expect(!items.isEmpty)
    for item in items { #expect(item.keys.sorted() == (try documentedKeys("Occurrences").sorted())) }
  }

  @Test(arguments: [["history"], ["history", "--all"], ["history", "cromolyn"]])
  func aLineOfHistoryHasTheDocumentedKeys(words: [String]) throws {
    let items = try items(words)
    #expect(!items.isEmpty)
    for item in items { #expect(item.keys.sorted() == (try documentedKeys("History").sorted())) }
  }

  @Test(arguments: [["why", "cromolyn"], ["why", "cromolyn", "2027-03-01"]])
  func aReasonHasTheDocumentedKeys(words: [String]) throws {
    let items = try items(words)
    #expect(!items.isEmpty)
    for item in items { #expect(item.keys.sorted() == (try documentedKeys("Reasons").sorted())) }
  }

  @Test func theStatusHasTheDocumentedKeys() throws {
    let status = try world().tend("status", "--json").json()
    #expect(status.keys.sorted() == (try documentedKeys("Status").sorted()))
    let plan = try #require(status["plan"] as? [String: Any])
    #expect(plan.keys.sorted() == (try documentedKeys("Status of the plan").sorted()))
  }

  @Test func keysComeInTheDocumentedOrder() throws {
    let line = try #require(try world().tend("due", "--json").lines.dropFirst().first)
    let places = try documentedKeys("Occurrences").map { key in
      try #require(line.firstRange(of: "\"\(key)\":")).lowerBound
    }
    #expect(places == places.sorted())
  }

  @Test(arguments: [["today"], ["agenda"], ["next"], ["due"], ["missed"], ["history"]])
  func anEmptyListingIsAnEmptyListAndACalmLine(words: [String]) throws {
    let world = try CommandWorld(plan: "")
    #expect(try world.tend(words + ["--json"]).items().isEmpty)
    let ran = try world.tend(words)
    #expect(ran.code == 0)
    #expect(ran.output.contains("Nothing"))
  }

  private func items(_ words: [String]) throws -> [[String: Any]] {
    let ran = try world().tend(words + ["--json"])
    #expect(ran.code == 0, "\(ran.problems)")
    return try ran.items()
  }

  /// The keys in the table under a heading.
  private func documentedKeys(_ heading: String) throws -> [String] {
    let file = URL(filePath: #filePath).appending(path: "../../../../Documentation/json.md").standardized
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let section = try #require(
      text.components(separatedBy: "\n## ").first { $0.hasPrefix(heading + "\n") }, "no section \(heading)")
    return section.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("| `") else { return nil }
      return line.dropFirst(3).split(separator: "`").first.map(String.init)
    }
  }
}
