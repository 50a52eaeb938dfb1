import Testing

@testable import TendCommands

/// Pages of entries and contacts, where people and programs look for them.
struct LinkTests {
  private static let plan =
    SamplePlan.maria + """

      [contact.group]
      name = "Support group"
      url = "https://support.example"
      links = { name = "Rules", url = "https://support.example/rules" }

      [appointment.meeting]
      person = "maria"
      title = "Support group"
      with = "group"
      when = "2026-12-03 19:00"

      """

  @Test func aPageIsAddedAndShownWhereverItHelps() throws {
    let world = try CommandWorld(plan: LinkTests.plan)
    let ran = try world.tend("set", "meeting", "links=Join: https://meet.example/x")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan.contains("links = { name = \"Join\", url = \"https://meet.example/x\" }"))
    #expect(try world.tend("show", "meeting").output.contains("Join: https://meet.example/x"))
    let link = ["name": "Join", "url": "https://meet.example/x"]
    for words in [["show", "meeting"], ["list"], ["agenda", "2026-12-03"], ["next"]] {
      let item = try #require(try world.tend(words + ["--json"]).items().first)
      #expect(item["links"] as? [[String: String]] == [link], "\(words)")
    }
    let notes = try world.tend("handover", "--next", "1d").output
    #expect(notes.contains("Support group (meeting): Join: https://meet.example/x"), "\(notes)")
    #expect(try !world.tend("handover", "--next", "1h").output.contains("Pages for these"))
    #expect(try world.tend("changes", "meeting").code == 0)
  }

  @Test func aContactShowsItsPages() throws {
    let world = try CommandWorld(plan: LinkTests.plan)
    #expect(try world.tend("contacts", "group").output.contains("https://support.example/rules"))
    let group = try #require(try world.listing("contacts", "group").first)
    #expect(
      group["links"] as? [[String: String]] == [["name": "Rules", "url": "https://support.example/rules"]])
    let ran = try world.tend(
      "add", "contact", "Trial finder", "--url", "https://patients.example/trials", "--notes",
      "Ask first, always.")
    #expect(ran.lines == ["trial-finder  Trial finder, https://patients.example/trials"], "\(ran.problems)")
    #expect(try world.plan.contains("notes = \"Ask first, always.\""))
  }

  @Test func aMeetingIsAddedWithWhereToJoin() throws {
    let world = try CommandWorld(plan: LinkTests.plan)
    let ran = try world.tend(
      "add", "appointment", "Online group", "--on", "1st thu", "--at", "19:00", "--link",
      "Join: https://meet.example/y", "--link", "https://support.example")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(
      try world.plan.contains(
        "links = [{ name = \"Join\", url = \"https://meet.example/y\" }, \"https://support.example\"]"))
  }
}
