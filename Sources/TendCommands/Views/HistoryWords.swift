import Almanac
import Care

/// Lines of history in words.
struct HistoryWords {
  let outlook: Outlook
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

  /// The sentence of the journal, or ours for what it does not tell, or tells with what is to be done then.
  func sentence(_ line: HistoryLine) -> String {
    let event = line.event
    func time(_ instant: Instant) -> String { Phrase.time(instant, in: outlook.zone, now: event.stamp.at) }
    func subject(_ facts: OccurrenceFacts?) -> String {
      guard let facts else { return "something" }
      let amount = facts.amount.map { " \($0)" } ?? ""
      let when = facts.isPlanned ? "due \(time(facts.instant))" : "as needed"
      return "\(facts.name)\(amount)\(facts.personName.map { " for \($0)" } ?? ""), \(when)"
    }
    let facts = line.occurrence?.facts
    switch event.body {
    case .scheduled(let facts):
      return "\(facts.isPlanned ? "Planned" : "Written down"): \(subject(facts))"
    case .rescheduled(let facts): return "Planned anew: \(subject(facts))"
    case .told(let telling):
      let end = facts?.caution.map { ", \($0.words)" } ?? (telling.isToldLate ? ", told late" : "")
      return "Reminder \(telling.attempt): \(subject(facts))\(end)"
    case .delivery(let report):
      let to = report.route.contact.map { " to \(outlook.plan.contact($0)?.name ?? $0)" } ?? ""
      let detail = report.detail.map { ": \($0)" } ?? ""
      let isKept = report.message != DeliveryReport.unrecorded
      let message = isKept ? "event \(report.message)" : "told while nothing could be recorded"
      return "Channel \(report.route.channel)\(to), \(message): \(report.result.words)\(detail)"
    case .missed(let finding):
      let end = facts?.caution?.words ?? told(finding.remindersTold)
      return "Missed: \(subject(facts)), \(end)"
    case .returned: return "Upcoming again, as the clock stepped back: \(subject(facts))"
    case .edited(let edit):
      let actor = outlook.plan.contact(event.origin.actor)?.name ?? event.origin.actor
      return "\(edit.file) changed by \(actor) (\(Phrase.command(event)))"
    case .noted(let note):
      let by = outlook.plan.contact(note.by)?.name ?? note.by
      return "Noted by \(by), \(time(note.happenedAt)): \(note.words)"
    default:
      return wording.sentence(event, occurrence: line.occurrence, undone: line.undone)
    }
  }

  private func told(_ count: Int) -> String {
    switch count {
    case 0: "nobody was told in time"
    case 1: "told once"
    default: "told \(count) times"
    }
  }
}
