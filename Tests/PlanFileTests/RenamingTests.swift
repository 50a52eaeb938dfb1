import Care
import Testing

@testable import PlanFile

/// Another id for an entry, in its keys and where others name it; every other byte stays.
struct RenamingTests {
  /// Renames `old` to `new` in a text, at the places that the decoder says name it.
  private func renamed(_ text: String) throws -> String {
    let old = try id("old")
    var editor = try PlanEditor(SourceFile(path: "plan.toml", text: bytes(text)))
    try editor.rename(
      old, to: try id("new"), uses: load(text).entryUses.filter { $0.id == old }.map(\.bytes))
    return string(editor.text)
  }

  @Test(arguments: [
    // As a header, with tables below it, comments where they are.
    "# of old\n[medication.old]  # old\nname = \"old\"\nat = \"08:00\"\n[ medication . old . stock ]\non-hand = 4\n",
    // In quotes, with dotted keys, or as inline tables.
    "[medication.\"old\"]\nname = \"X\"\nat = \"08:00\"\nfood.rule = \"with food\"\n",
    "medication.old.name = \"X\"\nmedication.old.at = \"08:00\"\nmedication.old.stock.on-hand = 4\n",
    "[medication]\nold.name = \"X\"\n'old'.at = \"08:00\"\n[medication.old.stock]\non-hand = 4\n",
    "[medication]\nold = { name = \"X\", at = \"08:00\", stock = { on-hand = 4 } }\n",
  ])
  func everyFormOfATableKeepsItsForm(text: String) throws {
    let before = load(text)
    #expect(before.diagnostics.map(\.description) == [])
    let result = try renamed(text)
    let after = load(result)
    #expect(after.diagnostics.map(\.description) == [])
    var expected = try #require(before.plan?.entries.first)
    expected.id = try id("new")
    #expect(after.plan?.entries == [expected])
    // Names and comments are not the id.
    for kept in ["name = \"old\"", "# of old", "# old"] where text.contains(kept) {
      #expect(result.contains(kept))
    }
    #expect(result.count <= text.count)
  }

  @Test func whateverNamesItNamesItByTheNewID() throws {
    let text = """
      [medication.old]
      name = "Old"
      at = "08:00"
      from = "2026-11-02"

      [medication.a1-a]
      name = "A"
      at = "12:00"
      apart-from = [ { entry = "old", by = "2h" } ]   # old

      [medication.b1-b]
      name = "B"
      as-needed = { min-interval = "8h", together-with = ["old", "a1-a"] }

      [medication.c1-c]
      name = "C"
      after = { entry = 'old', delay = "1h" }

      [appointment.d1-d]
      title = "D old"
      at = "08:00"
      after-start-of = "old"
      every = "2 weeks"

      """
    #expect(load(text).diagnostics.map(\.description) == [])
    #expect(load(text).entryUses.map(\.id.text).sorted() == ["a1-a", "old", "old", "old", "old"])
    let result = try renamed(text)
    #expect(load(result).diagnostics.map(\.description) == [])
    #expect(
      result
        == text.replacing("\"old\"", with: "\"new\"").replacing("'old'", with: "\"new\"")
        .replacing("medication.old", with: "medication.new"))
  }

  @Test(arguments: [
    ("renamed-from = \"x\"", "plan.toml:4:16: \"renamed-from\" names the entry itself"),
    (
      "renamed-from = \"y\"",
      "plan.toml:4:16: \"y\" is still in the plan; an entry takes its history along only from an id that is free"
    ),
    ("renamed-from = \"Y\"", "plan.toml:4:16: \"Y\" is not the id of an entry; did you mean \"y\"?"),
  ])
  func aFormerIDHasToBeFree(line: String, message: String) {
    #expect(
      messages(
        "[medication.x]\nname = \"X\"\nat = \"08:00\"\n\(line)\n[medication.y]\nname = \"Y\"\nat = \"08:00\"\n"
      )
        == [message])
  }

  @Test func aHistoryHasOneHeir() {
    let entry = "at = \"08:00\"\nrenamed-from = \"z\"\n"
    #expect(
      messages("[medication.x]\nname = \"X\"\n\(entry)[medication.y]\nname = \"Y\"\n\(entry)")
        == ["plan.toml:8:16: \"z\" became \"x\" already; it has one history"])
  }
}
