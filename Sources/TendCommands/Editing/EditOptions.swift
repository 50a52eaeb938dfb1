import Almanac
import ArgumentParser

/// What every change of the plan can say.
struct EditOptions: ParsableArguments {
  @Flag(name: .long, help: "Show what would change and the next times, and write nothing.")
  var dryRun = false

  @Option(name: .long, help: "Who changes it: a contact of the plan, or a name.")
  var by: String?

  func editing(_ context: CommandContext, channel: String, order: OrderOptions? = nil) throws -> PlanEditing {
    try order?.on?.checkHasCome(context)
    return PlanEditing(
      context: context, channel: channel, by: by, orderedBy: order?.orderedBy, orderedOn: order?.on?.date,
      isDryRun: dryRun)
  }
}

/// What a change of an entry says of the order behind it; one that is added has its order in the plan.
struct OrderOptions: ParsableArguments {
  @Option(name: .long, help: "Who ordered it: a contact of the plan, or a name. Kept with the change.")
  var orderedBy: String?

  @Option(name: .long, help: "The day on which it was ordered: 2026-12-03; else today.")
  var on: DateArgument?
}

/// A day as the plan writes it: 2026-12-03.
struct DateArgument: ExpressibleByArgument {
  let date: CivilDate

  init?(argument: String) {
    guard let date = CivilDate(argument) else { return nil }
    self.date = date
  }

  /// Of a day on which something was said: one that is still to come is a slip.
  func checkHasCome(_ context: CommandContext) throws {
    let today = try context.displayZone().local(at: context.now).date
    // Where the person lives it may be tomorrow already.
    guard date <= today + 1 else {
      throw CommandFailure(
        "\(date) is still to come", code: .usage, hint: "--on says the day on which it was said")
    }
  }
}
