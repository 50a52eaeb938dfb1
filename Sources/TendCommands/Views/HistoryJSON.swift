import Almanac
import Care

/// Lines of history as programs read them; `Documentation/json.md` says what each key means.
struct HistoryJSON {
  let words: HistoryWords

  func object(_ line: HistoryLine) -> JSONObject {
    let (event, facts) = (line.event, line.occurrence?.facts)
    let zone = facts.map { ZoneRules(fixedOffset: Int32($0.utcOffset), name: $0.zone) } ?? words.outlook.zone
    let answer: Answer? = if case .answered(let answer) = event.body { answer } else { nil }
    // Only what is not about an occurrence asks the plan, which may have many entries.
    let entry = facts == nil ? event.entry.flatMap(words.outlook.plan.entry) : nil
    return [
      "number": .number(event.number),
      "event": .text(event.body.kind.rawValue),
      "id": .text(event.occurrence?.text),
      "address": .text(facts.map { "\($0.key.entry)@\($0.nominal)" }),
      "entry": .text(event.entry?.text),
      "kind": .text(facts?.kind.rawValue ?? entry?.kind.rawValue),
      "person": .text(facts.map(\.person) ?? entry?.person),
      "name": .text(facts?.name ?? entry?.name),
      "amount": .text(facts?.amount),
      "nominal": .instant(facts?.instant, in: zone),
      "zone": .text(facts?.zone),
      "outcome": .text(answer?.outcome.rawValue),
      "happened_at": .instant(answer?.happenedAt, in: zone),
      "recorded_at": .instant(event.stamp.at, in: zone),
      "by": .text(answer?.by ?? event.origin.actor),
      "channel": .text(event.origin.channel),
      "basis": .text(answer?.basis?.rawValue),
      "reason": .text(reason(event.body)),
      "against": .list(answer?.limits?.breaches.map(\.words) ?? []),
      "override": .text(answer?.limits?.override),
      "lost_at": .instant(answer?.lostAt, in: zone),
      "note": .text(note(event.body)),
      "readings": .list((answer?.readings ?? []).map { .object($0.object) }),
      "until": .instant(until(event.body), in: zone),
      "attempt": attempt(event.body).map { .number($0) } ?? .null,
      "undoes": line.undone.map { .number($0.number) } ?? .null,
      "undone": .bool(line.isTakenBack),
      "text": .text(words.sentence(line)),
    ]
  }

  private func reason(_ body: EventBody) -> String? {
    switch body {
    case .answered(let answer): answer.reason
    case .paused(let pause): pause.reason
    case .held(let hold): hold.reason
    case .released(let end): end.reason
    case .admitted(let stay): stay.reason
    case .stock(let change): change.reason
    case .withdrawn(let withdrawal): withdrawal.rawValue
    default: nil
    }
  }

  private func note(_ body: EventBody) -> String? {
    switch body {
    case .answered(let answer): answer.note
    case .reviewed(let review): review.note
    case .flagClosed(let closing): closing.word
    case .noted(let note): note.text
    case .asked(let question): question.text
    case .questionClosed(let closing): closing.answer
    default: nil
    }
  }

  private func until(_ body: EventBody) -> Instant? {
    switch body {
    case .snoozed(let snooze): snooze.until
    case .paused(let pause): pause.until
    case .held(let hold): hold.until
    default: nil
    }
  }

  private func attempt(_ body: EventBody) -> Int? {
    switch body {
    case .told(let telling): telling.attempt
    case .missed(let finding): finding.remindersTold
    default: nil
    }
  }
}
