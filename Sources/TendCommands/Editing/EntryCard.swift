import Almanac
import Care
import PlanFile

/// Everything the plan says of one entry, for a person to read.
struct EntryCard {
  let book: EntryBook
  let entry: Entry
  let context: CommandContext

  private typealias Row = (label: String, texts: [String])

  func print() throws {
    let name = entry.name + (entry.amount.map { " \($0)" } ?? "")
    let person = book.person(of: entry).map { ", for \($0.name)" } ?? ""
    context.printer.styled(
      Style.bold.apply(Phrase.harmless("\(entry.id)  \(name)"), context.terminal)
        + Phrase.harmless(" (\(entry.kind.rawValue)\(person))"))
    let standing = book.standing(of: entry)
    if !standing.isEmpty {
      context.printer.styled(
        "  " + Style.warning.apply(Phrase.harmless("It does not remind: \(standing)"), context.terminal))
    }
    let rows = try
      (timing() + details() + links() + questions() + steps() + windows() + next() + silences() + place())
      .filter {
        !$0.texts.isEmpty
      }
    let width = rows.map(\.label.count).max() ?? 0
    for row in rows {
      for (index, text) in row.texts.enumerated() {
        let label = index == 0 ? row.label : ""
        context.printer.line("  \(label)\(String(repeating: " ", count: width - label.count))  \(text)")
      }
    }
  }

  private func timing() throws -> [Row] {
    let zone = book.zone(of: entry)
    let isNamed = book.plan.zoneName(of: entry) != nil
    let moments = book.plan.moments(of: entry)
    return [
      ("when", [book.plan.timesText(of: entry)]), ("doses", entry.doses(moments: moments)),
      ("zone", isNamed ? [zone.name] : []),
    ]
  }

  private func details() -> [Row] {
    switch entry.detail {
    case .medication(let medication):
      [
        row("take", medication.take), row("food", medication.foodRule?.words ?? medication.food),
        ("if missed", medication.ifMissed?.split(separator: "\n").map(String.init) ?? []),
        row("not within", medication.notWithin.map { "\(length($0)) of the next dose" }),
        ("if not kept", medication.ifNotKept?.split(separator: "\n").map(String.init) ?? []),
        row("at most", medication.maxPerDay.map { "\($0) a day" }),
        ("apart from", book.plan.separation(of: entry.id).words),
        row("ordered by", contact(medication.orderedBy)), ("stock", stockLines()),
      ]
    case .appointment(let appointment):
      [
        row("with", contact(appointment.with)), row("place", appointment.place),
        row("lasts", appointment.lasts.map(length)),
        ("windows", windows(appointment.window)),
        row("follow-up", appointment.followUp.map { "asked to arrange the next one, \($0) days after" }),
        row("travel", appointment.travel.map { "\(length($0)): told to leave so long before" }),
        row(
          "told", appointment.remind.isEmpty ? nil : Phrase.list(appointment.remind.map(length)) + " before"),
      ]
    case .activity(let activity):
      [
        row("lasts", activity.lasts.map(length)),
        row("carer", contact(activity.carer).map { "\($0): needs no approval" }),
        row("approval", approval(activity.approval)),
        row("because", activity.approval?.reason),
        (
          "phases",
          activity.phases.isEmpty
            ? [] : [Phrase.list(activity.phases.map { "\($0.name) \(Phrase.length($0.lasts))" })]
        ),
      ]
    case .step(let step): [row("step", step.text), row("belongs to", entry.id.parent?.text)]
    case .checkIn(let checkIn):
      [
        row("asks", checkIn.questions.isEmpty ? nil : Phrase.list(checkIn.questions.map(\.words))),
        ("flag", checkIn.flags.map { "\($0.words): \($0.say)" }),
      ]
    }
  }

  private func links() -> [Row] { [("links", entry.links.map(\.words))] }

  /// What is derived from it, each with the id it is asked for under.
  private func steps() -> [Row] {
    let steps = book.plan.steps(of: entry).map { step in
      let when = book.next(of: step, count: 1).first.map {
        Phrase.time($0.instant, in: book.zone(of: step), now: context.now)
      }
      guard case .step(let detail) = step.detail else { return step.id.text }
      return "\(detail.text), \(when ?? "nothing to come") (\(step.id))"
    }
    return [("steps", steps)]
  }

  /// The windows that are not over, each with what is known of its visit.
  private func windows(_ window: VisitWindow?) -> [String] {
    guard let window else { return [] }
    let today = book.zone(of: entry).local(at: context.now).date
    return window.spans(from: today, count: 3).map { span in
      let dates = entry.timing.when.filter { (span.first...span.last).contains($0.date) }
      let state = dates.first.map { "arranged for \(Phrase.date($0.date, near: today)) \($0.time)" }
      return "\(span.words): \(state ?? "to be arranged, tend move \(entry.id) DATE")"
    }
  }

  /// What is to be asked there, each with the number it is closed by.
  private func questions() -> [Row] {
    [("to ask", book.questions(of: entry).map { "\($0.question.text) (\($0.number))" })]
  }

  private func stockLines() -> [String] {
    guard let standing = book.stock(of: entry) else { return [] }
    let places = standing.record.batches.filter { $0.place != nil }.map { batch in
      "\(batch.place ?? ""): \(standing.stock.text(batch.count))"
        + (batch.expires.map { ", expires \($0)" } ?? "")
    }
    return [standing.words] + places + standing.warnings
  }

  private func approval(_ approval: Approval?) -> String? {
    guard let approval else { return nil }
    var text = approval.status.rawValue
    if let by = contact(approval.by) { text += " by \(by)" }
    if let dated = approval.dated { text += " on \(dated)" }
    if let review = approval.review { text += ", to be reviewed on \(review)" }
    return text
  }

  /// The windows as they are for the next time: what the entry leaves open comes from the settings.
  private func windows() -> [Row] {
    guard let facts = book.planner.upcoming(of: entry.id, after: context.now, count: 1).first else {
      return []
    }
    return [
      row(
        "importance",
        "\(facts.importance.rawValue), told again every \(length(facts.repeatEvery)) until answered"),
      row("early", "may be answered from \(Phrase.length(facts.instant - facts.earlyFrom)) before"),
      row("late", "\(Phrase.length(facts.lateAt - facts.instant)) after its time"),
      row("missed", "\(Phrase.length(facts.missedAt - facts.instant)) after its time"),
    ]
  }

  private func next() throws -> [Row] {
    if let room = book.room(of: entry) {
      return [("room", [room.words(shownIn: try context.displayZone())])]
    }
    let next = book.next(of: entry, count: 5)
    let times = try NextTimes(next, zone: book.zone(of: entry), context).lines
    return [("next", times.isEmpty && entry.silence == nil ? ["nothing to come"] : times)]
  }

  /// What `tend check` is to let be.
  private func silences() -> [Row] { [("not checked", entry.silences.map(\.words))] }

  private func place() -> [Row] { [row("written", book.place(of: entry).map { "\($0.file):\($0.line)" })] }

  private func row(_ label: String, _ text: String?) -> Row { (label, text.map { [$0] } ?? []) }

  private func length(_ span: TimeSpan) -> String { Phrase.length(span.seconds) }

  /// `Dr Okafor (hematologist, +49 …)`.
  private func contact(_ id: String?) -> String? {
    guard let id else { return nil }
    guard let contact = book.plan.contact(id) else { return id }
    let more = [contact.role, contact.phone].compactMap { $0 }
    return contact.name + (more.isEmpty ? "" : " (\(more.joined(separator: ", ")))")
  }
}
