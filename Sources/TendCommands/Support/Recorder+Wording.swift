import Almanac
import Care
import Household

extension Recorder {
  /// The name of a contact, or the words given.
  func name(_ id: String) -> String { plan.contact(id)?.name ?? id }

  /// What was recorded, as the journal will say it, after the id that undoes it.
  func confirmation(_ event: RecordedEvent, _ occurrence: Occurrence?, undone: RecordedEvent? = nil) -> String
  {
    (occurrence.map { "\($0.id)  " } ?? "") + message(event, occurrence, undone: undone)
  }

  /// The sentence of the journal about an event.
  func message(_ event: RecordedEvent, _ occurrence: Occurrence?, undone: RecordedEvent? = nil) -> String {
    if case .edited(let edit) = event.body {
      let time = (try? context.displayZone()).map {
        " at \(Phrase.time(event.stamp.at, in: $0, now: context.now))"
      }
      return "Changed \(edit.file): \(Phrase.command(event)), by \(name(event.origin.actor))\(time ?? "")"
    }
    if case .noted(let note) = event.body { return "Noted by \(name(note.by)): \(note.words)" }
    let zones = (try? context.spokenZones(of: plan)) ?? ZoneBook(machine: .utc)
    var wording = Wording(plan: plan, settings: settings, zones: zones)
    // The person at this terminal asked; discretion is for what others may read.
    wording.privacy = .full
    return wording.line(event, occurrence: occurrence, undone: undone)?.message
      ?? wording.sentence(event, occurrence: occurrence, undone: undone)
  }
}
