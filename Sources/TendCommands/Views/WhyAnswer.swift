import Almanac
import Care
import Ledger
import PlanFile

/// The reasons behind what `tend why` was asked about.
struct WhyAnswer {
  /// One occurrence, or a day of an entry on which it has none.
  private struct Part {
    var title: String
    var entry: EntryID
    var occurrence: Occurrence?
    var reasons: [Reason]
  }

  private let outlook: Outlook
  private let sources: SourceMap?
  private var parts: [Part] = []

  init(_ outlook: Outlook, _ target: TargetArgument, day: String?, sources: SourceMap?) throws {
    self.outlook = outlook
    self.sources = sources
    switch target.target {
    case .occurrence(let id):
      guard let row = try outlook.read({ try $0.occurrence(id) }) ?? nil else {
        throw CommandFailure("there is no occurrence \(id)", hint: "tend today shows those of today")
      }
      parts = [try part(of: row)]
    case .nominal(let entry, let nominal):
      let rows = try rows(of: entry).filter { $0.facts.nominal == nominal }
      parts = try rows.isEmpty ? [empty(entry, nominal.date)] : rows.map(part)
    case .entry(let entry):
      let rows = try rows(of: entry)
      guard let day else {
        parts = try current(entry, rows)
        return
      }
      let date = try DateRange.read(day, outlook.zone, now: outlook.now, .ahead).first
      let known = rows.filter { $0.facts.key.day == date || $0.facts.nominal.date == date }
      parts = try known.isEmpty ? [empty(entry, date)] : known.map(part)
    }
  }

  func print(to printer: Printer) {
    for (index, part) in parts.enumerated() {
      if index > 0 { printer.line() }
      printer.line(part.title)
      for reason in part.reasons {
        let time = reason.at.map { Phrase.time($0, in: outlook.zone, now: outlook.now) + "  " } ?? ""
        printer.line("  \(time)\(reason.text)")
      }
    }
  }

  func printJSON(to printer: Printer) {
    let lines = parts.flatMap { part in part.reasons.map { (part, $0) } }
    JSONListing.print(lines, to: printer) { part, reason in
      let facts = part.occurrence?.facts
      let zone = facts.map { ZoneRules(fixedOffset: Int32($0.utcOffset), name: $0.zone) } ?? outlook.zone
      return [
        "id": .text(part.occurrence?.id.text),
        "entry": .text(part.entry.text),
        "nominal": .instant(facts?.instant, in: zone),
        "at": .instant(reason.at, in: zone),
        "rule": .text(reason.rule.rawValue),
        "text": .text(reason.text),
      ]
    }
  }

  private var explainer: Explainer { Explainer(outlook.planner, zone: outlook.zone, now: outlook.now) }

  private func rows(of entry: EntryID) throws -> [Occurrence] {
    try outlook.read { try $0.occurrences(of: entry) } ?? []
  }

  private func pause(of entry: EntryID) throws -> Pause? {
    try outlook.read { try $0.pause(of: entry.written) } ?? nil
  }

  /// What waits for an answer, else the last one, else what comes.
  private func current(_ entry: EntryID, _ rows: [Occurrence]) throws -> [Part] {
    let open = rows.filter { $0.state.isOpen && $0.facts.instant <= outlook.now }
    if !open.isEmpty { return try open.map(part) }
    if let last = rows.last(where: { $0.facts.instant <= outlook.now }) ?? rows.first {
      return [try part(of: last)]
    }
    return [try empty(entry, outlook.zone.local(at: outlook.now).date)]
  }

  /// The last digests and silences, which are of many at once, with what channels said of them.
  private func others() throws -> [RecordedEvent] {
    try outlook.read { ledger in
      let told = try ledger.latestEvents(100, of: [.digest, .silence])
      guard !told.isEmpty else { return [] }
      let numbers = Set(told.map(\.number))
      return try told
        + ledger.latestEvents(1000, of: [.delivery]).filter {
          if case .delivery(let report) = $0.body { numbers.contains(report.message) } else { false }
        }
    } ?? []
  }

  private func part(of row: Occurrence) throws -> Part {
    let facts = row.facts
    let events = try outlook.read { try $0.events(of: row.id) } ?? []
    var reasons = explainer.reasons(
      of: row, events: events, others: try others(), pause: try pause(of: facts.key.entry))
    if let place = sources?[facts.key.entry.written]?.place, !reasons.isEmpty {
      reasons[0].text += " (\(place))"
    }
    let amount = facts.amount.map { " \($0)" } ?? ""
    let person = facts.personName.map { " for \($0)" } ?? ""
    let time = Phrase.time(facts.instant, in: outlook.zone, now: outlook.now)
    return Part(
      title: "\(row.id)  \(facts.name)\(amount)\(person), \(time): \(row.phase(at: outlook.now).rawValue)",
      entry: facts.key.entry, occurrence: row, reasons: reasons)
  }

  private func empty(_ id: EntryID, _ day: CivilDate) throws -> Part {
    guard let entry = outlook.plan.entry(id) else {
      throw CommandFailure("there is no entry “\(id)”", hint: "tend list shows them")
    }
    let since = try outlook.read { try $0.entrySince()[id]?.since } ?? nil
    var reasons = explainer.reasons(of: entry, on: day, since: since, pause: try pause(of: id))
    if let place = sources?[id.written]?.place, !reasons.isEmpty { reasons[0].text += " (\(place))" }
    let date = Phrase.date(day, near: outlook.zone.local(at: outlook.now).date)
    return Part(title: "\(entry.name), \(date)", entry: id, occurrence: nil, reasons: reasons)
  }
}
