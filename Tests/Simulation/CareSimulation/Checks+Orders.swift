import Almanac
import Care

/// What the care team ordered and who is in hospital, by the events alone.
struct OrdersShadow {
  /// From when until when, of each entry; only the newest counts.
  private var holds: [EntryID: (from: Instant, until: Instant?)] = [:]
  private var stays: [String: (from: Instant, until: Instant?)] = [:]
  /// The entries that go on before the stay is over, and from when.
  private var settled: [String: [EntryID: Instant]] = [:]

  mutating func add(_ event: RecordedEvent) {
    let at = event.stamp.at
    switch event.body {
    case .held(let hold):
      if let entry = event.entry { holds[entry] = (hold.from, hold.until) }
    case .released:
      if let entry = event.entry, let hold = holds[entry] {
        let end = min(at, hold.until ?? at)
        holds[entry] = hold.from < at ? (hold.from, end) : nil
      }
    case .admitted(let stay):
      stays[stay.person] = (stay.from, nil)
      settled[stay.person] = [:]
    case .discharged(let discharge):
      for entry in discharge.entries { settled[discharge.person]?[entry] = at }
      if discharge.isOver { stays[discharge.person]?.until = at }
    default: break
    }
  }

  func isHeld(_ entry: EntryID, at now: Instant) -> Bool {
    holds[entry].map { OrdersShadow.lies(now, $0.from, $0.until) } ?? false
  }

  func isInHospital(_ person: String, at now: Instant) -> Bool {
    stays[person].map { OrdersShadow.lies(now, $0.from, $0.until) } ?? false
  }

  /// Visits, and what prepares for them, are not what is done at home.
  func holds(_ shadow: Shadow) -> Bool {
    if holds.isEmpty, stays.isEmpty { return false }
    let entry = shadow.facts.key.entry
    let written = EntryID(String(entry.text.prefix { $0 != "." })) ?? entry
    if isHeld(written, at: shadow.instant) { return true }
    guard let person = shadow.facts.person, (shadow.facts.parentKind ?? shadow.facts.kind) != .appointment,
      isInHospital(person, at: shadow.instant)
    else { return false }
    return settled[person]?[written].map { shadow.instant < $0 } ?? true
  }

  private static func lies(_ now: Instant, _ from: Instant, _ until: Instant?) -> Bool {
    now >= from && (until.map { now < $0 } ?? true)
  }
}
