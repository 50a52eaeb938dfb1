import ArgumentParser

/// `tend service logs`.
struct ServiceLogs: Verb {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "Show what tendd wrote to the journal.",
    discussion:
      "What follows is for journalctl: -f waits for more, -n 20 is the last twenty, -o json all fields.")

  @Argument(parsing: .captureForPassthrough, help: "Options of journalctl.")
  var options: [String] = []

  func run(_ context: CommandContext) throws {
    context.printer.flush()
    let journal = ChildProcess(
      "journalctl", ["--user", "-t", "tend"] + options, environment: context.environment)
    throw CommandFailure("\(journal.replaceThisProcess())", code: .unavailable)
  }
}
