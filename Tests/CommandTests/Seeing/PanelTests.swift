import Host
import Household
import Ledger
import Testing

@testable import TendCommands

/// `tend status --format waybar`.
struct PanelTests {
  private static let plan =
    SamplePlan.maria + """

      [medication.senna]
      person = "maria"
      name = "Senna & <co>"
      at = "10:00"
      late-after = "30m"

      """

  private func panel(_ world: CommandWorld, isRunning: Bool = true) throws -> [String: String] {
    // As tendd holds it while it runs.
    let owner = try isRunning ? world.household.openLedgerAsOwner() : nil
    defer { owner?.lock.release() }
    try owner?.ledger.close()
    let ran = try world.tend("status", "--format", "waybar")
    // A bar takes a module away whose program fails.
    #expect(ran.code == 0)
    #expect(ran.lines.count == 1)
    return try ran.json().compactMapValues { $0 as? String }
  }

  @Test func itSaysWhatIsNextDueLateAndMissed() throws {
    let world = try CommandWorld(plan: Self.plan)
    let calm = try panel(world)
    #expect(calm["text"] == "10:00")
    #expect(calm["class"] == "calm")
    #expect(try calm.keys.sorted() == JSONReference.keys(under: "Panels").sorted())
    try world.tendd(until: "10:05")
    let due = try panel(world)
    #expect(due["text"] == "1 due")
    #expect(due["tooltip"]?.contains("Senna &amp; &lt;co&gt; 10:00") == true)
    try world.tendd(until: "10:45")
    #expect(try panel(world)["class"] == "late")
    try world.tendd(until: "15:00")
    #expect(try panel(world)["text"] == "1 missed")
  }

  @Test func aTenddThatIsNotThereIsSeen() throws {
    let world = try CommandWorld(plan: Self.plan)
    #expect(try panel(world, isRunning: false)["class"] == "stopped")
  }

  @Test func discreetPanelsNameNothing() throws {
    let world = try CommandWorld(plan: Self.plan, settings: "privacy = \"discreet\"\n")
    try world.tendd(until: "10:05")
    let text = try panel(world).values.joined()
    #expect(!text.contains("Senna") && !text.contains("aria"), "\(text)")
    #expect(text.contains("1 due: tend due"))
  }

  @Test func formatJSONIsTheObjectOfJSON() throws {
    let world = try CommandWorld(plan: Self.plan)
    let json = try world.tend("status", "--json").output
    #expect(try world.tend("status", "--format", "json").output == json)
  }
}
