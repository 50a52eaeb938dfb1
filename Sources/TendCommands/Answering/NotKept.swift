import Almanac
import Care
import Ledger

/// `tend take X --not-kept`: a dose that was taken did not stay.
///
/// One that is recorded as taken is corrected; one that is not recorded yet is recorded so.
struct NotKept {
  private let context: CommandContext
  private let options: AnswerOptions
  private let recorder: Recorder
  private let zone: ZoneRules

  /// How far back the id of an entry means a dose that was taken.
  private static let reach: Int64 = 86_400

  init(_ context: CommandContext, _ options: AnswerOptions) throws {
    self.context = context
    self.options = options
    recorder = try Recorder(context, channel: "take", by: options.by)
    zone = try context.displayZone()
  }

  func record() throws {
    guard let target = try target() else {
      return try options.record(context, channel: "take") { _ in .takenNotKept }
    }
    let moment = try options.moment()
    let result = try recorder.record(target) { occurrence, _ in
      let taken = occurrence.state.answer?.happenedAt
      let lostAt = moment.map { $0.past(in: zone, near: taken, now: context.now) }
      do throws(Refusal) {
        return try occurrence.notKept(
          lostAt: lostAt, by: recorder.by, basis: options.basis?.value, note: options.note, now: context.now)
      } catch {
        throw error.failure(occurrence, names: recorder.name, zone: zone, now: context.now)
      }
    }
    context.printer.line(recorder.confirmation(result.event, result.occurrence))
    try sayRoom(of: result.occurrence)
  }

  /// It was taken all the same, so it still counts.
  private func sayRoom(of occurrence: Occurrence) throws {
    guard let entry = recorder.plan.entry(occurrence.facts.key.entry) else { return }
    let planner = try context.planner(recorder.plan, recorder.settings)
    let room = try recorder.ledger.read { try AsNeededRoom(entry, in: planner, $0, now: context.now) }
    if let room { context.printer.line("Counted as taken: \(room.words(shownIn: zone))") }
  }

  /// The occurrence that was taken; nil where nothing is recorded of it yet.
  private func target() throws -> TargetArgument? {
    switch options.target.target {
    case .occurrence(let id):
      return try isAnswered(try recorder.ledger.read { try $0.occurrence(id) }) ? options.target : nil
    case .nominal(let entry, let nominal):
      let rows = try recorder.ledger.read { try $0.occurrences(of: entry) }
      let row = rows.first { $0.facts.nominal == nominal }
      return try isAnswered(row) ? row.map { TargetArgument($0.id) } : nil
    case .entry(let entry): return try latest(of: entry)
    }
  }

  private func isAnswered(_ row: Occurrence?) throws -> Bool { row?.state.answer != nil }

  private func latest(of id: EntryID) throws -> TargetArgument? {
    let (intakes, open) = try recorder.ledger.read { ledger in
      (
        try ledger.intakes(of: [id], since: context.now - NotKept.reach),
        try ledger.openOccurrences().filter {
          $0.facts.key.entry == id && $0.facts.instant <= context.now && $0.phase(at: context.now) != .missed
        }
      )
    }
    guard let last = intakes.last, let occurrence = last.occurrence else {
      guard recorder.plan.entry(id)?.asNeeded == nil else {
        throw CommandFailure(
          "nothing of \(id) was taken in the last 24 hours",
          hint: "tend take \(id) --already records it first")
      }
      return nil
    }
    guard open.isEmpty else {
      let words = IntakeWords(zone: zone, now: context.now, name: recorder.name)
      let lines = open.map { row in
        "  \(row.id)  due \(Phrase.time(row.facts.instant, in: zone, now: context.now)), not answered yet"
      }
      throw CommandFailure(
        "more than one of \(id) may be meant:\n  \(occurrence)  taken \(words.text(last))\n"
          + lines.joined(separator: "\n"), code: .refused, hint: "tend take \(occurrence) --not-kept")
    }
    return TargetArgument(occurrence)
  }
}
