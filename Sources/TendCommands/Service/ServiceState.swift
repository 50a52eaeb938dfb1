/// What the service manager says of tendd.
struct ServiceState {
  let isInstalled: Bool
  let isActive: Bool
  private let properties: [String: String]

  init(_ systemctl: Systemctl) throws {
    properties = try systemctl.properties(
      "LoadState", "ActiveState", "SubState", "StatusText", "MainPID", "UnitFileState",
      "ActiveEnterTimestamp",
      "NRestarts", "Result")
    isInstalled = properties["LoadState"] != "not-found"
    isActive = ["active", "reloading"].contains(properties["ActiveState"])
  }

  /// Prints it in a few lines; returns whether tendd runs.
  func print(_ context: CommandContext) throws -> Bool {
    guard isInstalled else {
      throw CommandFailure(
        "tend.service is not installed for this user", code: .unavailable, hint: "tend service install")
    }
    let state = "\(self["ActiveState"]) (\(self["SubState"]))"
    var line = "tend.service is \(Style.bold.apply(state, context.terminal))"
    if isActive, !self["ActiveEnterTimestamp"].isEmpty { line += " since \(self["ActiveEnterTimestamp"])" }
    context.printer.styled(line)
    if isActive, !self["StatusText"].isEmpty { context.printer.line("  \(self["StatusText"])") }
    if isActive { context.printer.line("  process \(self["MainPID"]), \(self["UnitFileState"])") }
    if !isActive, self["Result"] != "success" {
      context.printer.line("  it ended with: \(self["Result"]); tend service logs -n 20 says more")
    }
    if let restarts = Int(self["NRestarts"]), restarts > 0 {
      context.printer.line("  restarted by systemd: \(restarts)×")
    }
    return isActive
  }

  private subscript(_ name: String) -> String { properties[name] ?? "" }
}
