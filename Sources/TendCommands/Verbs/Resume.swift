import ArgumentParser
import Care

/// `tend resume`: the end of a pause.
struct Resume: Verb {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Remind of a paused entry again.")

  @Argument(help: "The id of an entry.")
  var entry: EntryArgument

  @Option(name: .long, help: "Who resumes it: a contact of the plan, or a name.")
  var by: String?

  func run(_ context: CommandContext) throws {
    try PauseKeeper(context, entry.id, channel: "resume", by: by).resume()
  }
}
