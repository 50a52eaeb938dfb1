import ArgumentParser
import Care

/// `tend changes`: what became of an entry.
struct Changes: Verb {
  static let configuration = CommandConfiguration(
    commandName: "changes", abstract: "Show what was changed of an entry, when, and by whose order.",
    discussion:
      "From every plan that was in force, and the holds and releases of the care team; the oldest first.")

  @Argument(help: "The id of an entry.")
  var entry: EntryArgument

  @Flag(name: .long, help: "For programs: {\"version\":1,\"items\":[…]}.")
  var json = false

  func run(_ context: CommandContext) throws {
    let outlook = try Outlook(context, needsLedger: true)
    let id = entry.id.written
    let changes = try EntryChanges(id, outlook).items
    guard !changes.isEmpty || outlook.plan.entry(id) != nil else {
      throw CommandFailure("there is no entry “\(id)”", hint: "tend list shows them")
    }
    if json {
      JSONListing.print(changes, to: context.printer) { $0.object(outlook) }
    } else if changes.isEmpty {
      context.printer.line("Nothing is recorded of \(id) yet.")
    } else {
      for change in changes { context.printer.line(change.line(outlook)) }
    }
    outlook.warn()
  }
}
