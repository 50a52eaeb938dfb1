import Almanac
import Care
import PlanFile

extension EntryBook {
  /// An entry as `list --json` and `show --json` give it; `next` is how many next times are among it.
  ///
  /// Every key is there for every kind; `Documentation/json.md` says what they mean.
  func object(_ entry: Entry, next: Int) -> JSONObject {
    let zone = zone(of: entry)
    let pause = pause(of: entry)
    let (hold, stay) = (hold(of: entry), stay(over: entry))
    let place = place(of: entry)
    var phases: [JSONValue] = []
    var (medication, appointment, approval) = (Medication(), Appointment(), Approval?.none)
    var (lasts, ask, carer) = (TimeSpan?.none, [String](), String?.none)
    switch entry.detail {
    case .medication(let detail): medication = detail
    case .appointment(let detail): (appointment, lasts) = (detail, detail.lasts)
    case .activity(let detail):
      (approval, lasts, carer) = (detail.approval, detail.lasts, detail.carer)
      phases = detail.phases.map { .object(["name": .text($0.name), "seconds": .number($0.lasts)]) }
    case .checkIn(let detail): ask = detail.ask
    case .step: break
    }
    return [
      "entry": .text(entry.id.text), "kind": .text(entry.kind.rawValue), "person": .text(entry.person),
      "name": .text(entry.name), "amount": .text(entry.amount),
      "doses": .list(medication.objects(entry.timing)),
      "take": .text(medication.take),
      "food": .text(medication.food), "food_rule": .text(medication.foodRule?.words),
      "if_missed": .text(medication.ifMissed),
      "if_not_kept": .text(medication.ifNotKept),
      "not_within": .text(medication.notWithin?.description),
      "apart_from": .list(medication.apartFrom.map(\.words)),
      "max_per_day": .text(medication.maxPerDay?.description),
      "ordered_by": .text(medication.orderedBy),
      "stock": stock(of: entry).map { .object(StockPrintout(zone: zone).object($0)) } ?? .null,
      "place": .text(appointment.place),
      "with": .text(plan.contact(appointment.with)?.name ?? appointment.with),
      "links": .list(entry.links.map { .object($0.object) }),
      "remind": .list(appointment.remind.map(\.description)),
      "travel": .text(appointment.travel?.description),
      "windows": .list(windows(of: entry, zone)),
      "follow_up": appointment.followUp.map { .number($0) } ?? .null,
      "questions": .list(
        questions(of: entry).map { .object(["number": .number($0.number), "text": .text($0.question.text)]) }),
      "parent": .text(entry.id.parent?.text),
      "steps": .list(plan.steps(of: entry).map(stepObject)), "lasts": .text(lasts?.description),
      "carer": .text(carer), "approval": .text(approval?.status.rawValue), "approved_by": .text(approval?.by),
      "approved_on": .text(approval?.dated?.description), "review": .text(approval?.review?.description),
      "approval_reason": .text(approval?.reason), "phases": .list(phases),
      "ask": .list(ask), "timing": .text(timing(of: entry)), "counted_from": .text(entry.tie?.entry.text),
      "zone": .text(zone.name),
      "next": .list(self.next(of: entry, count: next).map { .instant($0.instant, in: zone) }),
      "reminds": .bool(
        entry.silence == nil && entry.asNeeded == nil && pause == nil && hold == nil && stay == nil),
      "silence": .text(entry.silence?.rawValue),
      "silenced_rules": .list(
        entry.silences.map { .object(["rule": .text($0.rule.rawValue), "because": .text($0.because)]) }),
      "held": .bool(hold != nil), "held_by": .text(hold?.by), "held_because": .text(hold?.reason),
      "held_until": .instant(hold?.until, in: zone), "in_hospital": .bool(stay != nil),
      "paused": .bool(pause != nil), "paused_until": .instant(pause?.until, in: zone),
      "importance": .text(entry.importance?.rawValue), "early": .text(entry.early?.description),
      "late_after": .text(entry.lateAfter?.description),
      "missed_after": .text(entry.missedAfter?.description),
      "as_needed": room(of: entry).map { .object($0.object) } ?? .null, "file": .text(place?.file),
      "line": place.map { .number($0.line) } ?? .null,
    ]
  }
}

extension EntryBook {
  /// The windows that are not over, at most three.
  private func windows(of entry: Entry, _ zone: ZoneRules) -> [JSONValue] {
    guard let window = entry.window else { return [] }
    return window.spans(from: zone.local(at: now).date, count: 3).map { span in
      let date = entry.timing.when.first { (span.first...span.last).contains($0.date) }
      return .object([
        "first": .text(span.first.description), "last": .text(span.last.description),
        "arranged": .instant(date.map(zone.instant), in: zone),
      ])
    }
  }

  private func stepObject(_ step: Entry) -> JSONValue {
    guard case .step(let detail) = step.detail else { return .null }
    return .object([
      "entry": .text(step.id.text), "text": .text(detail.text), "timing": .text(timing(of: step)),
      "next": .instant(next(of: step, count: 1).first?.instant, in: zone(of: step)),
    ])
  }
}

extension Medication {
  /// The doses that differ, each with its time or its days.
  fileprivate func objects(_ timing: Timing) -> [JSONValue] {
    var first = timing.from
    let steps = taper.map { step in
      let from = first
      first = step.days.flatMap { days in from.map { $0 + days } }
      return object(step.dose, time: nil, from: from, until: first.map { $0 - 1 })
    }
    return steps
      + timing.at.compactMap { time in
        doses[time.slot].map { object($0, time: time.slot, from: nil, until: nil) }
      }
  }

  private func object(_ dose: Dose, time: String?, from: CivilDate?, until: CivilDate?) -> JSONValue {
    .object([
      "time": .text(time), "from": .text(from?.description), "until": .text(until?.description),
      "amount": .text(dose.words), "take": .text(dose.take),
    ])
  }
}
