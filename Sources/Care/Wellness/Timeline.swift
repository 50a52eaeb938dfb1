public import Almanac

/// What lies around a moment, on one line of time: doses, what was late or missed, activities, exposures, visits.
public struct Timeline: Hashable, Sendable {
  public struct Item: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      case dose, late, missed, skipped, appointment, activity
      case checkIn = "check-in"
      case step, exposure, symptom, note
    }

    public var at: Instant
    public var kind: Kind
    public var text: String
    /// The short id of an occurrence, or the number of a line of the diary.
    public var id: String
    public var entry: EntryID?
  }

  /// By when it happened.
  public var items: [Item]

  /// - Parameters:
  ///   - rows: Those whose nominal time or answer may lie between the two instants.
  ///   - person: Only what is of this person; nil for all.
  ///   - name: The name of a contact, by id.
  public init(
    from: Instant, through: Instant, rows: [Occurrence], diary: [DiaryEntry], person: String?,
    name: (String) -> String = { $0 }, now: Instant
  ) {
    let ofRows = rows.filter { person == nil || $0.facts.person == person }.compactMap {
      Timeline.item($0, name: name, now: now)
    }
    let ofDiary = diary.filter { person == nil || $0.note.person == person }.map(Timeline.item)
    items = (ofRows + ofDiary).filter { $0.at >= from && $0.at <= through }
      .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
  }

  private static func item(_ row: Occurrence, name: (String) -> String, now: Instant) -> Item? {
    let facts = row.facts
    let subject = facts.name + (facts.amount.map { " \($0)" } ?? "")
    func item(_ at: Instant, _ kind: Item.Kind, _ text: String) -> Item {
      Item(at: at, kind: kind, text: text, id: row.id.text, entry: facts.key.entry)
    }
    guard let answer = row.state.answer else {
      guard row.phase(at: now) == .missed else { return nil }
      return item(facts.instant, .missed, "\(subject), missed")
    }
    switch answer.outcome {
    case .taken, .takenNotKept, .done, .attended:
      let isLate = facts.isPlanned && answer.happenedAt > facts.lateAt
      let late = isLate ? ", \(Phrase.length(answer.happenedAt - facts.instant)) late" : ""
      let kind: Item.Kind =
        switch facts.kind {
        case .medication: isLate ? .late : .dose
        case .appointment: .appointment
        case .activity: .activity
        case .checkIn: .checkIn
        default: .step
        }
      let readings = (answer.readings ?? []).map(\.words)
      let said = readings.isEmpty ? "" : ": \(readings.joined(separator: ", "))"
      return item(answer.happenedAt, kind, "\(subject), \(answer.outcome.words)\(late)\(said)")
    case .skipped, .held, .cancelled, .moved:
      let reason = answer.reasonWords(name).map { ": \($0)" } ?? ""
      return item(facts.instant, .skipped, "\(subject), \(answer.outcome.words)\(reason)")
    }
  }

  private static func item(_ entry: DiaryEntry) -> Item {
    let note = entry.note
    let kind: Item.Kind = !note.symptoms.isEmpty ? .symptom : !note.triggers.isEmpty ? .exposure : .note
    return Item(at: note.happenedAt, kind: kind, text: note.words, id: "\(entry.number)", entry: nil)
  }
}
