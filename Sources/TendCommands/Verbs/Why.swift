import Almanac
import ArgumentParser
import Care
import Ledger

/// `tend why`: what fired, what did not, and which rule decided.
struct Why: Verb {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Explain why something was told, or was not: what happened, and which rule decided.",
    discussion: """
      Of an occurrence, everything that was told and what every channel said of it. Of an entry, what is open, or else
      the last one; with a date, what there was on that day, and if there was nothing, why.

        tend why k7f
        tend why midostaurin 2026-12-03
      """)

  @Argument(help: "An occurrence (k7f), an entry (midostaurin), or entry@2026-12-03T08:00.")
  var target: TargetArgument

  @Argument(help: "A day of an entry: today, yesterday, mon, 2026-12-03.")
  var day: String?

  @Flag(name: .long, help: "For programs: {\"version\":1,\"items\":[…]}.")
  var json = false

  func run(_ context: CommandContext) throws {
    let outlook = try Outlook(context)
    let answer = try WhyAnswer(outlook, target, day: day, sources: (try? context.loadPlan())?.sources)
    if json { answer.printJSON(to: context.printer) } else { answer.print(to: context.printer) }
    outlook.warn()
  }
}
