import Care
import PlanFile

/// The walk through what waited for somebody to come home; each step is recorded at once, so that it can be broken off.
struct DischargeWalk {
  let desk: CareDesk
  let person: Person
  let by: String
  let orderedBy: String?
  private(set) var waiting: [Entry]

  private var context: CommandContext { desk.context }

  init(desk: CareDesk, person: Person, by: String, orderedBy: String?) {
    (self.desk, self.person, self.by, self.orderedBy) = (desk, person, by, orderedBy)
    let stay = (try? desk.orders())?.stays[person.id]
    waiting = desk.plan.entries.filter { entry in
      entry.person == person.id && [.medication, .activity, .checkIn].contains(entry.kind)
        && stay?.settled[entry.id] == nil
    }
  }

  /// One key for each entry.
  mutating func ask() throws {
    let count = waiting.count
    for (position, entry) in waiting.enumerated() {
      say("\(position + 1) of \(count)  \(entry.id)  \(entry.name)\(entry.amount.map { " \($0)" } ?? "")")
      say("  \(desk.plan.timingText(of: entry))")
      asking: while true {
        switch context.terminal.askKey(
          "[k] keep  [c] change dose or times  [s] stop  [h] hold  [n] later  [q] quit")
        {
        case "k": try keep(entry.id)
        case "c":
          guard try change(entry) else { continue }
          try keep(entry.id)
        case "s": try stop(entry.id)
        case "h":
          guard let reason = context.terminal.ask("Why?"), !reason.allSatisfy(\.isWhitespace) else {
            continue
          }
          try hold(entry.id, reason: reason)
        case "n": break
        case "q", nil: return
        default: continue
        }
        break asking
      }
    }
  }

  /// Asks for the new order; false where nothing was said or the plan did not take it.
  private func change(_ entry: Entry) throws -> Bool {
    func ask(_ question: String) -> String? {
      context.terminal.ask(question).flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }
    let dose = entry.medication == nil ? nil : ask("New dose (empty: as before)?")
    let take = entry.medication?.take == nil && dose == nil ? nil : ask("What the hand does (2 capsules)?")
    let times = ask("New times (08:00,20:00; empty: as before)?")
    do {
      try NewDose(dose: dose, take: take, times: times)
        .save(entry, channel: "discharge", orderedBy: orderedBy, context)
    } catch let failure as CommandFailure {
      context.printer.problem("tend: \(failure.message)")
      return false
    }
    return dose != nil || take != nil || times != nil
  }

  mutating func keep(_ id: EntryID) throws {
    try settle(id)
    context.printer.line("\(id) goes on as the plan has it")
  }

  mutating func hold(_ id: EntryID, reason: String) throws {
    try settle(id, with: [.held(Hold(from: context.now, by: by, reason: reason))])
  }

  mutating func stop(_ id: EntryID) throws {
    let editing = PlanEditing(context: context, channel: "discharge", by: nil, orderedBy: orderedBy)
    let result = try editing.change { draft in
      var editor = try draft.editor(holding: id)
      try draft.checkNamedByNone(id)
      try editor.remove(id)
      return draft.change(editor, of: id)
    }
    try EntryReport(context: context, result: result).changed(nil)
    try settle(id)
  }

  /// Says what is left, or that it is over.
  func finish() throws {
    guard !waiting.isEmpty else {
      try desk.record { _, _ in
        [NewEvent(.discharged(Discharge(person: person.id, entries: [], isOver: true, by: by)))]
      }
      return
    }
    context.printer.problem(
      "STILL SILENT: \(Phrase.list(waiting.map(\.id.text))). Go on with: tend discharge \(person.id)")
  }

  private mutating func settle(_ id: EntryID, with orders: [EventBody] = []) throws {
    try desk.record(quietly: { $0.kind == .discharged }) { _, _ in
      orders.map { NewEvent(entry: id, $0) } + [
        NewEvent(.discharged(Discharge(person: person.id, entries: [id], isOver: false, by: by)))
      ]
    }
    waiting.removeAll { $0.id == id }
  }

  private func say(_ text: String) {
    context.printer.line(text)
    context.printer.flush()
  }
}
