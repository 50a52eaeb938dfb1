import Care
import PlanFile
import Testing

struct EditorTests {
  private let plan = """
    # The plan of Maria

    [person.maria]
    name = "Maria"  # as in "Marie" # or so

    # Twice a day.
    # With food.
    [medication.mido]
    name = "Mido # forte"   # the name
    at = [
      "08:00",
      "20:00",
    ] # times

    # ---- Visits ----

    [appointment.clinic]
    title = "Clinic"
    when = "2026-12-03 09:40"
    # remember the card

    # About yoga.
    [activity.yoga]
    name = "Yoga"
    at = "17:30"
    [activity.yoga.approval]
    status = "proposed"
    # About the check.
    [check-in.evening]
    at = "20:00"

    """

  private func edit(
    _ text: String, _ change: (inout PlanEditor) throws(PlanEditError) -> Void
  ) throws -> String {
    var editor = try PlanEditor(SourceFile(path: "plan.toml", text: bytes(text)))
    try change(&editor)
    return string(editor.text)
  }

  private func set(_ text: String, _ entry: String, _ key: String, _ value: PlanValue?) throws -> String {
    let id = try id(entry)
    return try edit(text) { (editor) throws(PlanEditError) in try editor.set(id, key, to: value) }
  }

  private func remove(_ text: String, _ entry: String) throws -> String {
    let id = try id(entry)
    return try edit(text) { (editor) throws(PlanEditError) in try editor.remove(id) }
  }

  private func add(_ text: String, _ fields: [PlanField]) throws -> String {
    let id = try id("new-one")
    return try edit(text) { (editor) throws(PlanEditError) in try editor.add(.medication, id, fields) }
  }

