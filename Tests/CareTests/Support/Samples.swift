import Almanac
import Care

/// Entries as a family would write them, each with the one thing a test is about.
enum Sample {
  static let moments = DayMoments([
    "wake": time("07:00"), "breakfast": time("07:30"), "dinner": time("18:30"), "bedtime": time("00:30"),
  ])
  static let maria = Person(id: "maria", name: "Maria", zone: "Europe/Berlin", moments: moments)

  static func timing(_ at: String..., on: [String] = [], from: String? = nil) -> Timing {
    Timing(at: at.compactMap(TimeOfDay.init), on: on.compactMap(DayPattern.init), from: from.map(date))
  }

  static func medication(
    _ id: String = "midostaurin", _ timing: Timing = timing("08:00", "20:00"), person: String? = "maria",
    missedAfter: TimeSpan? = nil
  ) -> Entry {
    Entry(
      id: entryID(id), person: person, name: "Midostaurin", timing: timing, importance: .critical,
      missedAfter: missedAfter,
      detail: .medication(
        Medication(
          dose: Amount(digits: 100, unit: "mg"), take: "4 capsules", food: "with food",
          ifMissed: "Skip it. Next dose at its usual time.")))
  }

  static func asNeeded(_ timing: Timing = Timing()) -> Entry {
    Entry(
      id: entryID("ondansetron"), person: "maria", name: "Ondansetron", timing: timing,
      detail: .medication(
        Medication(
          dose: Amount(digits: 8, unit: "mg"), asNeeded: AsNeeded(minInterval: .hours(8), maxPer24h: 3))))
  }

  static func appointment(_ when: String, remind: [TimeSpan] = [.days(7), .days(1), .hours(2)]) -> Entry {
    Entry(
      id: entryID("hematology"), person: "maria", name: "Hematology clinic",
      timing: Timing(when: [CivilDateTime(when)].compactMap(\.self)),
      detail: .appointment(
        Appointment(with: "dr-okafor", place: "Ward 7", lasts: .minutes(40), remind: remind)))
  }

  static func yoga(_ status: Approval.Status?) -> Entry {
    Entry(
      id: entryID("yoga"), person: "maria", name: "Gentle yoga", timing: timing("17:30"),
      detail: .activity(Activity(lasts: .minutes(20), approval: status.map { Approval(status: $0) })))
  }

  static func checkIn() -> Entry {
    Entry(
      id: entryID("evening"), person: "maria", name: "Evening check-in", timing: timing("20:00"),
      detail: .checkIn(CheckIn(ask: ["pain", "mood"])))
  }

  static func plan(_ entries: Entry...) -> Plan {
    Plan(
      people: [maria],
      contacts: [Contact(id: "dr-okafor", name: "Dr Okafor"), Contact(id: "ana", name: "Ana")],
      entries: entries)
  }

  /// An occurrence at 08:00 on 3 December 2026: told every 10 minutes, late at 08:30, missed at 12:00.
  static func facts(_ change: (inout OccurrenceFacts) -> Void = { _ in }) -> OccurrenceFacts {
    var facts = OccurrenceFacts(
      key: OccurrenceKey(entry: entryID("midostaurin"), day: date("2026-12-03"), slot: "08:00"),
      kind: .medication, person: "maria", personName: "Maria", name: "Midostaurin", amount: "100 mg",
      take: "4 capsules", food: "with food", ifMissed: "Skip it. Next dose at its usual time.",
      importance: .high, nominal: CivilDateTime(date("2026-12-03"), time("08:00")), zone: "Europe/Berlin",
      utcOffset: 3600, instant: at("08:00"), earlyFrom: at("06:00"), lateAt: at("08:30"),
      missedAt: at("12:00"), repeatEvery: .minutes(10))
    change(&facts)
    return facts
  }

  static func occurrence(_ change: (inout OccurrenceFacts) -> Void = { _ in }) -> Occurrence {
    Occurrence(id: occurrenceID("k7f"), facts(change))
  }

  static func taken(at instant: Instant, by: String = "ana") -> Answer {
    Answer(outcome: .taken, happenedAt: instant, by: by)
  }
}

func entryID(_ text: String) -> EntryID {
  guard let id = EntryID(text) else { preconditionFailure("not an entry id: \(text)") }
  return id
}

func occurrenceID(_ text: String) -> OccurrenceID {
  guard let id = OccurrenceID(text) else { preconditionFailure("not an occurrence id: \(text)") }
  return id
}
