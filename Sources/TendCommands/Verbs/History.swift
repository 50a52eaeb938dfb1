import Almanac
import ArgumentParser
import Care

/// `tend history`: what happened, in words.
struct History: Verb {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show what happened: who did what, when it happened and when it was recorded.",
    discussion: """
      Times at the left are those of the record. What was taken back later is shown and marked. Of one occurrence
      everything is shown, reminders too; otherwise --all shows what Tend did by itself.
      """)

  @Argument(help: "An occurrence (k7f), an entry (midostaurin), or entry@2026-12-03T08:00.")
  var target: TargetArgument?

  @Option(name: .long, help: "Only what was recorded from then on: yesterday, mon, week, 30d, 2026-11-22.")
  var since: String?

  @Option(name: .long, help: "Only what is for this person: an id of the plan, or a name.")
  var person: String?

  @Option(name: .short, help: "The newest so many; without it 50, or with --since, --json or an id all.")
  var number: Int?

  @Flag(name: .long, help: "Also reminders, changes of the plan and what else Tend recorded.")
  var all = false

  @Flag(name: .long, help: "For programs: {\"version\":1,\"items\":[…]}.")
  var json = false

  func validate() throws {
    if let number, number < 1 { throw ValidationError("-n needs a number of 1 or more") }
  }

  func run(_ context: CommandContext) throws {
    let outlook = try Outlook(context, person: person, needsLedger: true)
    let instants = try since.map {
      try DateRange.read($0, outlook.zone, now: context.now, .back).instants(in: outlook.zone)
    }
    let hasLimit = target == nil && instants == nil && !json
    let query = HistoryQuery(
      target: target, recorded: instants, person: outlook.person, limit: number ?? (hasLimit ? 50 : .max),
      isComplete: all || target?.isOfEntry == false)
    let lines = try outlook.read { try query.lines($0, plan: outlook.plan) } ?? []
    if lines.isEmpty, let entry = target?.entry, outlook.plan.entry(entry) == nil {
      throw CommandFailure.noEntry(entry, in: outlook.plan)
    }
    let words = HistoryWords(outlook)
    if json {
      let writer = HistoryJSON(words: words)
      JSONListing.print(lines, to: context.printer) { writer.object($0) }
    } else if lines.isEmpty {
      context.printer.line("Nothing is recorded\(target.map { " of \($0.text)" } ?? "").")
    } else {
      HistoryPrintout(words: words).print(lines)
    }
    outlook.warn()
  }
}
