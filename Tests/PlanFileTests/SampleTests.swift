import Almanac
import Care
import PlanFile
import Testing

struct SampleTests {
  @Test func theSamplePlanLoadsWithoutAWord() throws {
    let file = SourceFile(path: "plan.toml", text: try sample("plan.toml"))
    let loaded = PlanLoader.load([file]) { zones.contains($0) }
    #expect(loaded.diagnostics.map(\.description) == [])
    let plan = try #require(loaded.plan)
    #expect(Set(plan.entries.map(\.kind)) == Set(EntryKind.written))
    #expect(plan.people.map(\.id) == ["maria"])
  }

  @Test func theSampleSettingsAreTheDefaults() throws {
    let file = SourceFile(path: "settings.toml", text: try sample("settings.toml"))
    let loaded = SettingsLoader.load(file)
    #expect(loaded.diagnostics.map(\.description) == [])
    let settings = try #require(loaded.settings)
    #expect(settings.me == Settings().me)
    #expect(settings.privacy == Settings().privacy)
    #expect(Set(settings.ladders.keys) == Set(Importance.allCases))
  }

  @Test func everyKeyOfTheSamplesIsExplainedOrUsed() throws {
    let text = string(try sample("plan.toml"))
    for key in [
      "late-after", "missed-after", "dose-text", "if-missed", "ordered-by", "remind", "early", "except",
    ] {
      #expect(text.contains(key))
    }
    #expect(text.contains("not a recommendation"))
  }
}
