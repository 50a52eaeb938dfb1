import Almanac
import Care
import Household
import Ledger

/// Records a dose of a medicine that is taken as needed, if its limits allow it.
///
/// What was taken so far is read in the transaction that records: two carers cannot both find room for the last dose.
struct AsNeededTaking {
  private let recorder: Recorder
  private let entry: Entry
  private let limits: AsNeeded
  private var context: CommandContext { recorder.context }

  /// Nil when the target is not such a medicine.
  ///
  /// - Parameter reason: Given where it is not taken, but skipped: which makes no sense of it.
  init?(_ recorder: Recorder, _ target: TargetArgument, reason: String?) throws {
    guard case .entry(let id) = target.target, let entry = recorder.plan.entry(id),
      let limits = entry.asNeeded
    else { return nil }
    guard reason == nil else {
      throw CommandFailure(
        "\(id) is taken as needed: there is nothing to skip", code: .refused,
        hint: "tend show \(id) says when it may be taken")
    }
    (self.recorder, self.entry, self.limits) = (recorder, entry, limits)
  }

  /// - Parameters:
  ///   - answer: Complete but for its limits.
  ///   - isFact: Whether it has happened already, so that nothing is refused.
  func record(
    _ answer: Answer, isFact: Bool, override: String?
  ) throws -> (occurrence: Occurrence, event: RecordedEvent) {
    let planner = try context.planner(recorder.plan, recorder.settings)
    return try recorder.transaction { ledger in
      let apart = recorder.plan.separation(of: entry.id)
      let intakes = try ledger.intakes(
        of: [entry.id] + limits.togetherWith + apart.entries,
        since: min(answer.happenedAt, context.now) - max(limits.reach, apart.reach))
      let dayLimits = recorder.plan.dayLimits(of: entry.id)
      guard
        let dose = AsNeededDose(
          planner, entry.id, at: answer.happenedAt, intakes: intakes, loss: try ledger.losses().last,
          hold: try ledger.household().orders.hold(of: entry.id, at: answer.happenedAt),
          dayLimits: dayLimits, taken: try ledger.taken(for: dayLimits), now: context.now)
      else { throw CommandFailure("\(entry.id) is not taken as needed") }
      if let row = try ledger.occurrence(dose.facts.key) { throw try twice(row) }
      let judged: Answer
      do throws(Refusal) {
        judged = try dose.judged.recording(answer, isFact: isFact, override: override)
      } catch {
        throw try failure(error)
      }
      let id = OccurrenceID(number: try ledger.rowsWritten())
      let events = try ledger.append(contentsOf: [
        NewEvent(occurrence: id, entry: entry.id, .scheduled(dose.facts)),
        NewEvent(occurrence: id, entry: entry.id, .answered(judged)),
      ])
      return (Occurrence(id: id, dose.facts), events[1])
    }
  }

  /// The same dose told twice is one dose.
  private func twice(_ row: Occurrence) throws -> CommandFailure {
    let zone = try context.displayZone()
    let first = Intake(row).map { IntakeWords(zone: zone, now: context.now, name: recorder.name).text($0) }
    return CommandFailure(
      "that dose is recorded already: \(first ?? row.id.text)", code: .refused,
      hint: "if there were two: --at with the second one's own time, to the second")
  }

  private func failure(_ refusal: Refusal) throws -> CommandFailure {
    let zone = try context.displayZone()
    switch refusal {
    case .limited(let breaches, let room):
      let words = LimitWords(zone: zone, now: context.now)
      var message = "\(entry.name): \(words.refusal(breaches, room))"
      if let last = room?.last {
        let intake = IntakeWords(zone: zone, now: context.now, name: recorder.name)
        message += "; the last: \(intake.text(last, namedUnless: entry.id))"
      }
      return CommandFailure(
        message, code: .refused,
        hint: "if it was given already: tend take \(entry.id) --already; "
          + "if the care team says so: tend take \(entry.id) --override \"why\"")
    case .inTheFuture(let instant):
      return CommandFailure(
        "\(Phrase.time(instant, in: zone, now: context.now)) is still to come", code: .usage)
    default:
      return CommandFailure("\(refusal)", code: .refused)
    }
  }
}
