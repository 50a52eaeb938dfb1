import Almanac
import Care
import Ledger

/// Questions for people and programs.
struct QuestionLines {
  let plan: Plan
  /// The zone times are shown in.
  let zone: ZoneRules
  let now: Instant

  init(_ outlook: Outlook) { self.init(plan: outlook.plan, zone: outlook.zone, now: outlook.now) }

  init(plan: Plan, zone: ZoneRules, now: Instant) { (self.plan, self.zone, self.now) = (plan, zone, now) }

  /// `412  Is the rash from the new dose?  (for Hematology clinic; Ana, Thu 3 Dec 08:00)`.
  func line(_ kept: KeptQuestion) -> String {
    let question = kept.question
    let visit = question.entry.map { "for \(plan.entry($0)?.name ?? $0.text)" }
    let whose = plan.people.count > 1 ? plan.person(question.person).map { "of \($0.name)" } : nil
    let details = [visit, whose].compactMap(\.self) + ["\(name(question.by)), \(time(kept.askedAt))"]
    var text = "\(kept.number)  \(question.text)  (\(details.joined(separator: "; ")))"
    if let closing = kept.closing, let closedAt = kept.closedAt {
      text += " — asked, \(time(closedAt)) by \(name(closing.by))\(closing.answer.map { ": \($0)" } ?? "")"
    }
    return text
  }

  /// Of whom it is; nil for nobody in particular.
  func person(_ kept: KeptQuestion) -> String? {
    kept.question.person ?? kept.question.entry.flatMap { plan.entry($0)?.person }
  }

  /// `Documentation/json.md` says what each key means.
  func object(_ kept: KeptQuestion) -> JSONObject {
    [
      "number": .number(kept.number), "state": .text(kept.isOpen ? "open" : "asked"),
      "question": .text(kept.question.text), "entry": .text(kept.question.entry?.text),
      "person": .text(person(kept)), "by": .text(kept.question.by),
      "asked_at": .instant(kept.askedAt, in: zone), "answer": .text(kept.closing?.answer),
      "closed_at": .instant(kept.closedAt, in: zone), "closed_by": .text(kept.closing?.by),
    ]
  }

  private func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone, now: now) }
  private func name(_ id: String) -> String { plan.contact(id)?.name ?? id }
}

extension Recorder {
  /// After a visit: what is still to be written down.
  func sayQuestions(of occurrence: Occurrence) throws {
    guard occurrence.state.answer?.outcome == .attended else { return }
    let open = try ledger.read { try $0.household().questions }.filter { $0.question.isFor(occurrence.facts) }
    guard !open.isEmpty else { return }
    context.printer.line("Was it asked? tend ask --done NUMBER --answer \"…\"")
    let lines = QuestionLines(plan: plan, zone: try context.displayZone(), now: context.now)
    for question in open { context.printer.line("  \(Phrase.harmlessLine(lines.line(question)))") }
  }
}
