import Almanac
import ArgumentParser
import Care
import Ledger

/// `tend start`: a quiet session of an activity.
struct StartSession: Verb {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Run a session of an activity in the terminal, and record it as done.",
    discussion: """
      tend start breathing --before 4
      The phases come from the plan (phases = [{ name = "breathe in", lasts = "4s" }, …]). It ends with a bell. q or Ctrl-C
      ends it earlier and asks whether to record it; the record has its real length.
      """)

  @Argument(help: "The id of an activity, or one of its times (k7f).")
  var target: TargetArgument

  @Option(name: .long, help: "How it was before, 0 to 10.")
  var before: Int?

  @Option(name: .long, help: "How it is afterwards, 0 to 10; else you are asked at the end.")
  var after: Int?

  @Option(name: .long, help: "Another length than the plan's: 5m.")
  var lasts: String?

  @Option(name: .long, help: "Who says so: a contact of the plan, or a name.")
  var by: String?

  func validate() throws {
    for score in [before, after].compactMap(\.self) where !(0...10).contains(score) {
      throw ValidationError("a score goes from 0 to 10")
    }
  }

  func run(_ context: CommandContext) throws {
    let recorder = try Recorder(context, channel: "start", by: by)
    let (entry, session) = try session(recorder)
    guard context.terminal.canAsk else {
      throw CommandFailure(
        "a session needs a terminal", code: .usage,
        hint: "to record one: tend done \(target.text) --note \"20 min\"")
    }
    // Which of its times it is, is asked before it begins: nobody is to wake up to a question.
    let target = try recorder.settled(target)
    context.printer.line("\(entry.name), \(Phrase.length(session.length)). q ends it.")
    context.printer.flush()
    let (passed, isWhole) = context.terminal.play(session)
    if !isWhole {
      let length = Phrase.length(passed)
      guard
        ["y", "yes"].contains(
          context.terminal.ask("Stopped after \(length). Record it as done? (y/N)")?.lowercased())
      else { throw CommandFailure("nothing was recorded") }
    }
    try record(target, recorder, passed)
  }

  private func record(_ target: TargetArgument, _ recorder: Recorder, _ passed: Int64) throws {
    let context = recorder.context
    let end = context.now + passed
    var readings = [Reading(question: "length", value: "\((passed + 30) / 60)", unit: "min")]
    if let before { readings.append(Reading(question: "before", value: "\(before)")) }
    let score = Question("after", .scale(0, 10))
    if let after {
      readings.append(Reading(question: "after", value: "\(after)"))
    } else if before != nil, let line = context.terminal.ask("How is it now, 0 to 10? (Enter for none)"),
      let reading = score.reading(line)
    {
      readings.append(reading)
    }
    let zone = try context.displayZone()
    // The verb lives in the instant of its start; what is recorded happened until now.
    let later = context.at(end)
    let result = try Recorder(later, channel: "start", by: by).record(target, happenedAt: nil) {
      occurrence, _ in
      do throws(Refusal) {
        return try occurrence.answering(
          Answer(outcome: .done, happenedAt: end, by: recorder.by, readings: readings), now: end, isFact: true
        )
      } catch {
        throw error.failure(occurrence, names: recorder.name, zone: zone, now: end)
      }
    }
    later.printer.line(recorder.confirmation(result.event, result.occurrence))
  }

  private func session(_ recorder: Recorder) throws -> (Entry, Session) {
    let id =
      switch target.target {
      case .entry(let id), .nominal(let id, _): id
      case .occurrence(let id): try recorder.ledger.read { try $0.occurrence(id)?.facts.key.entry }
      }
    guard let id, let entry = recorder.plan.entry(id) else {
      throw CommandFailure("there is no activity “\(target.text)”", hint: "tend list --kind activity")
    }
    guard case .activity(let activity) = entry.detail else {
      throw CommandFailure("\(id) is no activity", code: .usage)
    }
    if let silence = entry.silence {
      throw CommandFailure(
        "\(entry.name): \(silence.rawValue)", code: .refused,
        hint: "tend approve \(id) --by … once the team agrees")
    }
    let length = try lasts.map { text in
      guard let span = TimeSpan(text), span.seconds > 0 else {
        throw CommandFailure("“\(text)” is not a length of time", code: .usage, hint: "--lasts 10m")
      }
      return span
    }
    guard let length = length ?? activity.lasts else {
      guard let session = activity.session else {
        throw CommandFailure("the plan does not say how long it takes", code: .usage, hint: "--lasts 10m")
      }
      return (entry, session)
    }
    return (entry, Session(phases: activity.phases, length: length.seconds))
  }
}
