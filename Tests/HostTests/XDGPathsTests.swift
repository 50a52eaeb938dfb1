import FileTesting
import Host
import Testing

@Suite struct XDGPathsTests {
  @Test(arguments: [
    (["HOME": "/home/m"], "/home/m/.config/tend", "/home/m/.local/state/tend"),
    (["HOME": "/home/m//"], "/home/m/.config/tend", "/home/m/.local/state/tend"),
    (
      ["HOME": "/home/m", "XDG_CONFIG_HOME": "/c/", "XDG_STATE_HOME": "/s"],
      "/c/tend", "/s/tend"
    ),
    (
      ["HOME": "/home/m", "XDG_CONFIG_HOME": "c", "XDG_STATE_HOME": ""],
      "/home/m/.config/tend", "/home/m/.local/state/tend"
    ),
    (["XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s"], "/c/tend", "/s/tend"),
  ])
  func theDirectoriesFollowTheSpecification(
    environment: [String: String], config: String, state: String
  ) throws {
    let paths = try XDGPaths(environment: Environment(environment))
    #expect(paths.configDirectory == config)
    #expect(paths.stateDirectory == state)
  }

  @Test(arguments: [[:], ["HOME": ""], ["HOME": "relative"]])
  func withoutAHomeTheUserDatabaseIsAsked(environment: [String: String]) throws {
    let home = try Command("sh", "-c", "getent passwd $(id -u) | cut -d: -f6").output.dropLast()
    let paths = try XDGPaths(environment: Environment(environment))
    #expect(paths.configDirectory == "\(home)/.config/tend")
  }

  @Test func everyFileIsInOneOfTheTwo() throws {
    let paths = try XDGPaths(environment: ["HOME": "/h"])
    #expect(paths.planFile == "/h/.config/tend/plan.toml")
    #expect(paths.planDirectory == "/h/.config/tend/plan.d")
    #expect(paths.settingsFile == "/h/.config/tend/settings.toml")
    #expect(paths.ledgerFile == "/h/.local/state/tend/ledger.sqlite")
    #expect(paths.lockFile == "/h/.local/state/tend/ledger.lock")
    #expect(paths.backupDirectory == "/h/.local/state/tend/backups")
  }
}
