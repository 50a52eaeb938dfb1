import Almanac
import Care
import Ledger

/// Everything a handover holds, for people and programs: what needs a hand first, then what comes, then what was.
struct HandoverNotes {
  private let outlook: Outlook
  private let from: Instant
  private let through: Instant
  private let flags: [RaisedFlag]
  /// Due, late or asked to wait.
  private let open: [AgendaItem]
  private let missed: [AgendaItem]
  private let coming: [AgendaItem]
  /// Answered since then, by when it happened.
  private let done: [AgendaItem]
  private let rooms: [AsNeededRoom]
  private let resting: [(entry: Entry, pause: Pause)]
  private let held: HeldLines
  private let diary: [DiaryEntry]
  /// For the care team, and not asked yet.
  private let questions: [KeptQuestion]

  init(_ outlook: Outlook, back: TimeSpan, ahead: TimeSpan) throws {
    let now = outlook.now
    let (from, through) = (now - back.seconds, now + ahead.seconds)
    let person = outlook.person
    self.outlook = outlook
    (self.from, self.through) = (from, through)
    flags = try outlook.openFlags()
    open = try outlook.due().filter { $0.phase != .missed }
    missed = try outlook.missed()
    let days = try outlook.agenda(from: from - Planner.lookBack.seconds, through: through)
    coming = days.filter { $0.instant > now && $0.answer == nil && $0.phase == .upcoming }
    done = days.filter { $0.answer.map { $0.happenedAt >= from && $0.happenedAt <= now } ?? false }
      .sorted { ($0.answer?.happenedAt ?? now) < ($1.answer?.happenedAt ?? now) }
    rooms = try AsNeededRoom.all(in: outlook.planner, outlook.ledger, person: person, now: now)
    let pauses = try outlook.read { try $0.pauses(endingAfter: now) } ?? [:]
    resting = outlook.plan.entries.compactMap { entry in
      guard person == nil || entry.person == person, let pause = pauses[entry.id], pause.covers(now) else {
        return nil
      }
      return (entry, pause)
    }
    held = HeldLines(
      plan: outlook.plan, orders: try outlook.orders(), zone: outlook.zone, now: now, person: person)
    let lines = QuestionLines(outlook)
    questions = (try outlook.read { try $0.household().questions } ?? []).filter { kept in
      person == nil || lines.person(kept) == nil || lines.person(kept) == person
    }
    diary = (try outlook.read { try $0.diary() } ?? []).filter {
      $0.note.happenedAt >= from && (person == nil || $0.note.person == person)
    }
  }

  func print() {
    let printer = outlook.context.printer
    printer.styled(
      Style.bold.apply(
        "Handover, \(time(outlook.now)); back to \(time(from)), ahead to \(time(through))", terminal))
    let onDuty = outlook.plan.onDuty(at: outlook.now, in: outlook.planner.zones.machine)
    section("On duty", onDuty) { contact in
      ([contact.name] + [contact.phone].compactMap(\.self)).joined(separator: ", ")
        + " (\(contact.duty.map(\.description).joined(separator: "; ")))"
    }
    section("Flags that are open", flags) { outlook.flagLines.callLine($0) }
    table("Open now", open)
    table("Missed and not reviewed", missed)
    MissedRules(missed).print(printer, terminal)
    section("Held by the care team", held.lines) { $0 }
    section("Resting", resting) { rest in
      let until = rest.pause.until.map { "until \(time($0))" } ?? "until tend resume"
      let reason = rest.pause.reason.map { ": \($0)" } ?? ""
      return "\(rest.entry.name) (\(rest.entry.id)), paused \(until) by \(name(rest.pause.by))\(reason)"
    }
    section("As needed", rooms) { $0.line(shownIn: outlook.zone) }
    table("Coming", coming)
    section("Pages for these", linked) { entry in
      "\(entry.name) (\(entry.id)): \(entry.links.map(\.words).joined(separator: ", "))"
    }
    section("To ask the care team", questions) { QuestionLines(outlook).line($0) }
    table("Done since then", done)
    section("Diary", diary) { "\(time($0.note.happenedAt))  \(whose($0.note))\($0.note.words)" }
    if open.isEmpty, missed.isEmpty, flags.isEmpty { printer.line("Nothing waits for anybody now.") }
  }

  /// The entries that have pages, of what is open or coming; each once.
  private var linked: [Entry] {
    let near = Set((open + coming).map(\.subject.entry))
    return outlook.plan.entries.filter { !$0.links.isEmpty && near.contains($0.id) }
  }

  private var terminal: Terminal { outlook.context.terminal }
  private func time(_ instant: Instant) -> String { Phrase.time(instant, in: outlook.zone, now: outlook.now) }
  /// Who is meant, where it could be somebody else.
  private func whose(_ note: DiaryNote) -> String {
    guard outlook.plan.people.count > 1, let person = outlook.plan.person(note.person) else { return "" }
    return "\(person.name): "
  }
  private func name(_ id: String) -> String { outlook.plan.contact(id)?.name ?? id }

  private func section<Item>(_ title: String, _ items: [Item], _ line: (Item) -> String) {
    guard !items.isEmpty else { return }
    outlook.context.printer.line()
    outlook.context.printer.styled(Style.bold.apply(title, terminal))
    for item in items { outlook.context.printer.line("  \(Phrase.harmlessLine(line(item)))") }
  }

  private func table(_ title: String, _ items: [AgendaItem]) {
    guard !items.isEmpty else { return }
    outlook.context.printer.line()
    outlook.context.printer.styled(Style.bold.apply(title, terminal))
    ItemTable(outlook: outlook).print(items)
  }

  /// `Documentation/json.md` says what each key means.
  var object: JSONObject {
    let writer = ItemJSON(outlook.plan)
    func list(_ items: [AgendaItem]) -> JSONValue { .list(items.map { .object(writer.object($0)) }) }
    return [
      "version": .number(JSONListing.version), "from": .instant(from, in: outlook.zone),
      "through": .instant(through, in: outlook.zone),
      "on_duty": .list(
        outlook.plan.onDuty(at: outlook.now, in: outlook.planner.zones.machine).map(\.id)),
      "flags": .list(flags.map { .object(outlook.flagLines.object($0)) }), "open": list(open),
      "missed": list(missed),
      "paused": .list(
        resting.map { rest in
          .object([
            "entry": .text(rest.entry.id.text), "until": .instant(rest.pause.until, in: outlook.zone),
            "by": .text(rest.pause.by), "reason": .text(rest.pause.reason),
          ])
        }),
      "held": .list(held.objects.holds), "in_hospital": .list(held.objects.stays),
      "as_needed": .list(rooms.map { .object($0.object) }), "coming": list(coming), "done": list(done),
      "diary": .list(diary.map { .text($0.note.words) }),
      "questions": .list(questions.map { .object(QuestionLines(outlook).object($0)) }),
    ]
  }
}
