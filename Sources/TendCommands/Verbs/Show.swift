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
    let id = try entryID(book.plan, context)
    guard let entry = book.plan.entry(id) else {
      throw CommandFailure.renamed(id, in: book.plan)
        ?? CommandFailure(
          "the plan has no entry “\(id)”",
          hint: "tend list shows those it has; tend history \(id) what was recorded")
    }
    guard !json else {
      return JSONListing.print([entry], to: context.printer) { book.object($0, next: 5) }
    }
    try EntryCard(book: book, entry: entry, context: context).print()
  }

  private func entryID(_ plan: Plan, _ context: CommandContext) throws -> EntryID {
    switch target.target {
    case .entry(let id), .nominal(let id, _): return id
    case .occurrence(let id):
      let ledger = try context.openLedger(.readOnly)
      defer { try? ledger.close() }
      guard let occurrence = try ledger.read({ try $0.occurrence(id) }) else {
        throw CommandFailure("there is no occurrence \(id)")
      }
      if !json {
        let (instant, now) = (occurrence.facts.instant, context.now)
        let time = Phrase.time(instant, in: try context.displayZone(), now: now)
        let planned =
          occurrence.facts.isPlanned
          ? "planned for \(time) (\(Phrase.relative(instant, now: now)))" : "as needed"
        context.printer.line("\(id)  \(try standing(occurrence, plan, context)), \(planned)")
      }
      return occurrence.facts.key.entry
    }
  }

  /// `due`, or the answer with who gave it and when: `taken at 08:05, recorded by Ana at 08:06`.
  private func standing(_ occurrence: Occurrence, _ plan: Plan, _ context: CommandContext) throws -> String {
    guard let answer = occurrence.state.answer else {
      return occurrence.phase(at: context.now).rawValue
    }
    let zone = try context.displayZone()
    func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone, now: context.now) }
    var text = answer.outcome.words
    if answer.outcome == Outcome.fulfilled(occurrence.facts.kind) { text += " at \(time(answer.happenedAt))" }
    text += ", recorded by \(plan.contact(answer.by)?.name ?? answer.by)"
    if let recorded = occurrence.state.answeredAt { text += " at \(time(recorded))" }
    if let basis = answer.basis { text += " (\(basis.rawValue))" }
    return text + (answer.reasonWords { plan.contact($0)?.name ?? $0 }.map { " (\($0))" } ?? "")
  }
}
