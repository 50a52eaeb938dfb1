import Almanac
import Care
import Ledger

/// Tells a person what an edit made of an entry.
struct EntryReport {
  let context: CommandContext
  let result: PlanEditing.Result
  /// Whether what keeps the entry silent ends with the same command, which says so itself.
  var endsSilence = false

  var isChange: Bool { result.isChange }

  /// The diff and the next times, for a look after which nothing is saved.
  func preview(_ id: EntryID?) throws {
    try show(id)
    if isChange { context.printer.line("Nothing was changed: --dry-run.") }
  }

  /// The diff and the next times, for a look before anything is saved.
  func show(_ id: EntryID?) throws {
    guard isChange else {
      context.printer.line("Nothing would change.")
      return
    }
    context.printer.line(String(result.diff.dropLast()))
    guard let entry = id.flatMap(result.new.entry) else { return try sayMoves(besides: nil) }
    context.printer.line()
    context.printer.line("\(entry.id)  \(sentence(entry))")
    try times(of: entry, count: 5, onOneLine: false)
    for line in movedAlong(besides: entry.id) { context.printer.line(line) }
  }

  /// What changes of entries that are counted from the one that was edited.
  private func movedAlong(besides id: EntryID) -> [String] {
    guard let old = result.old else { return [] }
    let diff = PlanDiff(old: old, new: result.new)
    return zip(diff.touched, diff.lines).filter { $0.0 != id }.map(\.1)
  }

  /// The id, what the plan now says in plain English, and when that is next.
  func added(_ entry: Entry) throws {
    context.printer.line("\(entry.id)  \(sentence(entry))")
    try times(of: entry, count: 3, onOneLine: true)
  }

  /// What changed, in words.
  func changed(_ entry: Entry?) throws {
    guard isChange else {
      context.printer.line("The plan says so already; nothing was changed.")
      return
    }
    let lines = result.old.map { PlanDiff(old: $0, new: result.new).lines } ?? []
    for line in lines { context.printer.line(line) }
    if lines.isEmpty { context.printer.line("Saved. What the plan asks for stays the same.") }
    if let entry { try times(of: entry, count: 3, onOneLine: true) }
    try sayMoves(besides: entry?.id)
  }

  /// Other entries whose next time moved along: those that hang on what changed.
  private func sayMoves(besides id: EntryID?) throws {
    guard let old = result.old else { return }
    let moves = PlanMoves(
      old: try context.planner(old, result.settings), new: try context.planner(result.new, result.settings),
      now: context.now)
    let others = PlanMoves(moves.moves.filter { $0.entry != id })
    for line in others.lines(in: try context.displayZone(), now: context.now) {
      context.printer.line("  \(line)")
    }
  }

  private func sentence(_ entry: Entry) -> String {
    let person = result.new.person(entry.person).map { ", for \($0.name)" } ?? ""
    let amount = entry.amount.map { " \($0)" } ?? ""
    return "\(entry.name)\(amount)\(person): \(result.new.timingText(of: entry))"
  }

  /// Times that are to come remind of nothing while it is paused or held.
  private func saySilence(of entry: Entry) {
    guard !endsSilence, let ledger = try? context.openLedger(.readOnly) else { return }
    defer { try? ledger.close() }
    guard let zone = try? context.displayZone() else { return }
    let silent = StillSilent(plan: result.new, zone: zone, now: context.now)
    guard let line = try? ledger.read({ try silent.warning(entry, in: $0) }) else { return }
    context.printer.line("  \(line)")
  }

  /// Of an entry that has no time to come: what is to be expected of it all the same.
  private func withoutTimes(_ entry: Entry, _ planner: Planner) throws -> String {
    if entry.asNeeded != nil { return "It does not remind: tend take \(entry.id) when it is needed." }
    if let after = entry.after {
      let name = result.new.entry(after.entry)?.name ?? after.entry.text
      return "It is asked for once \(name) is recorded."
    }
    if let visit = EntryID(entry.id, step: "arrange") {
      let asked = try NextTimes(of: visit, in: planner, count: 1, context)
      if let line = asked.lines.first {
        return "Tend asks to arrange it from \(line) on; its date: tend move \(entry.id) DATE"
      }
    }
    return "No time of it is still to come: it will not remind."
  }

  private func times(of entry: Entry, count: Int, onOneLine: Bool) throws {
    if let silence = entry.silence {
      context.printer.line("  It does not remind: \(silence.rawValue).")
      context.printer.line(
        "  Once they agree: tend approve \(entry.id) --by …")
      return
    }
    let planner = try context.planner(result.new, result.settings)
    let next = try NextTimes(of: entry.id, in: planner, count: count, context)
    defer { saySilence(of: entry) }
    if next.isEmpty {
      context.printer.line("  \(try withoutTimes(entry, planner))")
    } else if onOneLine {
      context.printer.line("  next: \(next.lines.joined(separator: ", "))")
    } else {
      for line in next.lines { context.printer.line("  \(line)") }
    }
  }
}
