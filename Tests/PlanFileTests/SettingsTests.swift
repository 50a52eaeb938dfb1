import Almanac
import Care
import PlanFile
import Testing

struct SettingsTests {
  private func load(_ text: String) -> LoadedSettings {
    SettingsLoader.load(SourceFile(path: "settings.toml", text: bytes(text)))
  }

  @Test func everyKeyArrives() {
    let loaded = load(
      """
      me = "jonas"
      privacy = "discreet"
      [remind]
      low = { repeat = "1h" }
      [remind.critical]
      repeat = "2m"
      late-after = "10m"
      missed-after = "2h"
      """)
    #expect(loaded.diagnostics.map(\.description) == [])
    #expect(
      loaded.settings
        == Settings(
          me: "jonas", privacy: .discreet,
          ladders: [
            .low: Ladder(repeatEvery: .hours(1)),
            .critical: Ladder(repeatEvery: .minutes(2), lateAfter: .minutes(10), missedAfter: .hours(2)),
          ]))
  }

  @Test func channelsAreReadAndNamed() throws {
    let loaded = load(
      """
      [remind.critical]
      channels = ["desktop", "phone"]
      [channel.phone]
      command = ["ntfy", "publish", "", "maria"]
      timeout = "10s"
      privacy = "discreet"
      [channel.desktop]
      privacy = "full"
      """)
    #expect(loaded.diagnostics.map(\.description) == [])
    let settings = try #require(loaded.settings)
    let phone = try #require(ChannelName("phone"))
    #expect(settings.ladders[.critical]?.channels == [.desktop, phone])
    #expect(
      settings.channels == [
        Channel(
          name: phone, kind: .command(["ntfy", "publish", "", "maria"]), timeout: TimeSpan(seconds: 10),
          privacy: .discreet),
        Channel(name: .desktop, kind: .desktop, privacy: .full),
      ])
    #expect(settings.allChannels.map(\.name) == [.journal, phone, .desktop])
  }

  @Test func mistakesInChannelsAreSaidAtTheirPlace() {
    let loaded = load(
      """
      [remind.high]
      channels = ["deskop", "phone"]
      [channel.phone]
      timeout = "10h"
      [channel.journal]
      command = ["logger"]
      [channel.Bell]
      command = ["bell"]
      [channel.fax]
      command = "fax 123"
      [channel.pager]
      command = ["", "x"]
      [channel.radio]
      command = ["radio", 5]
      volume = 3
      """)
    #expect(
      loaded.diagnostics.map(\.description) == [
        #"settings.toml:2:13: unknown channel "deskop" in "channels"; did you mean "desktop"?"#,
        #"settings.toml:3:1: [channel.phone] has no command; write command = ["program", "argument"]"#,
        #"settings.toml:4:11: "timeout" is 10h; it can be at most 10m"#,
        #"settings.toml:6:1: [channel.journal] is built in and takes no "command""#,
        #"settings.toml:7:1: "Bell" cannot name a channel; it takes small letters, digits and hyphens, "#
          + "a letter first",
        #"settings.toml:10:11: "command" takes a list of a program and its arguments such as "#
          + #"["ntfy", "publish", "maria"]"#,
        #"settings.toml:12:11: "command" has no program"#,
        #"settings.toml:14:21: "command" takes texts, not a number"#,
        #"settings.toml:15:1: unknown key "volume" in [channel.radio]"#,
      ])
  }

  @Test func aHeartbeatIsReadAndIsNoWayToTellAnybody() throws {
    let text = "[channel.alive]\ncommand = [\"ping\"]\nheartbeat = \"5m\"\n"
    let settings = try #require(load(text).settings)
    #expect(settings.heartbeats.map(\.heartbeat) == [.minutes(5)])
    #expect(settings.allChannels.map(\.name) == [.journal, .desktop])
    let loaded = load(
      "[remind.high]\nchannels = [\"alive\"]\n[channel.desktop]\nheartbeat = \"1h\"\n"
        + text.replacing("5m", with: "1s"))
    #expect(
      loaded.diagnostics.map(\.description) == [
        "settings.toml:2:13: [channel.alive] is a heartbeat, which tells nobody; \"channels\" needs one that tells",
        "settings.toml:4:1: unknown key \"heartbeat\" in [channel.desktop]",
        "settings.toml:7:13: \"heartbeat\" is 1s; it can be at least 1m",
      ])
  }

  @Test func credentialsAreFilesByTheNamesTheCommandKnows() throws {
    let phone = "[channel.phone]\ncommand = [\"x\"]\ncredentials = "
    let channel = try #require(
      load(phone + "{ token = \"ntfy.token\", key_2 = \"/k\" }\n").settings?.channels.first)
    #expect(
      channel.credentials == [.init(name: "token", file: "ntfy.token"), .init(name: "key_2", file: "/k")])
    let loaded = load(
      phone + "{ \"a/b\" = \"c\", d = \"~/e\", f = 5 }\n"
        + phone.replacing("phone", with: "fax") + "[\"token\"]\n[channel.desktop]\ncredentials = {}\n")
    #expect(
      loaded.diagnostics.map(\.description) == [
        "settings.toml:3:17: \"a/b\" cannot name a credential; it takes letters, digits, hyphens and underscores",
        "settings.toml:3:34: no shell reads \"~/e\"; write a path below ~/.config/tend, "
          + "such as \"ntfy.token\", or a whole one",
        "settings.toml:3:45: \"f\" takes text such as \"ntfy.token\", not a number",
        "settings.toml:6:15: \"credentials\" takes the files of secrets by the names the command knows them by, "
          + "such as { token = \"ntfy.token\" }",
        "settings.toml:8:1: unknown key \"credentials\" in [channel.desktop]",
      ])
  }

  @Test func theDesktopHasButtonsOfItsOwn() {
    let desktop = load(
      "[channel.desktop]\nsnooze = \"20m\"\nskip-reasons = [\"asleep\", \"at the clinic\"]\nprivacy = \"discreet\"\n"
    ).settings?.channels.first
    #expect(desktop?.snooze == .minutes(20))
    #expect(desktop?.skipReasons == ["asleep", "at the clinic"])
    #expect(desktop?.isAssumed == false)
    #expect(
      load("[channel.phone]\ncommand = [\"x\"]\nsnooze = \"20m\"\n").diagnostics.map(\.description) == [
        #"settings.toml:3:1: unknown key "snooze" in [channel.phone]"#
      ])
  }

  @Test func theDesktopIsAssumedUntilTheSettingsAskForIt() {
    func isAssumed(_ text: String) -> Bool? {
      load(text).settings?.allChannels.first { $0.name == .desktop }?.isAssumed
    }
    #expect(isAssumed("") == true)
    #expect(isAssumed("[remind.high]\nchannels = [\"desktop\"]\n") == false)
    #expect(isAssumed("[channel.desktop]\nsnooze = \"20m\"\n") == false)
  }

  @Test func withoutAFileTheDefaultsHold() {
    #expect(SettingsLoader.load(nil).settings == Settings())
    #expect(load("").settings == Settings())
  }

  @Test func mistakesAreSaidAtTheirPlace() {
    let loaded = load(
      """
      me = 3
      privcy = "full"
      privacy = "secret"
      desktop = true
      [remind.hihg]
      repeat = "5m"
      [remind.low]
      repeat = "5 minutes"
      reapeat = "5m"
      late-after = "2h"
      missed-after = "1h"
      [medication.x]
      name = "X"
      """)
    #expect(loaded.settings == nil)
    #expect(
      loaded.diagnostics.map(\.description) == [
        #"settings.toml:1:6: "me" takes text such as "me", not a number"#,
        #"settings.toml:2:1: unknown key "privcy" in the settings; did you mean "privacy"?"#,
        #"settings.toml:3:11: "privacy" is "secret"; it can be full, discreet"#,
        #"settings.toml:4:1: "desktop" is a channel; write [channel.desktop]"#,
        #"settings.toml:5:1: unknown importance "hihg" in [remind]; there are low, normal, high, critical; "#
          + #"did you mean "high"?"#,
        #"settings.toml:8:10: "5 minutes" is not a length of time such as "10m"; did you mean "5m"?"#,
        #"settings.toml:9:1: unknown key "reapeat" in [remind.low]; did you mean "repeat"?"#,
        #"settings.toml:11:16: "missed-after" (1h) has to be longer than "late-after" (2h)"#,
        #"settings.toml:12:2: "medication" is a part of the plan; it belongs in plan.toml"#,
      ])
  }

  @Test func laddersWithBoundsAndStepsAreRead() throws {
    let loaded = load(
      """
      [remind.critical]
      repeat = "10m*4"
      escalate = [ { after = "15m", contact = "jonas" }, { after = "45m", channels = ["desktop"] } ]
      [remind.low]
      repeat = "1h * 0"
      """)
    #expect(loaded.diagnostics.map(\.description) == [])
    let settings = try #require(loaded.settings)
    #expect(
      settings.ladders == [
        .critical: Ladder(
          repeatEvery: .minutes(10), repeats: 4,
          escalate: [
            EscalationRule(after: .minutes(15), contact: "jonas"),
            EscalationRule(after: .minutes(45), channels: [.desktop]),
          ]),
        .low: Ladder(repeatEvery: .hours(1), repeats: 0),
      ])
    #expect(loaded.nameUses.map(\.name) == ["jonas"])
    #expect(loaded.nameUses.map(\.line) == [3])
  }

  @Test func mistakesInStepsAreSaidAtTheirPlace() {
    let loaded = load(
      """
      [remind.high]
      repeat = "10m*x"
      escalate = [ { after = "1h", contact = "jonas" }, { after = "15m", contact = "Jonas B" } ]
      [remind.low]
      repeat = "10m*4*2"
      escalate = [ { contact = "jonas" }, { after = "15m" }, "jonas", { after = "1h", who = "x", channels = ["fax"] } ]
      [remind.normal]
      escalate = "jonas"
      """)
    #expect(
      loaded.diagnostics.map(\.description) == [
        "settings.toml:2:10: \"x\" in \"repeat\" is not a number of times from 0 to 999",
        "settings.toml:3:51: the steps of \"escalate\" stand in the order of \"after\"; this one is earlier",
        "settings.toml:3:78: \"Jonas B\" cannot be the id of a contact",
        "settings.toml:5:10: \"10m*4*2\" is not a repeat such as \"10m*4\"",
        "settings.toml:6:14: this step of \"escalate\" has no after; write after = \"15m\"",
        "settings.toml:6:37: this step of \"escalate\" tells nobody; write contact = \"jonas\"",
        "settings.toml:6:56: a step of \"escalate\" is a table such as { after = \"15m\", contact = \"jonas\" }",
        "settings.toml:6:81: unknown key \"who\" in [remind.low.escalate]",
        "settings.toml:6:104: unknown channel \"fax\" in \"channels\"; there are journal, desktop",
        "settings.toml:8:12: \"escalate\" takes a list of steps such as [{ after = \"15m\", contact = \"jonas\" }]",
      ])
  }

  @Test func theRulesOverRemindersAreRead() throws {
    let loaded = load(
      """
      [quiet]
      from = "22:00"
      until = "07:00"
      silences = ["low"]
      [silence]
      after = "6h"
      contact = "jonas"
      [catch-up]
      cap = 3
      [remind.low]
      catch-up = "record"
      budget = 6
      """)
    #expect(loaded.diagnostics.map(\.description) == [])
    let settings = try #require(loaded.settings)
    #expect(settings.quiet == ClockWindow("22:00-07:00").map { QuietHours($0, silences: [.low]) })
    #expect(settings.silence == SilenceRule(after: .hours(6), contact: "jonas"))
    #expect(settings.catchUpCap == 3)
    #expect(settings.ladders == [.low: Ladder(catchUp: .record, budget: 6)])
  }

  @Test func mistakesInTheRulesAreSaidAtTheirPlace() {
    let loaded = load(
      """
      catch-up = "tell"
      [quiet]
      from = "22:00"
      until = "22:00"
      silences = ["critical"]
      [silence]
      contact = "jonas"
      [remind.critical]
      catch-up = "record"
      budget = 3
      """)
    #expect(
      loaded.diagnostics.map(\.description) == [
        "settings.toml:1:12: \"catch-up\" takes a table such as { cap = 10 }, not text",
        "settings.toml:2:1: quiet hours from 22:00 until 22:00 could mean always or never",
        "settings.toml:5:13: what is critical is told in quiet hours too; \"silences\" takes low, normal, high",
        "settings.toml:6:1: [silence] has no after; write { after = \"6h\", contact = \"jonas\" }",
        "settings.toml:9:12: what is critical is never only recorded; \"catch-up\" can be tell or fold there",
        "settings.toml:10:1: only what is of low importance has a budget: what matters more is always told",
      ])
  }
}
