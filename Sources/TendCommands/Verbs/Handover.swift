import Almanac
import ArgumentParser
import Care
import Ledger

/// `tend handover`: what the next carer has to know.
struct Handover: Verb {
  static let configuration = CommandConfiguration(
    commandName: "handover",
    abstract: "Show what the next carer has to know: flags, what is open, missed, coming and allowed.",
    discussion: "It shows and changes nothing. Print it, or read it out at the door.")

  @Option(name: .long, help: "How far back: 8h, 2d.")
  var since = "12h"

  @Option(name: .long, help: "How far ahead: 8h, 2d.")
  var next = "12h"

  @Option(name: .long, help: "Only what is for this person: an id of the plan, or a name.")
  var person: String?

  @Flag(name: .long, help: "For programs: one object.")
  var json = false

  func run(_ context: CommandContext) throws {
    let outlook = try Outlook(context, person: person, needsLedger: true)
    let notes = try HandoverNotes(outlook, back: try span(since), ahead: try span(next))
    if json { context.printer.machine(JSONValue.object(notes.object).json) } else { notes.print() }
    outlook.warn()
  }

  private func span(_ text: String) throws -> TimeSpan {
    guard let span = TimeSpan(text), span.seconds > 0, span <= .days(14) else {
      throw CommandFailure("“\(text)” is not a length of time up to 14d", code: .usage, hint: "--since 12h")
    }
    return span
  }
}
