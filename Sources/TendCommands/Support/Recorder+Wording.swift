import Almanac
import Care
import Household

extension Recorder {
  /// The name of a contact, or the words given.
  func name(_ id: String) -> String { plan.contact(id)?.name ?? id }

  /// What was recorded, as the journal will say it, with the id that undoes it.
  func confirmation(_ event: RecordedEvent, _ occurrence: Occurrence, undone: RecordedEvent? = nil) -> String
  {
    let zones = (try? context.household.zoneBook(for: plan)) ?? ZoneBook(machine: .utc)
    var wording = Wording(plan: plan, settings: settings, zones: zones)
    // The person at this terminal asked; discretion is for what others may read.
    wording.privacy = .full
    let line =
      wording.line(event, occurrence: occurrence, undone: undone)?.message ?? event.body.kind.rawValue
    return "\(occurrence.id)  \(line)"
  }
}