  @Test func aNewEntryComesAtTheEndAfterABlankLine() throws {
    let fields = [
      PlanField("name", .text("A \"b\" \\ c")), PlanField("at", .list([.text("08:00"), .text("dinner")])),
      PlanField("count", .number(3)), PlanField("approval", .table([PlanField("status", .text("proposed"))])),
    ]
    let written = #"""
      [medication.new-one]
      name = "A \"b\" \\ c"
      at = ["08:00", "dinner"]
      count = 3
      approval = { status = "proposed" }

      """#
    #expect(try add(plan, fields) == plan + "\n" + written)
    #expect(try add("", fields) == written)
    #expect(try add(plan + "\n", fields) == plan + "\n" + written)
    #expect(try add("a = 1", fields) == "a = 1\n\n" + written)
    #expect(try add("a = 1\r\n", fields) == "a = 1\r\n\r\n" + written.replacing("\n", with: "\r\n"))
  }

  @Test func addingAndRemovingLeavesTheFileAsItWas() throws {
    let added = try add(plan, [PlanField("name", .text("New")), PlanField("at", .text("08:00"))])
    #expect(try remove(added, "new-one") == plan)
  }

  @Test func onlyTheBytesOfTheValueChange() throws {
    #expect(
      try set(plan, "mido", "name", .text("Midostaurin"))
        == plan.replacing("\"Mido # forte\"", with: "\"Midostaurin\""))
    #expect(
      try set(plan, "mido", "at", .text("breakfast"))
        == plan.replacing("[\n  \"08:00\",\n  \"20:00\",\n]", with: "\"breakfast\""))
    #expect(
      try set(plan, "yoga", "approval.status", .text("approved"))
        == plan.replacing("\"proposed\"", with: "\"approved\""))
  }

  @Test func aNewKeyComesBehindTheLastOne() throws {
    #expect(
      try set(plan, "mido", "dose", .text("100 mg"))
        == plan.replacing("] # times\n", with: "] # times\ndose = \"100 mg\"\n"))
    #expect(
      try set(plan, "yoga", "lasts", .text("20m"))
        == plan.replacing("at = \"17:30\"\n", with: "at = \"17:30\"\nlasts = \"20m\"\n"))
    #expect(
      try set(plan, "yoga", "approval.by", .text("dr"))
        == plan.replacing("status = \"proposed\"\n", with: "status = \"proposed\"\nby = \"dr\"\n"))
    #expect(
      try set(plan, "clinic", "approval.by", .text("dr"))
        == plan.replacing("09:40\"\n", with: "09:40\"\napproval = { by = \"dr\" }\n"))
    let open = "[check-in.x]\n  at = \"08:00\" # eight"
    #expect(try set(open, "x", "name", .text("X")) == open + "\n  name = \"X\"")
    #expect(try set("[check-in.x]", "x", "name", .text("X")) == "[check-in.x]\nname = \"X\"")
  }

  @Test func entriesInOtherFormsAreChangedInTheirForm() throws {
    let dotted = "[medication]\nx.name = \"X\"\n  x.at = \"08:00\" # eight\ny.name = \"Y\"\n"
    #expect(
      try set(dotted, "x", "dose", .text("1 mg"))
        == "[medication]\nx.name = \"X\"\n  x.at = \"08:00\" # eight\nx.dose = \"1 mg\"\ny.name = \"Y\"\n")
    #expect(try set(dotted, "x", "at", nil) == "[medication]\nx.name = \"X\"\ny.name = \"Y\"\n")
    #expect(try remove(dotted, "x") == "[medication]\ny.name = \"Y\"\n")

    let inline = "medication.x = { name = \"X\", at = \"08:00\" } # x\nmedication.y = {}\n"
    #expect(
      try set(inline, "x", "dose", .text("1 mg"))
        == "medication.x = { name = \"X\", at = \"08:00\", dose = \"1 mg\" } # x\nmedication.y = {}\n")
    #expect(try set(inline, "x", "name", nil) == "medication.x = { at = \"08:00\" } # x\nmedication.y = {}\n")
    #expect(try set(inline, "x", "at", nil) == "medication.x = { name = \"X\" } # x\nmedication.y = {}\n")
    #expect(try set(inline, "y", "name", .text("Y")).hasSuffix("medication.y = { name = \"Y\" }\n"))
    #expect(try remove(inline, "x") == "medication.y = {}\n")

    let closed = "medication = { x = { name = \"X\" }, y = { name = \"Y\" } }\n"
    #expect(try remove(closed, "x") == "medication = { y = { name = \"Y\" } }\n")
    #expect(try remove(closed, "y") == "medication = { x = { name = \"X\" } }\n")
  }

  @Test func aRemovedKeyTakesItsLinesAndNoMore() throws {
    #expect(
      try set(plan, "mido", "at", nil)
        == plan.replacing("at = [\n  \"08:00\",\n  \"20:00\",\n] # times\n", with: ""))
    #expect(
      try set(plan, "yoga", "approval", nil)
        == plan.replacing("[activity.yoga.approval]\nstatus = \"proposed\"\n", with: ""))
  }

  @Test func aRemovedEntryTakesItsCommentsAndLeavesTheOthers() throws {
    #expect(
      try remove(plan, "mido")
        == plan.replacing(
          "# Twice a day.\n# With food.\n[medication.mido]\nname = \"Mido # forte\"   # the name\nat = [\n  \"08:00\",\n  "
            + "\"20:00\",\n] # times\n\n", with: ""))
    #expect(
      try remove(plan, "clinic")
        == plan.replacing(
          "[appointment.clinic]\ntitle = \"Clinic\"\nwhen = \"2026-12-03 09:40\"\n# remember the card\n\n",
          with: ""))
    #expect(
      try remove(plan, "yoga")
        == plan.replacing(
          "# About yoga.\n[activity.yoga]\nname = \"Yoga\"\nat = \"17:30\"\n[activity.yoga.approval]\nstatus = "
            + "\"proposed\"\n", with: ""))
    #expect(
      try remove(plan, "evening")
        == plan.replacing("# About the check.\n[check-in.evening]\nat = \"20:00\"\n", with: ""))
  }

  @Test func aTextThatLooksLikeACommentIsNotOne() throws {
    let text = "[medication.a]\nname = \"\"\"\nA\n# no comment\"\"\"\n[medication.b]\nname = \"B\"\n"
    #expect(try remove(text, "b") == "[medication.a]\nname = \"\"\"\nA\n# no comment\"\"\"\n")
  }

  @Test func whatCannotBeDoneCleanlyIsRefused() throws {
    func refusal(_ change: () throws -> String) -> String {
      do {
        return "done: \(try change())"
      } catch {
        return "\(error)"
      }
    }
    let commented = "[check-in.x]\nat = [\n  \"08:00\", # eight\n]\n"
    #expect(
      refusal { try set(commented, "x", "at", .text("09:00")) }
        == "the list of \"at\" has comments in it that would be lost; change it with an editor")
    #expect(refusal { try set(plan, "nobody", "at", .text("x")) } == "there is no entry nobody in this file")
    #expect(refusal { try set(plan, "mido", "dose", nil) } == "mido has no key \"dose\"")
    #expect(
      refusal { try set(plan, "yoga", "approval", .text("x")) }
        == "\"approval\" is written as a table of its own; set its keys, such as \"approval.…\"")
    #expect(
      refusal { try add("[check-in.new-one]\nat = \"08:00\"\n", []) }
        == "new-one is already there, on line 1")
    #expect(
      refusal { try add("medication = { x = { name = \"X\" } }\n", [PlanField("name", .text("A"))]) }
        == "\"medication\" on line 1 is one closed table; write [medication.…] headers instead")
    #expect(
      refusal { try set("[activity.x.approval]\nstatus = \"proposed\"\n", "x", "name", .text("X")) }
        == "activity.x has no table of its own to add a key to")
    #expect(refusal { try remove("[a\n", "x") }.hasPrefix("plan.toml:1:3: expected ]"))
  }

  @Test func aValueTypedAtAShellIsWrittenAsItsKeyWantsIt() {
    #expect(PlanValue(typed: "breakfast, dinner", for: "at") == .list([.text("breakfast"), .text("dinner")]))
    #expect(PlanValue(typed: "08:00", for: "at") == .text("08:00"))
    #expect(PlanValue(typed: "1,5 mg", for: "dose") == .text("1,5 mg"))
    #expect(PlanValue(typed: "10", for: "count") == .number(10))
    #expect(PlanValue(typed: "10", for: "name") == .text("10"))
  }

  @Test func anIDIsMadeFromAName() throws {
    #expect(EntryID.suggested(for: "Gentle yoga", taken: []).text == "gentle-yoga")
    #expect(EntryID.suggested(for: "Gentle yoga", taken: [try id("gentle-yoga")]).text == "gentle-yoga-2")
    #expect(EntryID.suggested(for: "  Größe: 5 µg! ", taken: []).text == "groesse-5-g")
    #expect(EntryID.suggested(for: "K7F", taken: []).text == "k7f-2")
    #expect(EntryID.suggested(for: "5-ASA", taken: []).text == "asa")
    #expect(EntryID.suggested(for: "日本", taken: []).text == "entry")
    #expect(EntryID.suggested(for: String(repeating: "long ", count: 50), taken: []).text.utf8.count <= 64)
  }
}
