public import Almanac

/// A question for the care team, kept until somebody has asked it.
public struct CareQuestion: Hashable, Sendable, Codable {
  public var text: String
  /// The appointment at which it is to be asked; nil for the next one of the person, whichever that is.
  public var entry: EntryID?
  /// A person's id; nil for nobody in particular.
  public var person: String?
  public var by: String

  public init(_ text: String, entry: EntryID? = nil, person: String? = nil, by: String) {
    self.text = text
    self.entry = entry
    self.person = person
    self.by = by
  }

  /// Whether it is to be asked at this appointment.
  public func isFor(_ facts: OccurrenceFacts) -> Bool {
    facts.kind == .appointment && isFor(facts.key.entry, of: facts.person)
  }

  /// Whether it is to be asked at the appointments of this entry.
  public func isFor(_ entry: EntryID, of person: String?) -> Bool {
    if let own = self.entry { return own == entry }
    return self.person == nil || person == nil || self.person == person
  }
}

/// The end of a question.
public struct QuestionClosing: Hashable, Sendable, Codable {
  /// The number of the event that asked it.
  public var question: Int64
  public var by: String
  /// What the care team said; nil where nobody wrote it down.
  public var answer: String?

  public init(question: Int64, by: String, answer: String? = nil) {
    self.question = question
    self.by = by
    self.answer = answer
  }
}

/// A question with what became of it.
public struct KeptQuestion: Hashable, Sendable, Codable {
  /// The number of the event that asked it: what is typed to close it.
  public var number: Int64
  public var question: CareQuestion
  public var askedAt: Instant
  public var closing: QuestionClosing?
  public var closedAt: Instant?

  public var isOpen: Bool { closing == nil }

  public static let kinds: Set<EventKind> = [.asked, .questionClosed]

  /// The questions after these events, oldest first.
  public static func replay(_ events: [RecordedEvent]) -> [KeptQuestion] {
    let undone = RecordedEvent.undone(among: events)
    var questions: [KeptQuestion] = []
    for event in events where !undone.contains(event.number) { questions.apply(event) }
    return questions
  }
}

extension [KeptQuestion] {
  /// Folds one event in; for `undone`, use `replay`.
  mutating func apply(_ event: RecordedEvent) {
    switch event.body {
    case .asked(let question):
      append(KeptQuestion(number: event.number, question: question, askedAt: event.stamp.at))
    case .questionClosed(let closing):
      guard let index = firstIndex(where: { $0.number == closing.question }) else { return }
      self[index].closing = closing
      self[index].closedAt = event.stamp.at
    default: break
    }
  }
}
