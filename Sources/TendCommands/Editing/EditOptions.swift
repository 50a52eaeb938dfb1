import ArgumentParser

/// What every change of the plan can say.
struct EditOptions: ParsableArguments {
  @Flag(name: .long, help: "Show what would change and the next times, and write nothing.")
  var dryRun = false

  @Option(name: .long, help: "Who changes it: a contact of the plan, or a name.")
  var by: String?

  func editing(_ context: CommandContext, channel: String) -> PlanEditing {
    PlanEditing(context: context, channel: channel, by: by, isDryRun: dryRun)
  }
}
