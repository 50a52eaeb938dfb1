import Care
import Testing

@testable import PlanFile

/// `contact = "on-duty"`: no contact of the plan, but whoever is on duty then.
struct OnDutyTests {
  @Test func aStepMayNameWhoeverIsOnDuty() throws {
    let loaded = load(
      household + """
        [medication.midostaurin]
        name = "Midostaurin"
        at = "08:00"
        escalate = [{ after = "15m", contact = "on-duty" }]
        """)
    #expect(loaded.diagnostics.map(\.description) == [])
    let entry = try #require(loaded.plan?.entry(try id("midostaurin")))
    #expect(entry.ladder.escalate?.map(\.contact) == [Contact.onDuty])
    #expect(loaded.nameUses.map(\.name) == ["on-duty"])
  }

  @Test func noContactCanBeCalledSo() {
    #expect(
      messages("[contact.on-duty]\nname = \"Ana\"\n") == [
        "plan.toml:1:1: \"on-duty\" means whoever is on duty, and can be no contact's id; did you mean \"duty\"?"
      ])
  }
}
