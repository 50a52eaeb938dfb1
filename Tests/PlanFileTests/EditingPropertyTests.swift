import Almanac
import Care
import Testing

@testable import PlanFile

/// The promise of an edit: the change that was asked for, and every other byte as it was.
struct EditingPropertyTests {
  /// The sample plan as a family might have it: with other line ends, or no last one.
  private static func variant(_ seed: Int) throws -> [UInt8] {
    let text = string(try sample("plan.toml"))
    return switch seed % 3 {
    case 0: bytes(text)
    case 1: bytes(text.replacing("\n", with: "\r\n"))
    default: bytes(String(text.dropLast()))
    }
  }

  private func plan(_ text: [UInt8]) throws -> Plan {
    let loaded = PlanLoader.load([SourceFile(path: "plan.toml", text: text)]) {
      zones.contains($0)
    }
    #expect(loaded.diagnostics.map(\.description) == [])
    #expect(TOMLJudge.disagreement(with: try TOMLScanner.scan(text)) == nil)
    return try #require(loaded.plan)
  }

  /// Whether another entry names this one, so that the plan does not read without it.
  private func isNamed(_ id: EntryID, in plan: Plan) -> Bool {
    plan.entries.contains { entry in
      let apart = entry.medication?.apartFrom.map(\.entry) ?? []
      let together = entry.asNeeded?.togetherWith ?? []
      return ([entry.tie?.entry, entry.after?.entry].compactMap(\.self) + apart + together).contains(id)
    }
  }

  /// How many bytes two texts share at their beginning and end.
  private func shared(_ a: [UInt8], _ b: [UInt8]) -> Int {
    let prefix = zip(a, b).prefix { $0 == $1 }.count
    let suffix = zip(a.reversed(), b.reversed()).prefix(min(a.count, b.count) - prefix).prefix { $0 == $1 }
      .count
    return prefix + suffix
  }

  @Test(arguments: 0..<90)
  func settingAKeyChangesJustThatKey(_ seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    let text = try EditingPropertyTests.variant(seed)
    var before = try plan(text)
    let index = Int.random(in: 0..<before.entries.count, using: &random)
    let importance = try #require(Importance.allCases.randomElement(using: &random))
    let id = before.entries[index].id
    var editor = try PlanEditor(SourceFile(path: "plan.toml", text: text))
    try editor.set(id, "importance", to: .text(importance.rawValue))

    let hadOne = before.entries[index].importance
    before.entries[index].importance = importance
    #expect(try plan(editor.text) == before)
    // At most the old value is gone, and only a line or a value is new.
    #expect(shared(text, editor.text) >= text.count - (hadOne?.rawValue.utf8.count ?? 0))
    #expect(editor.text.count - text.count <= "\r\nimportance = \"critical\"".utf8.count)

    try editor.set(id, "importance", to: nil)
    before.entries[index].importance = nil
    #expect(try plan(editor.text) == before)
    if hadOne == nil { #expect(editor.text == text) }
  }

  @Test(arguments: 0..<60)
  func removingEntriesOneByOneLeavesTheRest(_ seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    let text = try EditingPropertyTests.variant(seed)
    var before = try plan(text)
    var editor = try PlanEditor(SourceFile(path: "plan.toml", text: text))
    for _ in 0..<4 {
      let free = before.entries.indices.filter { !isNamed(before.entries[$0].id, in: before) }
      let index = try #require(free.randomElement(using: &random))
      let old = editor.text
      try editor.remove(before.entries.remove(at: index).id)
      #expect(try plan(editor.text) == before)
      // One stretch went, and nothing came.
      #expect(shared(old, editor.text) == editor.text.count)
    }
  }

  @Test(arguments: 0..<30)
  func addingAnEntryOnlyAppends(_ seed: Int) throws {
    let text = try EditingPropertyTests.variant(seed)
    let before = try plan(text)
    var editor = try PlanEditor(SourceFile(path: "plan.toml", text: text))
    let id = EntryID.suggested(for: "Vitamin D", taken: Set(before.entries.map(\.id)))
    try editor.add(
      .medication, id,
      [
        PlanField("name", .text("Vitamin D \(seed) \"é\" #")),
        PlanField("at", PlanValue(typed: "08:00,21:00", for: "at")),
      ]
    )
    #expect(editor.text.starts(with: text))
    let after = try plan(editor.text)
    #expect(Array(after.entries.dropLast()) == before.entries)
    #expect(after.entries.last?.name == "Vitamin D \(seed) \"é\" #")
    #expect(after.entries.last?.timing.at.map(\.slot) == ["08:00", "21:00"])
    try editor.remove(id)
    if seed % 3 != 2 { #expect(editor.text == text) }
  }
}
