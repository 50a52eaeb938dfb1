import Almanac
import Care
import FileTesting
import Foundation
import Host
import Household
import Ledger
import PlanFile
import Testing

@testable import TendDaemon

/// Plans of every size and kind of garbage: what is no plan never replaces one.
@Suite struct PlanSizeTests {
  let home: Home
  let journal: PaperJournal

  init() throws {
    home = try Home()
    journal = try PaperJournal(home.journalPath)
  }

  static let garbage: [(what: String, bytes: [UInt8])] = [
    ("binary", (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ ($0 >> 3)) }),
    ("zeros", [UInt8](repeating: 0, count: 4096)),
    (
      "ten megabytes of one key",
      [UInt8](repeating: UInt8(ascii: "k"), count: 10 << 20) + Array(" = 1\n".utf8)
    ),
    (
      "ten megabytes of one text",
      Array("me = \"".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20)
    ),
    ("nested deeply", Array("a = ".utf8) + [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)),
    (
      "keys nested deeply",
      Array((["a"] + [String](repeating: ".a", count: 100_000) + [" = 1\n"]).joined().utf8)
    ),
    ("larger than a plan may be", [UInt8](repeating: UInt8(ascii: "#"), count: (32 << 20) + 1)),
  ]

  @Test(arguments: garbage.indices)
  func garbageIsRefusedAndTheLastGoodPlanGoesOn(index: Int) throws {
    let (what, bytes) = PlanSizeTests.garbage[index]
    try home.writePlan(home.medication(at: 10))
    try home.daemon().start()
    try Data(bytes).write(to: URL(filePath: home.paths.planFile))
    home.turnClock(to: 10)
    try home.daemon().start()
    #expect(journal.lines("plan-rejected").count == 1, "\(what)")
    #expect(journal.lines("reminder").count == 1, "\(what)")
    // What is said fits the journal and a screen.
    #expect(
      journal.lines("plan-rejected").allSatisfy { ($0["MESSAGE"]?.utf8.count ?? 0) < 10_000 }, "\(what)")
  }

  @Test(arguments: ["", nil] as [String?])
  func aPlanThatIsEmptyOrGoneIsNotMeant(text: String?) throws {
    try home.writePlan(home.medication(at: 10))
    try home.daemon().start()
    if let text {
      try home.writePlan(text)
    } else {
      try FileManager.default.removeItem(atPath: home.paths.planFile)
    }
    home.turnClock(to: 10)
    try home.daemon().start()
    #expect(journal.lines("plan-rejected").first?["MESSAGE"]?.contains("tend reload --accept") == true)
    #expect(journal.lines("reminder").count == 1)
  }

  private func plan(_ count: Int) -> String {
    var text = ""
    for number in 0..<count {
      text +=
        "[medication.medicine-\(number)]\nname = \"M\(number)\"\nat = \"\(home.time(Int64(3600 + number % 7200)))\"\n"
      if number % 2 == 1 { text += "on = [\"mon\"]\n" }
    }
    return text
  }

  @Test func twentyThousandEntriesAreAPlan() throws {
    let files = PlanFiles(plan: [.init(path: "plan.toml", text: Array(plan(20_000).utf8))])
    #expect(home.household.load(files).plan.plan?.entries.count == 20_000)
  }

  @Test func aHundredThousandEntriesAreRefusedAndTheLastGoodPlanGoesOn() throws {
    try home.writePlan(home.medication(at: 10))
    try home.daemon().start()
    try home.writePlan(plan(100_000))
    home.turnClock(to: 10)
    try home.daemon().start()
    let said = journal.lines("plan-rejected").first?["MESSAGE"] ?? ""
    #expect(said.contains("the most that are read"), "\(said)")
    #expect(journal.lines("reminder").count == 1)
  }
}
