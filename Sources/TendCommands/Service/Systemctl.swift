import Glibc

/// The service manager of this user.
struct Systemctl {
  static let unit = "tend.service"

  let environment: [String: String]
  /// The variables that the manager gives its services, as lines `NAME=value`.
  private let managed: Set<Substring>

  /// Throws, with what to do, where there is no such manager to talk to.
  init(environment: [String: String]) throws {
    self.environment = environment
    let probe: ChildProcess.Captured
    do {
      probe = try ChildProcess("systemctl", ["--user", "show-environment"], environment: environment)
        .capture()
    } catch .missing {
      throw CommandFailure(
        "there is no systemd on this computer: systemctl is missing", code: .unavailable,
        hint: "run tendd in the foreground instead")
    }
    guard probe.ending == 0 else { throw Systemctl.noManager(probe.problems) }
    managed = Set(probe.output.split(separator: "\n"))
  }

  /// A line for each variable that sends tend and a tendd of this manager to different files.
  func otherPlaces(_ environment: [String: String]) -> [String] {
    ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "TZDIR"].compactMap { name in
      let here = environment[name].flatMap { $0.isEmpty ? nil : $0 }
      let there = managed.first { $0.hasPrefix(name + "=") }
      guard here.map({ "\(name)=\($0)" }) != there.map(String.init) else { return nil }
      return
        "\(name) is \(here ?? "not set") here and \(there?.dropFirst(name.count + 1) ?? "not set") for tendd, "
        + "so the two use different files; set it in ~/.config/environment.d and log in again"
    }
  }

  /// A variable that the manager gives its services; nil where it does not, or where it needs quotes.
  func managed(_ name: String) -> String? {
    let line = managed.first { $0.hasPrefix(name + "=") }
    return line.map { String($0.dropFirst(name.count + 1)) }.flatMap { $0.hasPrefix("$'") ? nil : $0 }
  }

  private static func noManager(_ problems: String) -> CommandFailure {
    let reason = problems.split(separator: "\n").first.map { ": \($0)" } ?? ""
    return CommandFailure(
      "systemd does not run for this user here\(reason)", code: .unavailable,
      hint: "run tendd in a terminal that stays open")
  }

  /// Runs `systemctl --user` and returns what it printed; a failure is an error in its own words.
  @discardableResult
  func run(_ arguments: String...) throws -> String {
    let captured = try capture(arguments)
    guard captured.ending == 0 else {
      throw CommandFailure(
        "systemctl --user \(arguments.joined(separator: " ")) failed: \(Systemctl.trimmed(captured.problems))",
        hint: "tend service logs -n 20")
    }
    return captured.output
  }

  /// The same where a failure is an answer too.
  func capture(_ arguments: [String]) throws -> ChildProcess.Captured {
    try ChildProcess("systemctl", ["--user"] + arguments, environment: environment).capture()
  }

  /// Properties of our unit by name.
  func properties(_ names: String...) throws -> [String: String] {
    let output = try run("show", Systemctl.unit, "--property", names.joined(separator: ","))
    let pairs = output.split(separator: "\n").compactMap { line -> (String, String)? in
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private static func trimmed(_ text: String) -> String {
    text.split(separator: "\n").joined(separator: "; ")
  }
}
