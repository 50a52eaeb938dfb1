import Care
import PlanFile
import Testing

struct LargePlanTests {
  /// Printed and not asserted: how long it takes depends on the machine and on the build.
  @Test func tenThousandEntriesAreRead() {
    var text = household
    for number in 0..<10_000 {
      text += """
        [medication.medicine-\(number)]
        person = "maria"
        name = "Medicine \(number)"
        dose = "\(number % 200 + 1) mg"
        take = "4 capsules"
        at = ["breakfast", "dinner"]
        food = "with food"
        from = "2026-11-02"
        if-missed = "Skip it. Next dose at its usual time."
        missed-after = "4h"
        importance = "critical"
        ordered-by = "dr-okafor"


        """
    }
    let files = [SourceFile(path: "plan.toml", text: bytes(text))]
    var loaded: LoadedPlan?
    let time = ContinuousClock().measure {
      loaded = PlanLoader.load(files) { zones.contains($0) }
    }
    print("10,000 entries in \(text.utf8.count) bytes read in \(time)")
    #expect(loaded?.plan?.entries.count == 10_000)
  }
}
