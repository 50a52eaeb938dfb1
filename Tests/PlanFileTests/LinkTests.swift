import Care
import Testing

@testable import PlanFile

/// `links`: the pages of an entry or a contact.
struct LinkTests {
  private func entry(_ line: String) -> String {
    household + "[appointment.x]\ntitle = \"X\"\nat = \"19:00\"\n" + line + "\n"
  }

  @Test(
    arguments: [
      ("links = \"https://a.example\"", ["https://a.example"]),
      (
        "links = [\"https://a.example\", \"http://b.example/c,d\"]",
        ["https://a.example", "http://b.example/c,d"]
      ),
      ("links = { name = \"Join\", url = \"https://a.example\" }", ["Join: https://a.example"]),
      (
        "links = [\"https://a.example\", { url = \"https://b.example\" }]",
        ["https://a.example", "https://b.example"]
      ),
      ("[[appointment.x.links]]\nname = \"Join\"\nurl = \"https://a.example\"", ["Join: https://a.example"]),
    ] as [(String, [String])])
  func anAddressMayHaveAName(_ line: String, _ words: [String]) throws {
    let loaded = load(entry(line))
    #expect(loaded.diagnostics.map(\.description) == [])
    #expect(loaded.plan?.entries.first?.links.map(\.words) == words)
  }

  @Test func aContactHasPagesToo() {
    let loaded = load("[contact.finder]\nname = \"Finder\"\nlinks = [\"https://a.example\"]\n")
    #expect(loaded.plan?.contacts.first?.links == [Link("https://a.example")].compactMap(\.self))
  }

  @Test(
    arguments: [
      (
        "links = []",
        #"15:9: "links" is an empty list; it takes addresses such as ["https://support.example"]"#
      ),
      ("links = 3", #"15:9: "links" takes text such as "https://support.example", not a number"#),
      (
        "links = \"support.example/a\"",
        #"15:9: "support.example/a" is not the address of a page such as "https://support.example"; "#
          + #"did you mean "https://support.example/a"?"#
      ),
      (
        "links = [\"javascript:alert(1)\"]",
        #"15:10: "javascript:alert(1)" is not the address of a page such as "https://support.example""#
      ),
      (
        "links = [\"https://a b\"]",
        #"15:10: "https://a b" is not the address of a page such as "https://support.example""#
      ),
      (
        "links = [\"https://a.example\", \"https://a.example\"]",
        #"15:31: "https://a.example" is in "links" twice"#
      ),
      (
        "links = { name = \"Join\" }",
        #"15:9: a link of "links" has no url; write { name = "Join", url = "https://support.example" }"#
      ),
      (
        "links = { ulr = \"https://a.example\", url = \"https://a.example\" }",
        #"15:11: unknown key "ulr" in [appointment.x.links]; did you mean "url"?"#
      ),
    ])
  func whatIsNoPageIsSaidAtItsPlace(_ line: String, _ message: String) {
    #expect(messages(entry(line)) == ["plan.toml:" + message])
  }

  @Test(
    arguments: [
      ("https://a.example/b,c", .text("https://a.example/b,c")),
      (
        "Join the meeting: https://a.example",
        .table([
          PlanField("name", .text("Join the meeting")), PlanField("url", .text("https://a.example")),
        ])
      ),
      (
        "https://a.example, https://b.example",
        .list([.text("https://a.example"), .text("https://b.example")])
      ),
    ] as [(String, PlanValue)])
  func itIsTypedAsItIsSaid(_ text: String, _ value: PlanValue) {
    #expect(PlanValue(typed: text, for: "links") == value)
  }
}
