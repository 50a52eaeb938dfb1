public import Almanac

/// A line of the diary: what somebody saw, with symptoms and exposures in words that can be counted.
public struct DiaryNote: Hashable, Sendable, Codable {
  /// Nil where symptoms or exposures say it all.
  public var text: String?
  public var symptoms: [Symptom]
  /// What the person was exposed to: `heat`, `sesame`.
  public var triggers: [String]
  public var happenedAt: Instant
  public var by: String
  /// A person's id; nil for nobody in particular.
  public var person: String?

  public struct Symptom: Hashable, Sendable, Codable {
    public var name: String
    /// 0 to 10; nil where nobody said how bad it was.
    public var severity: Int?

    public init(_ name: String, severity: Int? = nil) {
      self.name = name
      self.severity = severity
    }

    /// `flush 6`.
    public var words: String { name + (severity.map { " \($0)" } ?? "") }
  }

  public init(
    text: String? = nil, symptoms: [Symptom] = [], triggers: [String] = [], happenedAt: Instant, by: String,
    person: String? = nil
  ) {
    self.text = text
    self.symptoms = symptoms
    self.triggers = triggers
    self.happenedAt = happenedAt
    self.by = by
    self.person = person
  }

  /// Words for symptoms that everybody is offered; others are free.
  public static let knownSymptoms = [
    "flush", "itch", "hives", "abdominal-pain", "diarrhoea", "faintness", "headache", "bone-pain",
  ]

  /// The same for exposures.
  public static let knownTriggers = [
    "heat", "cold", "friction", "exertion", "stress", "food", "alcohol", "insect-sting", "pollen", "medicine",
  ]

  /// `flush 6; after heat; “in the shower”`.
  public var words: String {
    [
      symptoms.isEmpty ? nil : Phrase.list(symptoms.map(\.words)),
      triggers.isEmpty ? nil : "exposed to \(Phrase.list(triggers))", text.map { "“\($0)”" },
    ].compactMap(\.self).joined(separator: "; ")
  }
}

/// A line of the diary as it is kept.
public struct DiaryEntry: Hashable, Sendable {
  /// The number of its event, by which it is named.
  public var number: Int64
  public var note: DiaryNote
  public var recordedAt: Instant

  public init(number: Int64, note: DiaryNote, recordedAt: Instant) {
    self.number = number
    self.note = note
    self.recordedAt = recordedAt
  }

  /// Those that nobody took back, by when it happened.
  public static func replay(_ events: [RecordedEvent]) -> [DiaryEntry] {
    let undone = RecordedEvent.undone(among: events)
    return events.compactMap { event in
      guard case .noted(let note) = event.body, !undone.contains(event.number) else { return nil }
      return DiaryEntry(number: event.number, note: note, recordedAt: event.stamp.at)
    }.sorted { ($0.note.happenedAt, $0.number) < ($1.note.happenedAt, $1.number) }
  }
}
