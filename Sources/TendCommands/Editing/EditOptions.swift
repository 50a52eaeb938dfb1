import Almanac
import ArgumentParser

/// What every change of the plan can say.
struct EditOptions: ParsableArguments {
  @Flag(name: .long, help: "Show what would change and the next times, and write nothing.")
  var dryRun = false

  @Option(name: .long, help: "Who changes it: a contact of the plan, or a name.")
  var by: String?

  @Option(name: .long, help: "Who ordered it: a contact of the plan, or a name. Kept with the change.")
  var orderedBy: String?

  @Option(name: .long, help: "The day on which it was ordered: 2026-12-03; else today.")
  var on: DateArgument?

  func editing(_ context: CommandContext, channel: String) -> PlanEditing {
    PlanEditing(
      context: context, channel: channel, by: by, orderedBy: orderedBy, orderedOn: on?.date,
      isDryRun: dryRun)
  }
}

/// A day as the plan writes it: 2026-12-03.
struct DateArgument: ExpressibleByArgument {
  let date: CivilDate

  init?(argument: String) {
    guard let date = CivilDate(argument) else { return nil }
    self.date = date
  }
}
