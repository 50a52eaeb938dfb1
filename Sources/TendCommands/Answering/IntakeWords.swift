import Almanac
import Care

/// A dose that was taken, in words for the next carer.
struct IntakeWords {
  let zone: ZoneRules
  let now: Instant
  let name: (String) -> String

  /// `06:20 by Ana (saw), recorded 06:25 (k7f)`; a dose of another entry is named.
  func text(_ intake: Intake, namedUnless entry: EntryID? = nil) -> String {
    func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone, now: now) }
    var text = entry == nil || intake.entry == entry ? "" : "\(intake.name), "
    text += "\(time(intake.at)) by \(name(intake.by))"
    text += intake.basis.map { " (\($0.rawValue))" } ?? ""
    text += intake.recordedAt.map { ", recorded \(time($0))" } ?? ""
    return text + (intake.occurrence.map { " as \($0)" } ?? "")
  }
}
