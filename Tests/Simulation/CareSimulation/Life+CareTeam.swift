import Almanac
import Care

// What the care team orders, and who goes to hospital and comes home again.

extension Life {
  private var ordered: EventOrigin { EventOrigin(actor: "ana", channel: "orders") }

  func holdOrRelease() throws {
    guard canRecord, !plan.entries.isEmpty else { return }
    let entry = dice.pick(plan.entries).id
    if checks.orders.isHeld(entry, at: now) {
      coverage.note("release")
      try append(NewEvent(entry: entry, .released(HoldEnd(by: "dr"))), ordered, stamp(at: now), .person)
    } else {
      let from = now + Int64(dice.pick([0, 0, 3600]))
      let until = dice.roll(0...3) == 0 ? nil : from + Int64(dice.roll(600...200_000))
      let hold = Hold(from: from, until: until, by: "dr", reason: "counts are low")
      coverage.note("hold")
      try append(NewEvent(entry: entry, .held(hold)), ordered, stamp(at: now), .person)
    }
  }

  /// Whoever comes home goes through the list, at once or in two parts.
  func admitOrDischarge() throws {
    guard canRecord else { return }
    let person = dice.pick(plan.people).id
    guard checks.orders.isInHospital(person, at: now) else {
      coverage.note("admit")
      let stay = Stay(person: person, from: now - Int64(dice.pick([0, 0, 7200])), by: "dr")
      return try append(NewEvent(.admitted(stay)), ordered, stamp(at: now), .person)
    }
    coverage.note("discharge")
    let entries = plan.entries.filter { $0.person == person }.map(\.id)
    let isOver = dice.roll(0...1) == 0
    let settled = isOver ? entries : Array(entries.prefix(1))
    try append(
      NewEvent(.discharged(Discharge(person: person, entries: settled, isOver: isOver, by: "dr"))), ordered,
      stamp(at: now), .person)
  }
}
