import Care
import Foundation
import Testing

@testable import TendCommands

/// Two people in one plan, and listings of one of them.
struct PersonTests {
  private static let plan =
    SamplePlan.midostaurin + """

      [person.otto]
      name = "Otto"

      [medication.iron]
      person = "otto"
      name = "Iron"
      dose = "80 mg"
      at = "07:30"
      stock = { on-hand = 1 }

      [medication.paracetamol]
      person = "otto"
      name = "Paracetamol"
      as-needed = { max-per-24h = 3 }

      """

  @Test func theStatusOfOnePersonSaysNothingOfTheOther() throws {
    let world = try CommandWorld(plan: PersonTests.plan)
    try world.tendd(until: "08:05")
    let all = try world.tend("status", "--json").json()
    let maria = try world.tend("status", "--person", "Maria", "--json").json()
    let otto = try world.tend("status", "--person", "otto", "--json").json()
    #expect([all, maria, otto].map { $0["due"] as? Int } == [2, 1, 1])
    #expect([all, maria, otto].map { $0["person"] as? String } == [nil, "maria", "otto"])
    #expect([all, maria, otto].map { ($0["as_needed"] as? [Any])?.count } == [1, 0, 1])
    #expect([all, maria, otto].map { ($0["stock"] as? [Any])?.count } == [1, 0, 1])
    #expect(otto["next"] as? String == "Due now: Iron 07:30")
    #expect(maria["next"] as? String == "Due now: Midostaurin 08:00")
    #expect(try world.tend("status", "--person", "nobody").code == 1)

    try world.tendd(until: "12:05")
    #expect(try world.tend("status", "--person", "otto", "--json").json()["missed"] as? Int == 1)
    #expect(
      try world.tend("status", "--person", "maria").output.contains("1 to review: tend missed"))
  }

  @Test(arguments: [
    "today", "agenda", "next", "due", "list", "stock", "history", "flags", "diary", "questions",
  ])
  func everyListingIsOfOnePersonWhereThatIsAskedFor(verb: String) throws {
    let world = try CommandWorld(plan: PersonTests.plan)
    try world.tendd(until: "08:05")
    try world.tend("take", "iron")
    try world.tend("note", "dizzy", "--person", "otto")
    try world.tend("ask", "Is it the iron?", "--person", "otto")
    let words = verb == "questions" ? ["ask"] : [verb]
    let ran = try world.tend(words + ["--person", "maria", "--json"])
    #expect(ran.code == 0, "\(ran.problems)")
    for item in try ran.items() {
      #expect(item["entry"] as? String != "iron")
      #expect(item["person"] as? String != "otto")
    }
  }

  private func said(_ ran: Ran) -> String { ran.output + ran.problems }

  @Test func aStepToWhoeverIsOnDutyWantsSomebodyWhoEverIs() throws {
    let world = try CommandWorld(
      plan: SamplePlan.midostaurin + "escalate = [{ after = \"15m\", contact = \"on-duty\" }]\n")
    #expect(try said(world.tend("check")).contains("nobody is ever on duty"))
    try world.writePlan(
      try world.plan.replacing("name = \"Ana\"", with: "name = \"Ana\"\nduty = \"mon-fri\""))
    #expect(try !said(world.tend("check")).contains("nobody is ever on duty"))
  }
}
