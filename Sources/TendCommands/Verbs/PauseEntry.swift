import ArgumentParser
import Care

/// `tend pause`: the household lets an entry rest.
struct PauseEntry: Verb {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Stop reminding of an entry for a while.",
    discussion: """
      What falls into the pause is recorded as skipped by whoever paused it. For a stop that the care team ordered,
      note that in --reason.
      """)

  @Argument(help: "The id of an entry.")
  var entry: EntryArgument

  @Option(
    name: .long, help: "The last day (2026-12-24), a time (20:00) or a span (3d); else until tend resume.")
  var until: String?

  @Option(name: .long, help: "Why.")
  var reason: String?

  @Option(name: .long, help: "Who pauses it: a contact of the plan, or a name.")
  var by: String?

  func run(_ context: CommandContext) throws {
    let keeper = try PauseKeeper(context, entry.id, channel: "pause", by: by)
    let end = try until.map { text in
      guard let end = PauseEnd(text) else {
        throw CommandFailure(
          "“\(text)” is not a day or time", code: .usage, hint: "2026-12-24, 20:00, “2026-12-24 08:00” or 3d")
      }
      return end.instant(now: context.now, zone: try keeper.zone(), moments: keeper.moments)
    }
    if let end, end <= context.now {
      throw CommandFailure("“\(until ?? "")” is past already", code: .usage)
    }
    try keeper.pause(until: end, reason: reason)
  }
}
