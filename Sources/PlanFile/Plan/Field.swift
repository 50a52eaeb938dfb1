import Care

/// The keys of an entry that are understood today.
enum Field: Int, CaseIterable {
  case person, name, title, at, on, every, between, cycle, countdown, from, until, count, except, when, zone,
    importance, early, lateAfter, missedAfter, dose, doseText, take, taper, food, ifMissed, orderedBy, with,
    lasts, place, remind, approval, ask, asNeeded, ifNotKept, notWithin,
    apartFrom, maxPerDay, silence, afterStartOf, forSpan, withCycleOf, days, prepare, flag,
    repeats, escalate, catchUp, after, phases, stock, rrule, calendar, travel,
    window, arranged, followUp, carer, renamedFrom, links

  /// The key as the plan writes it.
  var key: String {
    // Each written out: deriving them by reflection costs as much as reading a small plan.
    switch self {
    case .person: "person"
    case .name: "name"
    case .title: "title"
    case .at: "at"
    case .on: "on"
    case .every: "every"
    case .between: "between"
    case .cycle: "cycle"
    case .countdown: "countdown"
    case .from: "from"
    case .until: "until"
    case .count: "count"
    case .except: "except"
    case .when: "when"
    case .zone: "zone"
    case .importance: "importance"
    case .early: "early"
    case .lateAfter: "late-after"
    case .missedAfter: "missed-after"
    case .dose: "dose"
    case .doseText: "dose-text"
    case .take: "take"
    case .food: "food"
    case .ifMissed: "if-missed"
    case .orderedBy: "ordered-by"
    case .with: "with"
    case .lasts: "lasts"
    case .place: "place"
    case .remind: "remind"
    case .approval: "approval"
    case .ask: "ask"
    case .asNeeded: "as-needed"
    case .taper: "taper"
    case .ifNotKept: "if-not-kept"
    case .notWithin: "not-within"
    case .apartFrom: "apart-from"
    case .maxPerDay: "max-per-day"
    case .silence: "silence"
    case .rrule: "rrule"
    case .calendar: "calendar"
    case .afterStartOf: "after-start-of"
    case .forSpan: "for"
    case .withCycleOf: "with-cycle-of"
    case .days: "days"
    case .prepare: "prepare"
    case .flag: "flag"
    case .repeats: "repeat"
    case .escalate: "escalate"
    case .catchUp: "catch-up"
    case .after: "after"
    case .phases: "phases"
    case .stock: "stock"
    case .travel: "travel"
    case .carer: "carer"
    case .window: "window"
    case .arranged: "arranged"
    case .followUp: "follow-up"
    case .renamedFrom: "renamed-from"
    case .links: "links"
    }
  }

  /// When it happens.
  static let timing: [Field] = [
    .at, .on, .every, .between, .cycle, .countdown, .from, .until, .count, .except, .when, .afterStartOf,
    .forSpan, .withCycleOf, .days, .after, .rrule, .calendar, .zone,
  ]
  /// How it is reminded of.
  static let reminding: [Field] = [
    .importance, .early, .repeats, .lateAfter, .missedAfter, .catchUp, .escalate,
  ]
  /// Of every entry beside these.
  static let general: [Field] = [.person, .links, .silence, .renamedFrom]
  static let common = general + timing + reminding

  static func own(of kind: EntryKind) -> [Field] {
    switch kind {
    case .medication:
      [
        .name, .dose, .doseText, .take, .taper, .food, .ifMissed, .orderedBy, .asNeeded, .ifNotKept,
        .notWithin, .apartFrom, .maxPerDay, .stock,
      ]
    case .appointment:
      [.title, .with, .lasts, .place, .remind, .prepare, .travel, .window, .arranged, .followUp]
    case .activity: [.name, .lasts, .approval, .phases, .carer]
    case .checkIn: [.name, .ask, .flag]
    case .step: []
    }
  }

  static func fields(of kind: EntryKind) -> [Field] { kind == .step ? [] : common + own(of: kind) }
}

/// The keys of one kind of table.
struct Vocabulary {
  /// Key to field.
  var fields: [String: Field]
  /// The same, for keys as they are written.
  var table: FieldTable

  /// In the order of `EntryKind.written`.
  private static let written: [Vocabulary] = EntryKind.written.map { kind in
    let all = Field.fields(of: kind)
    return Vocabulary(
      fields: Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) }), table: FieldTable(all))
  }

  /// The keys of an entry of this kind; nil for one that nobody writes down.
  static func entry(_ kind: EntryKind) -> Vocabulary? {
    EntryKind.written.firstIndex(of: kind).map { written[$0] }
  }

  /// Other words people write, and the key they probably mean.
  static let synonyms: [String: String] = [
    "time": "at", "times": "at", "hour": "at", "day": "on", "days": "on", "weekday": "on", "weekdays": "on",
    "who": "person", "for": "person", "patient": "person", "start": "from", "since": "from", "end": "until",
    "to": "until", "stop": "until", "date": "when", "datetime": "when", "doctor": "with", "location": "place",
    "where": "place",
    "duration": "lasts", "length": "lasts", "amount": "dose", "timezone": "zone", "tz": "zone",
    "priority": "importance", "description": "name", "label": "name", "skip": "except", "interval": "every",
    "times-of-day": "at", "email-address": "email", "telephone": "phone", "tel": "phone",
    "mail": "email", "link": "links", "website": "url", "approved-by": "approval", "questions": "ask",
    "cycles": "cycle", "window": "between",
  ]
}
