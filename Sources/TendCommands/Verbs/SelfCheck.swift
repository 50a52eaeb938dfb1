import ArgumentParser
import Care

/// `tend self-check`: whether this very binary does what no compiler promises of it.
struct SelfCheck: Verb {
  static let configuration = CommandConfiguration(
    commandName: "self-check",
    abstract: "Show that this build reads time zones, writes JSON and keeps a record.",
    discussion: "Touches none of your files. Exits with 1 when something does not work.", shouldDisplay: false
  )

  @Option(name: .long, help: "The zone to read.")
  var zone = "America/New_York"

  func run(_ context: CommandContext) throws {
    let checks = BuildChecks(household: context.household)
    context.printer.line("tend \(Release.version)")
    var failed = 0
    for check in [{ try checks.zone(zone) }, checks.json, checks.ledger] {
      do {
        context.printer.line("ok    \(try check())")
      } catch {
        context.printer.line("FAIL  \((error as? CommandFailure)?.message ?? "\(error)")")
        failed += 1
      }
    }
    guard failed == 0 else { throw CommandFailure("\(failed) of 3 checks failed") }
  }
}
