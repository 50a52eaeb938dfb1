import Almanac
import ArgumentParser
import Care
import Household
import PlanFile

/// `tend move`: everything of an entry that hangs on one date goes with that date.
struct Move: Verb {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Move an entry to another date, with everything that hangs on it.",
    discussion: """
      tend move cladribine 2026-12-14        day 1 of its cycle; all cycles move along
      tend move transplant-day 2027-01-18    day 0 of its countdown
      tend move hematology "2026-12-10 11:00"
      tend move day-28 "2026-12-29 09:40"    the date of a visit that was to be arranged in its window
      What was told or answered stays as it is; the old time of an appointment is recorded as moved. At a terminal the
      change is shown first.
      """)

  @Argument(help: "The id of an entry.")
  var entry: EntryArgument

  @Argument(
    help: "The new day 1, day 0, first day or date: 2026-12-14; for a single date also with its time.")
  var date: MoveDate

  @Flag(name: .long, help: "Do not ask.")
  var yes = false

  @OptionGroup var edit: EditOptions

  @OptionGroup var order: OrderOptions

  func run(_ context: CommandContext) throws {
    var editing = try edit.editing(context, channel: "move", order: order)
    editing.alongside = MovedVisit(context: context, entry: entry.id, by: edit.by).events
    if edit.dryRun || (context.terminal.canAsk && !yes) {
      var look = editing
      look.isDryRun = true
      let report = EntryReport(context: context, result: try look.change(draft))
      guard !edit.dryRun else { return try report.preview(entry.id) }
      try report.show(entry.id)
      context.printer.flush()
      guard report.isChange else { return }
      guard ["y", "yes"].contains(context.terminal.ask("Move it? (y/N)")?.lowercased()) else {
        throw CommandFailure("nothing was changed")
      }
    }
    let result = try editing.change(draft)
    try EntryReport(context: context, result: result).changed(result.new.entry(entry.id))
  }

  private func draft(_ draft: PlanDraft) throws -> FileChange {
    var editor = try draft.editor(holding: entry.id)
    guard let plan = draft.plan, let known = plan.entry(entry.id) else {
      throw EditComplaint(draft.loaded.plan.diagnostics, .commandOnMistakes).failure
    }
    for (key, value) in try date.assignments(known) { try editor.set(entry.id, key, to: value) }
    return draft.change(editor, of: entry.id)
  }
}

/// Where an entry goes: a date, with a time where the entry is a single one.
struct MoveDate: ExpressibleByArgument {
  let date: CivilDate
  let time: ClockTime?

  init?(argument: String) {
    if let date = CivilDate(argument) {
      (self.date, time) = (date, nil)
    } else if let local = CivilDateTime(argument) {
      (date, time) = (local.date, local.time)
    } else {
      return nil
    }
  }

  /// The keys of the plan that change, and what they become.
  fileprivate func assignments(_ entry: Entry) throws -> [(key: String, value: PlanValue)] {
    if let window = entry.window { return [("arranged", try arranged(entry, window))] }
    return try plainAssignments(entry).map { ($0.key, .text($0.value)) }
  }

  /// The dates of an entry with a window: this one takes the place of another one of its window.
  private func arranged(_ entry: Entry, _ window: VisitWindow) throws -> PlanValue {
    guard let middle = window.middles(around: date).first else {
      let spans = [window.span(before: date), window.spans(from: date, count: 1).first].compactMap(\.self)
      throw CommandFailure(
        "\(date) lies outside the window of \(entry.id): \(spans.map(\.words).joined(separator: "; "))",
        code: .refused, hint: "if the care team allows another day: tend set \(entry.id) window=…")
    }
    guard let time else {
      throw CommandFailure(
        "\(entry.id) is to be arranged, so the date needs its time", code: .usage,
        hint: "tend move \(entry.id) \"\(date) 09:40\"")
    }
    let span = window.span(around: middle)
    let others = entry.timing.when.filter { !(span.first...span.last).contains($0.date) }
    let dates = (others + [CivilDateTime(date, time)]).sorted().map { "\($0.date) \($0.time)" }
    return dates.count == 1 ? .text(dates[0]) : .list(dates.map(PlanValue.text))
  }

  private func plainAssignments(_ entry: Entry) throws -> [(key: String, value: String)] {
    let timing = entry.timing
    if let tie = entry.tie {
      throw CommandFailure(
        "\(entry.id) is counted from \(tie.entry), and moves with it", code: .refused,
        hint: "tend move \(tie.entry) \(date)")
    }
    guard timing.when.isEmpty else {
      guard timing.when.count == 1 else {
        throw CommandFailure(
          "\(entry.id) has \(timing.when.count) dates, and it is not clear which is meant", code: .refused,
          hint: "tend set \(entry.id) when=…")
      }
      return [("when", "\(date) \(time ?? timing.when[0].time)")]
    }
    guard time == nil else {
      throw CommandFailure(
        "only an entry with a single date can be moved to a time of day", code: .usage,
        hint: "tend move \(entry.id) \(date); tend set \(entry.id) at=…")
    }
    if timing.cycle != nil { return [("cycle.day1", "\(date)")] }
    if timing.countdown != nil { return [("countdown.day0", "\(date)")] }
    if let rule = timing.rule { try check(rule, of: entry) }
    guard let from = timing.from else {
      throw CommandFailure(
        "\(entry.id) hangs on no date: it has neither a cycle, a countdown, a first day nor a single date",
        code: .refused, hint: "tend set \(entry.id) from=\(date)")
    }
    // A taper ends by itself.
    let ending = entry.hasTaper ? nil : timing.until
    let until = ending.map { [("until", "\($0 + (date - from))")] } ?? []
    return [("from", "\(date)")] + until
  }

  /// A rule is counted from its first day and moves with it; dates in the rule itself would stay where they are.
  private func check(_ rule: Timing.Rule, of entry: Entry) throws {
    switch rule {
    case .recurrence(let recurrence):
      guard recurrence.until != nil else { return }
      throw CommandFailure(
        "the rule of \(entry.id) has its end in itself (UNTIL), and that would stay where it is",
        code: .refused, hint: "tend set \(entry.id) from=\(date) rrule=…")
    case .calendar:
      guard entry.timing.from == nil else { return }
      throw CommandFailure(
        "\(entry.id) hangs on no date: its calendar event says the days by itself", code: .refused,
        hint: "tend set \(entry.id) calendar=…")
    }
  }
}

extension Entry {
  fileprivate var hasTaper: Bool {
    guard case .medication(let medication) = detail else { return false }
    return !medication.taper.isEmpty
  }
}
