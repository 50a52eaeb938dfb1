import Almanac
import Care

/// Shows lines of history to people and to programs.
struct HistoryPrintout {
  private let outlook: Outlook
  private let wording: Wording

  init(_ outlook: Outlook) {
    self.outlook = outlook
    // No zone but that of the display: so every time in a sentence is one of its clock.
    var wording = Wording(
      plan: outlook.plan, settings: outlook.settings, zones: ZoneBook(machine: outlook.zone))
    // The person at this terminal asked; discretion is for what others may read.
    wording.privacy = .full
    self.wording = wording
  }

  /// The time of the record, the id and the sentence, which goes on under itself where it is long.
  func print(_ lines: [HistoryLine]) {
    let (printer, terminal) = (outlook.context.printer, outlook.context.terminal)
    let ids = lines.map { $0.event.occurrence?.text ?? "" }
    let times = lines.map { "\(outlook.zone.local(at: $0.event.stamp.at).time)" }
    let idWidth = ids.reduce(0) { max($0, DisplayWidth.of($1)) }
    let timeWidth = times.reduce(0) { max($0, DisplayWidth.of($1)) }
    let indent = timeWidth + 2 + (idWidth > 0 ? idWidth + 2 : 0)
    var day: CivilDate?
    for (position, line) in lines.enumerated() {
      let date = outlook.zone.local(at: line.event.stamp.at).date
      if date != day {
        let today = outlook.zone.local(at: outlook.now).date
        printer.styled(Style.bold.apply(Phrase.date(date, near: today), terminal))
      }
      day = date
      var start = times[position].padded(to: timeWidth) + "  "
      if idWidth > 0 { start += Style.bold.apply(ids[position].padded(to: idWidth), terminal) + "  " }
      let text = Printer.harmless(sentence(line)).replacing("\n", with: " ")
      for (row, words) in TextWrap.lines(text, width: terminal.width.map { $0 - indent }).enumerated() {
        printer.styled((row == 0 ? start : String(repeating: " ", count: indent)) + words)
      }
    }
  }

  private func sentence(_ line: HistoryLine) -> String {
    let text = words(line)
    guard line.isTakenBack else { return text }
    return text + " — taken back"
  }

  /// The sentence of the journal, or ours for what the journal does not tell.
  private func words(_ line: HistoryLine) -> String {
    let event = line.event
    if let line = wording.line(event, occurrence: line.occurrence, undone: line.undone) {
      return line.message
    }
    func time(_ instant: Instant) -> String { Phrase.time(instant, in: outlook.zone, now: event.stamp.at) }
    switch event.body {
    case .scheduled(let facts): return "Planned: \(facts.name), \(time(facts.instant))"
    case .rescheduled(let facts): return "Planned anew: \(facts.name), \(time(facts.instant))"
    case .returned: return "Upcoming again, as the clock stepped back"
    case .edited(let edit):
      return "\(edit.file) changed by \(outlook.plan.contact(event.origin.actor)?.name ?? event.origin.actor)"
        + " (tend \(event.origin.channel))"
    default: return event.body.kind.rawValue
    }
  }

  /// One line for programs; `Documentation/json.md` says what each key means.
  func object(_ line: HistoryLine) -> JSONObject {
    let (event, facts) = (line.event, line.occurrence?.facts)
    let zone = facts.map { ZoneRules(fixedOffset: Int32($0.utcOffset), name: $0.zone) } ?? outlook.zone
    let answer: Answer? = if case .answered(let answer) = event.body { answer } else { nil }
    // Only what is not about an occurrence asks the plan, which may have many entries.
    let entry = facts == nil ? event.entry.flatMap(outlook.plan.entry) : nil
    return [
      "number": .number(event.number),
      "event": .text(event.body.kind.rawValue),
      "id": .text(event.occurrence?.text),
      "address": .text(facts.map { "\($0.key.entry)@\($0.nominal)" }),
      "entry": .text(event.entry?.text),
      "kind": .text(facts?.kind.rawValue ?? entry?.kind.rawValue),
      "person": .text(facts.map(\.person) ?? entry?.person),
      "name": .text(facts?.name ?? entry?.name),
      "amount": .text(facts?.amount),
      "nominal": .instant(facts?.instant, in: zone),
      "zone": .text(facts?.zone),
      "outcome": .text(answer?.outcome.rawValue),
      "happened_at": .instant(answer?.happenedAt, in: zone),
      "recorded_at": .instant(event.stamp.at, in: zone),
      "by": .text(answer?.by ?? event.origin.actor),
      "channel": .text(event.origin.channel),
      "basis": .text(answer?.basis?.rawValue),
      "reason": .text(reason(event.body)),
      "note": .text(note(event.body)),
      "until": .instant(until(event.body), in: zone),
      "attempt": attempt(event.body).map { .number($0) } ?? .null,
      "undoes": line.undone.map { .number($0.number) } ?? .null,
      "undone": .bool(line.isTakenBack),
      "text": .text(words(line)),
    ]
  }

  private func reason(_ body: EventBody) -> String? {
    switch body {
    case .answered(let answer): answer.reason
    case .paused(let pause): pause.reason
    case .withdrawn(let withdrawal): withdrawal.rawValue
    default: nil
    }
  }

  private func note(_ body: EventBody) -> String? {
    switch body {
    case .answered(let answer): answer.note
    case .reviewed(let review): review.note
    default: nil
    }
  }

  private func until(_ body: EventBody) -> Instant? {
    switch body {
    case .snoozed(let snooze): snooze.until
    case .paused(let pause): pause.until
    default: nil
    }
  }

  private func attempt(_ body: EventBody) -> Int? {
    switch body {
    case .told(let telling): telling.attempt
    case .missed(let finding): finding.remindersTold
    default: nil
    }
  }
}
