import Almanac
import Care
import Ledger

/// Finds the occurrence an entry id means; where it is not clear it asks, or refuses when nobody can be asked.
struct ChoiceDialog {
  let context: CommandContext
  let ledger: Ledger
  let plan: Plan
  let settings: Settings

  /// - Parameter happenedAt: when it happened; nil for now.
  func choose(_ entry: EntryID, happenedAt: Instant?, verb: String) throws -> Occurrence {
    let rows = try rows(of: entry)
    guard plan.entry(entry) != nil || !rows.isEmpty else { throw CommandFailure.noEntry(entry, in: plan) }
    switch Choice.of(entry, among: rows, happenedAt: happenedAt, now: context.now) {
    case .one(let occurrence): return occurrence
    case .several(let open): return try ask(open, entry, verb)
    case .tooEarly(let next, let last):
      let missed = Choice.missed(of: entry, among: rows, now: context.now)
      return try confirm(next, last: last, missed: missed, entry, verb)
    case .otherTime(let candidate, let near):
      throw otherTime(candidate, near: near, isTimed: happenedAt != nil, verb: verb)
    case .none(let missed, let last): throw nothing(entry, missed: missed, last: last, verb: verb)
    }
  }

  /// The rows of the entry as tendd would have them now: those of the ledger, and where it is stopped, those it would
  /// have written since.
  private func rows(of entry: EntryID) throws -> [Occurrence] {
    let (stored, snapshot) = try ledger.read { ledger in
      let past = try ledger.lastProcessed().map { min($0, context.now) } ?? context.now
      return (
        try ledger.occurrences(of: entry), try ledger.snapshot(windowFrom: past - Planner.lookBack.seconds)
      )
    }
    let step = try context.planner(plan, settings).step(snapshot, now: context.now, release: Release.date)
    let current = step.occurrences.filter { $0.facts.key.entry == entry }
    let keys = Set(current.map(\.facts.key))
    return stored.filter { !keys.contains($0.facts.key) } + current
  }

  private func ask(_ open: [Occurrence], _ entry: EntryID, _ verb: String) throws -> Occurrence {
    let lines = try open.map { "  \($0.id)  \(try describe($0))" }
    guard context.terminal.canAsk else {
      throw CommandFailure(
        "\(open.count) of \(entry) are open; say which:\n" + lines.joined(separator: "\n"),
        code: .refused, hint: example(verb, open[0]))
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

  private func confirm(
    _ next: Occurrence, last: Occurrence?, missed: [Occurrence], _ entry: EntryID, _ verb: String
  ) throws -> Occurrence {
    let lists = missed.suffix(3).map { "\($0.id) is missed, \((try? describe($0)) ?? "")" }
    let state = (["nothing of \(entry) is due"] + recap(last) + lists).joined(separator: "; ")
    let when = "the next is \(next.id), \(try describe(next))"
    guard context.terminal.canAsk else {
      throw CommandFailure(
        "\(state); \(when), and may be answered by this name from \(try time(next.facts.earlyFrom)) on",
        code: .refused, hint: hint(missed, next, entry, verb))
    }
    context.printer.line("\(Phrase.capitalised(state)); \(when).")
    context.printer.flush()
    let question = "Record \(next.id), due \(try time(next.facts.instant)), as answered now? (y/N)"
    guard ["y", "yes"].contains(context.terminal.ask(question)?.lowercased()) else {
      throw CommandFailure("nothing was recorded")
    }
    return next
  }

  /// Where to go instead: to the one that was missed, or to one of the coming hours, never to one that is far ahead.
  private func hint(_ missed: [Occurrence], _ next: Occurrence, _ entry: EntryID, _ verb: String) -> String {
    guard verb == "take" || verb == "done" else { return "tend show \(entry)" }
    guard let latest = missed.last else {
      guard next.facts.instant - context.now <= ChoiceDialog.near else { return "tend show \(entry)" }
      return "if that one is meant: \(example(verb, next))"
    }
    return "if the missed one is meant: tend \(verb) \(latest.id) --at HH:MM"
  }

  /// How far ahead the next one may be to be offered, in seconds.
  private static let near: Int64 = 6 * 3600

  private func time(_ instant: Instant) throws -> String {
    Phrase.time(instant, in: try context.displayZone(), now: context.now)
  }

  /// Who answered last and when: what a second carer needs to know before anything else.
  private func recap(_ last: Occurrence?) -> [String] {
    guard let last, let answer = last.state.answer, let zone = try? context.displayZone() else { return [] }
    func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone, now: context.now) }
    let by = plan.contact(answer.by)?.name ?? answer.by
    let basis = answer.basis.map { " (\($0.rawValue))" } ?? ""
    let recorded = last.state.answeredAt.map { ", recorded \(time($0))" } ?? ""
    return [
      "\(last.id) was \(answer.outcome.words) at \(time(answer.happenedAt)) by \(by)\(basis)\(recorded)"
    ]
  }

  private func otherTime(
    _ candidate: Occurrence, near: [Occurrence], isTimed: Bool, verb: String
  ) -> CommandFailure {
    let named = near.compactMap { row in (try? describe(row)).map { "\n  \(row.id)  \($0)" } }.joined()
    return CommandFailure(
      "that is before \(candidate.id) could be answered, so another one is meant"
        + (named.isEmpty ? "" : "; around that time:\(named)"), code: .refused,
      hint: near.first.map { "tend \(verb) \($0.id) --at …" }
        ?? "to mean it all the same: \(example(verb, candidate))\(isTimed ? " --at …" : "")")
  }

  private func nothing(
    _ entry: EntryID, missed: [Occurrence], last: Occurrence?, verb: String
  ) -> CommandFailure {
    guard let latest = missed.last else {
      return CommandFailure(
        (["nothing of \(entry) is open"] + recap(last)).joined(separator: "; "),
        code: last == nil ? .failed : .refused, hint: "tend show \(entry) says when the next one is")
    }
    let lines = missed.suffix(5).compactMap { row in (try? describe(row)).map { "  \(row.id)  \($0)" } }
    return CommandFailure(
      "nothing of \(entry) is open; missed:\n" + lines.joined(separator: "\n"),
      hint: verb == "take" || verb == "done"
        ? "if it happened after all: tend \(verb) \(latest.id) --at HH:MM" : "tend review goes through them")
  }

  /// What to type instead.
  private func example(_ verb: String, _ occurrence: Occurrence) -> String {
    "tend \(verb) \(occurrence.id)" + (verb == "skip" ? " --reason …" : "")
  }

  private func describe(_ occurrence: Occurrence) throws -> String {
    let zone = try context.displayZone()
    let facts = occurrence.facts
    return "\(facts.name)\(facts.amount.map { " \($0)" } ?? ""), due "
      + "\(Phrase.time(facts.instant, in: zone, now: context.now)) (\(Phrase.relative(facts.instant, now: context.now)))"
  }
}
