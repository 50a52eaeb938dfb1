import Almanac
import Care

/// What the care team holds and who is in hospital, one line each: it stays in sight every day.
struct HeldLines {
  let plan: Plan
  let orders: CareOrders
  let zone: ZoneRules
  let now: Instant
  /// Only of this person; nil for everyone.
  var person: String?

  /// The entries on hold now, in the order of the plan.
  var holds: [(entry: Entry, hold: Hold)] {
    guard !orders.holds.isEmpty else { return [] }
    return plan.entries.compactMap { entry in
      guard person == nil || entry.person == person else { return nil }
      return orders.hold(of: entry.id, at: now).map { (entry, $0) }
    }
  }

  /// Whoever is in hospital, or came home with something still to be settled.
  var stays: [(person: Person, stay: Stay)] {
    plan.people.compactMap { someone in
      guard person == nil || someone.id == person, let stay = orders.stays[someone.id], stay.until == nil
      else { return nil }
      return (someone, stay)
    }
  }

  /// The entries of a person that a stay keeps silent now.
  func waiting(_ stay: Stay) -> [Entry] {
    plan.entries.filter { orders.stay(over: $0.id, $0.kind, of: $0.person, at: now) == stay }
  }

  var lines: [String] {
    stays.map(words)
      + holds.map { "On hold: \($0.entry.name) \(words($0.hold)) (tend release \($0.entry.id))" }
  }

  /// `by Dr Okafor since Thu 3 Dec 08:10: platelets low`.
  func words(_ hold: Hold) -> String {
    let until = hold.until.map { " until \(time($0))" } ?? ""
    return "by \(name(hold.by)) since \(time(hold.from))\(until): \(hold.reason)"
  }

  private func words(_ person: Person, _ stay: Stay) -> String {
    let reason = stay.reason.map { ": \($0)" } ?? ""
    let waiting = waiting(stay)
    guard stay.isHalfOver else {
      let start = stay.from > now ? "will be in hospital from" : "is in hospital since"
      return "\(person.name) \(start) \(time(stay.from))\(reason); at home "
        + "\(waiting.count) \(waiting.count == 1 ? "entry rests" : "entries rest") (tend discharge \(person.id))"
    }
    return "\(person.name) comes home, AND STILL SILENT: \(Phrase.list(waiting.map(\.name))) "
      + "(tend discharge \(person.id))"
  }

  private func name(_ id: String) -> String { plan.contact(id)?.name ?? id }

  private func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone, now: now) }

  /// For programs.
  var objects: (holds: [JSONValue], stays: [JSONValue]) {
    (
      holds.map { entry, hold in
        .object([
          "entry": .text(entry.id.text), "person": .text(entry.person), "by": .text(hold.by),
          "reason": .text(hold.reason), "from": .instant(hold.from, in: zone),
          "until": .instant(hold.until, in: zone),
        ])
      },
      stays.map { person, stay in
        .object([
          "person": .text(person.id), "from": .instant(stay.from, in: zone), "by": .text(stay.by),
          "reason": .text(stay.reason), "coming_home": .bool(stay.isHalfOver),
          "waiting": .list(waiting(stay).map(\.id.text)),
        ])
      }
    )
  }
}

extension Outlook {
  func sayHeld() throws {
    let held = HeldLines(plan: plan, orders: try orders(), zone: zone, now: now, person: person)
    for line in held.lines {
      context.printer.styled(Style.warning.apply(Phrase.harmlessLine(line), context.terminal))
    }
  }
}
