import Almanac
import Care
import Desktop
import Household

/// What one popup shows: the doses of one person at one moment, or one of them by itself.
struct PopupGroup {
  enum Key: Hashable {
    case moment(person: String?, Instant)
    case alone(OccurrenceID)
  }

  /// What a button asks for, as the server gives it back.
  enum Action: Hashable {
    case answer, snooze, skip, each, back, more
    /// The reason of that number.
    case reason(Int)

    init?(_ key: String) {
      switch key {
      case "answer": self = .answer
      case "snooze": self = .snooze
      case "skip": self = .skip
      case "each": self = .each
      case "back": self = .back
      case "more": self = .more
      default:
        guard key.hasPrefix("reason-"), let number = Int(key.dropFirst(7)) else { return nil }
        self = .reason(number)
      }
    }

    var key: String {
      switch self {
      case .answer: "answer"
      case .snooze: "snooze"
      case .skip: "skip"
      case .each: "each"
      case .back: "back"
      case .more: "more"
      case .reason(let number): "reason-\(number)"
      }
    }
  }

  /// As they stand, in the order in which they were told.
  private(set) var occurrences: [Occurrence] = []
  /// Those that were told without being recorded.
  private var unrecorded: Set<OccurrenceID> = []
  /// With the privacy of the channel.
  var wording: Wording
  /// Where it is on the screen.
  var popup: PopupID?
  /// What the popup on the screen asks about: a button answers no more than whoever presses it saw.
  var seen: Set<OccurrenceID> = []
  /// It was on the screen since the last reminder of it.
  var wasShown = false
  /// Why the last press was refused.
  var refusal: [String] = []
  /// It asks for the reason of a skip.
  var asksReason = false
  /// Of more reasons than the server has buttons: which of them are shown, from 0.
  var reasonPage = 0
  /// Someone closed it, which answers nothing: the next reminder shows it again.
  var isDismissed = false

  init(wording: Wording) { self.wording = wording }

  /// A new reminder, which begins anew.
  mutating func tell(_ occurrence: Occurrence, isRecorded: Bool, wording: Wording) {
    if let index = occurrences.firstIndex(where: { $0.id == occurrence.id }) {
      occurrences[index] = occurrence
    } else {
      occurrences.append(occurrence)
    }
    if isRecorded { unrecorded.remove(occurrence.id) } else { unrecorded.insert(occurrence.id) }
    self.wording = wording
    (refusal, asksReason, isDismissed) = ([], false, false)
  }

  /// Takes over how things stand; returns whether the popup has to change.
  mutating func follow(_ rows: PlannerState, now: Instant) -> Bool {
    let before = occurrences
    occurrences = before.compactMap { old in
      guard let row = rows.occurrence(old.id) else { return nil }
      let isOver = row.state.answer != nil || row.state.withdrawn != nil || row.state.isReviewed
      return isOver || row.isSnoozed(at: now) ? nil : row
    }
    return occurrences.map(\.id) != before.map(\.id)
      || occurrences.map(\.state.isMissed) != before.map(\.state.isMissed)
  }

  /// What a button can answer: due, and not missed yet.
  func answerable(at now: Instant) -> [Occurrence] {
    occurrences.filter { $0.state.isOpen && [.due, .late].contains($0.phase(at: now)) }
  }

  /// What this press answers of what is on the screen.
  func asked(by press: PressedAnswer, at now: Instant) -> [Occurrence] {
    (press == .fulfilled ? fulfillable(at: now) : answerable(at: now)).filter { seen.contains($0.id) }
  }

  /// - Parameter mostButtons: How many the server shows; nil for all.
  func popup(for channel: Channel, mostButtons: Int? = nil, now: Instant) -> Popup {
    var notice = wording.notice(of: occurrences, now: now)
    if occurrences.contains(where: { unrecorded.contains($0.id) }) {
      notice.title = "NOT RECORDED — \(notice.title)"
    }
    if asksReason, maySkip {
      notice.lines = ["Why is it skipped? Closing this answers nothing."]
    } else if !refusal.isEmpty {
      notice.title = "Refused — \(notice.title)"
      notice.lines = wording.privacy == .full ? refusal : ["It was not recorded. See: tend due"]
      notice.urgency = .critical
    }
    let isAsking = !answerable(at: now).isEmpty
    return Popup(
      summary: notice.title, body: notice.lines.joined(separator: "\n"), urgency: notice.popupUrgency,
      category: "x-tend.reminder",
      actions: actions(for: channel, mostButtons: mostButtons, now: now).map {
        .init(key: $0.0.key, label: $0.1)
      },
      withoutButtons: wording.remedy(answerable(at: now)),
      stays: isAsking || notice.urgency != .low)
  }
}

extension Notice {
  var popupUrgency: Popup.Urgency {
    switch urgency {
    case .low: .low
    case .normal: .normal
    case .critical: .critical
    }
  }
}
