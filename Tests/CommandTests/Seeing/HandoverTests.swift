import Care
import Testing

@testable import TendCommands

/// `tend handover` and `tend contacts`.
struct HandoverTests {
  private static let plan =
    SamplePlan.midostaurin + """

      [contact.finder]
      name = "Center finder"
      role = "finds a Center of Excellence"
      url = "https://centers.example/find"
      notes = "Ask for the mastocytosis list"

      [medication.ondansetron]
      person = "maria"
      name = "Ondansetron"
      dose = "8 mg"
      as-needed = { min-interval = "8h", max-per-24h = 3 }

      [check-in.noon]
      person = "maria"
      at = "12:00"
      ask = "pain"
      flag = { if = "pain >= 7", say = "Call the nurse line" }

      """

  @Test func theNextCarerSeesWhatIsOpenMissedComingAllowedAndDone() throws {
    let world = try CommandWorld(plan: HandoverTests.plan)
    try world.tendd(until: "12:05")
    try world.tend("check-in", "noon", "pain=8", "--by", "ana")
    try world.tend("take", "ondansetron", "--by", "ana")
    try world.tend("trigger", "heat")
    try world.tend("pause", "midostaurin", "--until", "2026-12-05", "--reason", "nausea")
    try world.tendd(until: "13:00")
    let shown = try world.tend("handover")
    #expect(shown.code == 0, "\(shown.problems)")
    for text in [
      "Handover, 13:00; back to 01:00, ahead to Fri 4 Dec 01:00", "Call the nurse line",
      "Missed and not reviewed",
      "Midostaurin (midostaurin), paused until", "nausea", "1 of 3 used in 24 h", "Done since then",
      "exposed to heat",
    ] { #expect(shown.output.contains(text), "\(text) in \(shown.output)") }
    let object = try world.tend("handover", "--next", "2d", "--json").json()
    let keys = try JSONReference.keys(under: "Handover")
    #expect(object.keys.sorted() == keys.sorted())
    #expect((object["missed"] as? [Any])?.count == 1)
    #expect((object["coming"] as? [[String: Any]])?.contains { $0["entry"] as? String == "noon" } == true)
    #expect((object["done"] as? [Any])?.count == 2)
    #expect(try world.tend("handover", "--since", "soon").code == 64)
  }

  @Test func aQuietHandoverSaysSo() throws {
    let world = try CommandWorld(plan: HandoverTests.plan)
    #expect(try world.tend("handover").lines.last == "Nothing waits for anybody now.")
  }

  @Test func contactsHaveWhatTheFamilyNeedsToReachThem() throws {
    let world = try CommandWorld(plan: HandoverTests.plan)
    let items = try world.listing("contacts")
    #expect(items.map { $0["contact"] as? String } == ["ana", "finder"])
    #expect(items[1]["url"] as? String == "https://centers.example/find")
    #expect(try items[0].keys.sorted() == JSONReference.keys(under: "Contacts").sorted())
    #expect(try world.tend("contacts", "excellence").lines.count == 2)
    #expect(try world.tend("contacts", "nobody").lines == ["Nobody like that is in the plan."])
  }

  @Test func itSaysWhoIsOnDutyAndWhatIsHeld() throws {
    let plan = HandoverTests.plan.replacing(
      "name = \"Ana\"", with: "name = \"Ana\"\nphone = \"123\"\nduty = \"mon-fri 08:00-20:00\"")
    let world = try CommandWorld(plan: plan, at: "09:00")
    try world.tend("hold", "midostaurin", "--by", "Ana", "--reason", "platelets low")
    let shown = try world.tend("handover").output
    #expect(shown.contains("Ana, 123 (mon-fri 08:00-20:00)"), "\(shown)")
    #expect(shown.contains("On hold: Midostaurin by Ana"))
    let object = try world.tend("handover", "--json").json()
    #expect(object["on_duty"] as? [String] == ["ana"])
    #expect((object["held"] as? [[String: Any]])?.first?["entry"] as? String == "midostaurin")
    #expect(try world.tend("contacts").output.contains("now (mon-fri 08:00-20:00)"))
    try world.goes(to: "20:00")
    #expect(try world.listing("contacts", "ana").first?["on_duty"] as? Bool == false)
    #expect(try !world.tend("handover").output.contains("On duty"))
  }

  @Test func aCarersOwnRestNeedsNoApproval() throws {
    let world = try CommandWorld(plan: SamplePlan.maria)
    let ran = try world.tend(
      "add", "activity", "Swimming", "--carer", "Ana", "--at", "18:00", "--lasts", "1h")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan.contains("carer = \"ana\""))
    try world.tendd(until: "18:00")
    let item = try #require(try world.listing("due").first)
    #expect(item["name"] as? String == "Swimming")
    #expect(try world.tend("done", "swimming").output.contains("Swimming for Ana"))
    #expect(try !world.tend("check").output.contains("not-approved"))
    #expect(try world.tend("set", "swimming", "person=maria").code == 64)
  }
}
