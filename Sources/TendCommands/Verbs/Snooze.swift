import Almanac
import ArgumentParser
import Care

/// `tend snooze`: ask me again at.
struct Snooze: Verb {
  static let configuration = CommandConfiguration(
    commandName: "snooze", abstract: "Ask again later; the planned time stays what it is.",
    discussion: "A snooze ends before the occurrence counts as missed.")

  @Argument(help: "An occurrence (k7f), an entry (midostaurin), or entry@2026-12-03T08:00.")
  var target: TargetArgument

  @Argument(help: "For how long (20m, 1h30m), or until when (21:00).")
  var until = SnoozeEnd.after(.minutes(10))

  @Option(name: .long, help: "Who asks: a contact of the plan, or a name.")
  var by: String?

  func run(_ context: CommandContext) throws {
    let zone = try context.displayZone()
    let until = until.instant(in: zone, now: context.now)
    let recorder = try Recorder(context, channel: "snooze", by: by)
    let result = try recorder.record(target, happenedAt: nil) { occurrence, _ in
      do throws(Refusal) {
        return try occurrence.snoozing(until: until, by: recorder.by, now: context.now)
      } catch {
        throw error.failure(occurrence, names: recorder.name, zone: zone, now: context.now)
      }
    }
    context.printer.line(recorder.confirmation(result.event, result.occurrence))
  }
}
