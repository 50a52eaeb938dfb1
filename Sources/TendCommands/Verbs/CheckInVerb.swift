import Almanac
import ArgumentParser
import Care
import Household
import Ledger
import PlanFile

/// `tend check-in`: answers to the questions of a check-in.
struct CheckInVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check-in", abstract: "Answer the questions of a check-in.",
    discussion: """
      tend check-in evening                         asks, one key each
      tend check-in evening pain=4 mood=6 --note "after the walk"
      tend check-in k7f pain=3 --correct            what was answered was a slip
      Answers that meet a flag of the plan raise it, with the care team's instruction; see tend flags.
      """)

  @Argument(help: "A check-in (evening), one of its times (k7f), or evening@2026-12-03T20:00.")
  var target: TargetArgument

  @Argument(help: "question=answer, as many as there are.")
  var answers: [String] = []

  @Option(name: .long, help: "When it was: 20:10, “yesterday 20:00”, “20m ago”, 2026-12-03T20:10.")
  var at: String?

  @Option(name: .long, help: "Who says so: a contact of the plan, or a name.")
  var by: String?

  @Option(name: .long, help: "How they know: saw, told or assumed.")
  var basis: BasisArgument?

  @Option(name: .long, help: "A word on it.")
  var note: String?

  @Flag(name: .long, help: "Replace what was answered before; answers that are not given again stay.")
  var correct = false

  func run(_ context: CommandContext) throws {
    let recorder = try Recorder(context, channel: "check-in", by: by)
    let target = correct ? try answered(recorder) : self.target
    let questions = try questions(recorder, target)
    var readings = try answers.map { try reading($0, questions) }
    if let twice = readings.indices.first(where: { position in
      readings[..<position].contains { $0.question == readings[position].question }
    }) {
      throw CommandFailure("\(readings[twice].question) is answered twice", code: .usage)
    }
    var note = note
    if readings.isEmpty {
      guard context.terminal.canAsk else {
        let example = questions.first.map { "\($0.name)=…" } ?? ""
        throw CommandFailure(
          "nothing is answered; this check-in asks for \(Phrase.list(questions.map(\.words)))", code: .usage,
          hint: "tend check-in \(self.target.text) \(example)")
      }
      guard let asked = CheckInDialog(context: context, questions: questions).ask(), !asked.isEmpty else {
        throw CommandFailure("nothing was recorded")
      }
      readings = asked
      if note == nil, let words = context.terminal.ask("A word on it? (Enter for none)"), !words.isEmpty {
        note = words
      }
    }
    try record(recorder, target, readings, note: note, questions)
  }

  private func record(
    _ recorder: Recorder, _ target: TargetArgument, _ readings: [Reading], note: String?,
    _ questions: [Question]
  ) throws {
    let context = recorder.context
    let zone = try context.displayZone()
    let moment = try at.map { text in
      guard let moment = MomentArgument(text) else {
        throw CommandFailure(
          "“\(text)” is not a time", code: .usage,
          hint: "20:10, “yesterday 20:00”, “20m ago” or 2026-12-03T20:10")
      }
      return moment
    }
    var raised: [RecordedEvent] = []
    let result = try recorder.record(
      target, happenedAt: moment?.past(in: zone, now: context.now),
      { occurrence, _ in
        let nominal = target.isOfEntry ? nil : occurrence.facts.instant
        let before = correct ? occurrence.state.answer : nil
        let happenedAt =
          moment?.past(in: zone, near: nominal, now: context.now) ?? before?.happenedAt ?? context.now
        let kept = (before?.readings ?? []).filter { old in !readings.contains { $0.question == old.question }
        }
        let order = questions.map(\.name)
        let all = (kept + readings).sorted {
          (order.firstIndex(of: $0.question) ?? 0) < (order.firstIndex(of: $1.question) ?? 0)
        }
        let answer = Answer(
          outcome: .done, happenedAt: happenedAt, by: recorder.by, basis: basis?.value ?? before?.basis,
          note: note ?? before?.note, readings: all)
        do throws(Refusal) {
          if before != nil {
            guard happenedAt <= context.now else { throw .inTheFuture(happenedAt) }
            return .answered(answer)
          }
          return try occurrence.answering(answer, now: context.now, isFact: moment != nil)
        } catch {
          throw error.failure(occurrence, names: recorder.name, zone: zone, now: context.now)
        }
      },
      following: { raised = try recorder.recordFlags(of: $0, in: $1) })
    context.printer.line(recorder.confirmation(result.event, result.occurrence))
    let given = Set(result.occurrence.state.answer?.readings?.map(\.question) ?? [])
    let open = questions.filter { !given.contains($0.name) }.map(\.name)
    if !open.isEmpty { context.printer.line("Not answered: \(Phrase.list(open)).") }
    for event in raised { context.printer.line(recorder.message(event, nil)) }
  }

  /// The newest answered one of an entry, which a correction means.
  private func answered(_ recorder: Recorder) throws -> TargetArgument {
    guard case .entry(let id) = target.target else { return target }
    let rows = try recorder.ledger.read { try $0.occurrences(of: id) }
    guard let last = rows.last(where: { $0.state.answer?.outcome == .done }) else {
      throw CommandFailure("nothing of \(id) is answered yet", hint: "without --correct it is recorded anew")
    }
    let now = recorder.context.now
    // While one waits, it may be that one that is meant.
    if let open = rows.first(where: { row in
      row.state.isOpen && row.facts.earlyFrom <= now && row.facts.instant > last.facts.instant
        && row.phase(at: now) != .missed
    }) {
      let zone = try recorder.context.displayZone()
      func due(_ row: Occurrence) -> String {
        "\(row.id)  due \(Phrase.time(row.facts.instant, in: zone, now: now))"
      }
      throw CommandFailure(
        "more than one of \(id) may be meant:\n  \(due(last)), answered\n"
          + "  \(due(open)), not answered yet",
        code: .refused, hint: "tend check-in \(last.id) … --correct, or tend check-in \(open.id) …")
    }
    return TargetArgument(last.id)
  }

  private func questions(_ recorder: Recorder, _ target: TargetArgument) throws -> [Question] {
    let entry =
      switch target.target {
      case .entry(let id), .nominal(let id, _): id
      case .occurrence(let id): try recorder.ledger.read { try $0.occurrence(id)?.facts.key.entry }
      }
    guard let entry else {
      throw CommandFailure("there is no occurrence \(target.text)", hint: "tend due or tend today lists them")
    }
    guard let found = recorder.plan.entry(entry) else {
      throw CommandFailure("there is no entry “\(entry)”", hint: "tend list --kind check-in shows them")
    }
    guard case .checkIn(let checkIn) = found.detail else {
      throw CommandFailure("\(entry) is no check-in", code: .usage, hint: "tend done \(entry)")
    }
    guard !checkIn.questions.isEmpty else {
      throw CommandFailure(
        "\(entry) has no questions", code: .usage, hint: "tend done \(entry); tend set \(entry) ask=pain,mood"
      )
    }
    return checkIn.questions
  }

  private func reading(_ text: String, _ questions: [Question]) throws -> Reading {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw CommandFailure("“\(text)” is no answer", code: .usage, hint: "\(questions[0].name)=…")
    }
    guard let question = questions.first(where: { $0.name == parts[0].lowercased() }) else {
      let near = Nearest.match(parts[0], among: questions.map(\.name)).map { "; did you mean “\($0)”?" } ?? ""
      throw CommandFailure(
        "this check-in does not ask for “\(parts[0])”\(near)", code: .usage,
        hint: "it asks for \(Phrase.list(questions.map(\.words)))")
    }
    guard let reading = question.reading(parts[1]) else {
      throw CommandFailure("\(question.name) takes \(question.takes), not “\(parts[1])”", code: .usage)
    }
    return reading
  }
}
