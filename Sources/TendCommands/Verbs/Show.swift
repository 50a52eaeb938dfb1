import Almanac
import ArgumentParser
import Care
import Ledger

/// `tend show`: everything the plan says of one entry.
struct Show: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show everything the plan says of an entry.")

  @Argument(help: "An entry (midostaurin), or an occurrence of it (k7f).")
  var target: TargetArgument

  @Flag(name: .long, help: "As JSON; Documentation/json.md holds the keys.")
  var json = false

  func run(_ context: CommandContext) throws {
    let book = try EntryBook(context)
    let id = try entryID(context)
    guard let entry = book.plan.entry(id) else {
      throw CommandFailure(
        "the plan has no entry “\(id)”",
        hint: "tend list shows those it has; tend history \(id) what was recorded")
    }
    guard !json else {
      return JSONListing.print([entry], to: context.printer) { book.object($0, next: 5) }
    }
    try EntryCard(book: book, entry: entry, context: context).print()
  }

  private func entryID(_ context: CommandContext) throws -> EntryID {
    switch target.target {
    case .entry(let id), .nominal(let id, _): return id
    case .occurrence(let id):
      let ledger = try context.openLedger(.readOnly)
      defer { try? ledger.close() }
      guard let occurrence = try ledger.read({ try $0.occurrence(id) }) else {
        throw CommandFailure("there is no occurrence \(id)")
      }
      if !json {
        let (facts, now) = (occurrence.facts, context.now)
        let time = Phrase.time(facts.instant, in: try context.displayZone(), now: now)
        context.printer.line(
          "\(id)  \(occurrence.phase(at: now).rawValue), planned for \(time) (\(Phrase.relative(facts.instant, now: now)))"
        )
      }
      return occurrence.facts.key.entry
    }
  }

}
