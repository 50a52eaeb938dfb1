import ArgumentParser
import Care

/// `tend status`: whether all is well.
struct Status: Verb {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show whether Tend is at work, what comes next, and what is wrong.",
    discussion:
      "Exit code: 0 when all is well, 69 when tendd is not running, 65 or 74 when the record is lost or cannot be read, 78 when the plan has mistakes."
  )

  @Option(name: .long, help: "Only what is for this person: an id of the plan, or a name.")
  var person: String?

  @Flag(name: .long, help: "For programs: one object.")
  var json = false

  @Option(
    name: .long,
    help: "For programs: json, or waybar for a module of that bar, with exit code 0 whatever it says.")
  var format: StatusFormat?

  func run(_ context: CommandContext) throws {
    let state = try HouseholdState(context, person: person)
    let printout = StatusPrintout(state: state, context: context)
    if format == .waybar {
      return context.printer.machine(JSONValue.object(PanelText(state: state, now: context.now).object).json)
    }
    if json || format == .json {
      context.printer.machine(JSONValue.object(printout.object).json)
    } else {
      printout.print()
    }
    if !state.process.isRunning { throw ExitCode(ExitStatus.unavailable.rawValue) }
    if let error = state.ledger.error { throw ExitCode(error.exitStatus.rawValue) }
    if state.loss != nil { throw ExitCode(ExitStatus.badRecord.rawValue) }
    if !state.plan.isInForce { throw ExitCode(ExitStatus.badPlan.rawValue) }
  }
}

/// `--format` of the status.
enum StatusFormat: String, CaseIterable, ExpressibleByArgument {
  case json, waybar
}
