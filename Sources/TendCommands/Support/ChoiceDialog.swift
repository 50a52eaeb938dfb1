import Almanac
import Care
import Ledger

/// Finds the occurrence an entry id means; where it is not clear it asks, or refuses when nobody can be asked.
struct ChoiceDialog {
  let context: CommandContext
  let ledger: Ledger
  let plan: Plan

  func choose(_ entry: EntryID, verb: String) throws -> Occurrence {
    let rows = try ledger.read { try $0.occurrences(of: entry) }
    guard plan.entry(entry) != nil || !rows.isEmpty else { throw unknown(entry) }
    switch Choice.of(entry, among: rows, now: context.now) {
    case .one(let occurrence): return occurrence
    case .several(let open): return try ask(open, entry, verb)
    case .tooEarly(let next): return try confirm(next, entry, verb)
    case .none(let missed): throw nothing(entry, missed: missed, verb: verb)
    }
  }

  private func ask(_ open: [Occurrence], _ entry: EntryID, _ verb: String) throws -> Occurrence {
    let lines = try open.map { "  \($0.id)  \(try describe($0))" }
    guard context.terminal.canAsk else {
      throw CommandFailure(
        "\(open.count) of \(entry) are open; say which:\n" + lines.joined(separator: "\n"),
        code: .refused, hint: "tend \(verb) \(open[0].id)")
    }
    context.printer.line("\(open.count) of \(entry) are open:")
    for line in lines { context.printer.line(line) }
    context.printer.flush()
    let answer = context.terminal.ask("Which one?")
    guard let chosen = open.first(where: { $0.id.text == answer }) else {
      throw CommandFailure("nothing was recorded")
    }
    return chosen
  }

  private func confirm(_ next: Occurrence, _ entry: EntryID, _ verb: String) throws -> Occurrence {
    let when = "the next \(entry) is \(next.id), \(try describe(next))"
    guard context.terminal.canAsk else {
      throw CommandFailure(
        "nothing of \(entry) is due; \(when)", code: .refused,
        hint: "to answer it so early, name it: tend \(verb) \(next.id)")
    }
    context.printer.line("Nothing of \(entry) is due; \(when).")
    context.printer.flush()
    guard ["y", "yes"].contains(context.terminal.ask("Answer it now? (y/N)")?.lowercased()) else {
      throw CommandFailure("nothing was recorded")
    }
    return next
  }

  private func nothing(_ entry: EntryID, missed: [Occurrence], verb: String) -> CommandFailure {
    guard let latest = missed.last else {
      return CommandFailure(
        "nothing of \(entry) is open", hint: "tend show \(entry) says when the next one is")
    }
    let lines = missed.suffix(5).compactMap { row in (try? describe(row)).map { "  \(row.id)  \($0)" } }
    return CommandFailure(
      "nothing of \(entry) is open; missed:\n" + lines.joined(separator: "\n"),
      hint: "if it happened after all: tend \(verb) \(latest.id) --at HH:MM")
  }

  private func unknown(_ entry: EntryID) -> CommandFailure {
    CommandFailure("there is no entry “\(entry)”", hint: "tend list shows them")
  }

  private func describe(_ occurrence: Occurrence) throws -> String {
    let zone = try context.displayZone()
    let facts = occurrence.facts
    return "\(facts.name)\(facts.amount.map { " \($0)" } ?? ""), due "
      + "\(Phrase.time(facts.instant, in: zone, now: context.now)) (\(Phrase.relative(facts.instant, now: context.now)))"
  }
}
