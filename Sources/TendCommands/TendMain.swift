import ArgumentParser
import Glibc
import Host
import Household
import Ledger

/// What runs under the name `tend`.
public enum TendMain {
  /// Runs the verb named by the arguments, the program's own name first; returns the exit code.
  public static func run(_ arguments: [String]) -> CInt {
    umask(0o077)
    let printer = Printer()
    let variables = ProcessVariables.all()
    PhaseTrace(environment: variables, printer: printer).ended(.loader)
    do {
      let context = CommandContext(
        household: try Household(environment: .process), environment: variables, printer: printer,
        terminal: Terminal(environment: variables), program: arguments.first ?? "tend")
      return run(Array(arguments.dropFirst()), in: context)
    } catch {
      printer.problem("tend: \(error)")
      return ExitStatus.failed.rawValue
    }
  }

  /// Runs a verb in a given world; every error becomes words and an exit code here, in one place.
  static func run(_ arguments: [String], in context: CommandContext) -> CInt {
    let code = runVerb(arguments, in: context)
    context.printer.flush()
    context.trace.ended(.output)
    guard let error = context.printer.outputError else { return code }
    context.printer.problem("tend: cannot write the output: \(String(cString: strerror(error)))")
    return code == 0 ? ExitStatus.failed.rawValue : code
  }

  private static func runVerb(_ arguments: [String], in context: CommandContext) -> CInt {
    do {
      if let verb = QuickVerb(arguments) {
        context.trace.ended(.arguments)
        try verb.run(context)
        return 0
      }
      let command = try Tend.parseAsRoot(arguments)
      context.trace.ended(.arguments)
      if let verb = command as? any Verb {
        try verb.run(context)
      } else {
        var command = command
        try command.run()
      }
      return 0
    } catch let failure as CommandFailure {
      return report(failure, context)
    } catch let error as LedgerError {
      // Met late: a page or a row that does not read, or a disk that became full.
      return report(CommandFailure(record: error), context)
    } catch let code as ExitCode {
      return code.rawValue
    } catch  where Tend.exitCode(for: error) == .failure {
      context.printer.problem("tend: \(error)")
      return ExitStatus.failed.rawValue
    } catch {
      return explain(error, arguments, context)
    }
  }

  private static func report(_ failure: CommandFailure, _ context: CommandContext) -> CInt {
    context.printer.problem("tend: \(failure.message)")
    if let hint = failure.hint { context.printer.problem("  → \(hint)") }
    return failure.code.rawValue
  }

  /// What ArgumentParser has to say: help and version on standard output, mistakes on standard error.
  private static func explain(_ error: any Error, _ arguments: [String], _ context: CommandContext) -> CInt {
    let code = Tend.exitCode(for: error)
    if !code.isSuccess, let unknown = UnknownVerb(arguments) { return report(unknown.failure, context) }
    let text = Tend.fullMessage(for: error)
    if code.isSuccess { context.printer.machine(text) } else { context.printer.problem(text) }
    return code.rawValue
  }
}
