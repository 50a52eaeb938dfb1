import ArgumentParser
import Care
import Ledger

/// A command of `tend`, one file each.
protocol Verb: ParsableCommand {
  func run(_ context: CommandContext) throws
}

extension Verb {
  /// Never called: `CommandLine` runs every verb in a context.
  func run() throws {
    throw CommandFailure("this verb was started without a context")
  }
}
