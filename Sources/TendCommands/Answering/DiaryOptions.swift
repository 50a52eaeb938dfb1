import Almanac
import ArgumentParser
import Care
import Ledger
import PlanFile

/// What every line of the diary can say, and how it is recorded.
struct DiaryOptions: ParsableArguments {
  @Option(name: .long, help: "Of whom: an id of the plan, or a name; else the only person there is.")
  var person: String?

  @Option(name: .long, help: "When it was: 07:50, “yesterday 20:00”, “20m ago”, 2026-12-03T07:50.")
  var at: String?

  @Option(name: .long, help: "Who says so: a contact of the plan, or a name.")
  var by: String?

  @Flag(name: .long, help: "The words are meant as they are written, also where they are near a known one.")
  var asWritten = false

  func record(
    _ context: CommandContext, channel: String, text: String?, symptoms: [String], triggers: [String]
  ) throws {
    let recorder = try Recorder(context, channel: channel, by: by)
    let zone = try context.displayZone()
    let happenedAt = try at.map { text in
      guard let moment = MomentArgument(text) else {
        throw CommandFailure(
          "“\(text)” is not a time", code: .usage,
          hint: "07:50, “yesterday 20:00”, “20m ago” or 2026-12-03T07:50")
      }
      return moment.past(in: zone, now: context.now)
    }
    if let happenedAt, happenedAt > context.now {
      throw CommandFailure(
        "\(Phrase.time(happenedAt, in: zone, now: context.now)) is still to come", code: .usage)
    }
    let diary = try recorder.ledger.read { try $0.diary() }
    let words = text.map { $0.split(separator: " ").joined(separator: " ") }.flatMap { $0.isEmpty ? nil : $0 }
    let note = DiaryNote(
      text: words, symptoms: try symptoms.map { try symptom($0, diary) },
      triggers: try triggers.map {
        try word($0, among: DiaryNote.knownTriggers + diary.flatMap(\.note.triggers))
      },
      happenedAt: happenedAt ?? context.now, by: recorder.by, person: try person(recorder.plan))
    guard !note.words.isEmpty else {
      throw CommandFailure(
        "there is nothing to write down", code: .usage,
        hint: "tend note \"what was seen\" --symptom flush=6 --trigger heat")
    }
    let event = try recorder.transaction { try $0.append(NewEvent(.noted(note))) }
    let whose = recorder.plan.person(note.person).map { " for \($0.name)" } ?? ""
    let time = Phrase.time(note.happenedAt, in: zone, now: context.now)
    context.printer.line("\(event.number)  Noted\(whose) at \(time): \(note.words)")
  }

  private func person(_ plan: Plan) throws -> String? {
    if let person { return try Outlook.person(person, in: plan) }
    guard plan.people.count > 1 else { return plan.people.first?.id }
    throw CommandFailure(
      "say of whom: \(Phrase.list(plan.people.map(\.id)))", code: .usage,
      hint: "--person \(plan.people[0].id)")
  }

  private func symptom(_ text: String, _ diary: [DiaryEntry]) throws -> DiaryNote.Symptom {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = try word(
      parts[0], among: DiaryNote.knownSymptoms + diary.flatMap { $0.note.symptoms.map(\.name) })
    guard parts.count == 2 else { return DiaryNote.Symptom(name) }
    guard let severity = Int(parts[1]), (0...10).contains(severity) else {
      throw CommandFailure(
        "how bad \(name) was goes from 0 to 10, not “\(parts[1])”", code: .usage, hint: "--symptom \(name)=6")
    }
    return DiaryNote.Symptom(name, severity: severity)
  }

  /// A word that can be counted: small letters, with hyphens for blanks.
  private func word(_ text: String, among known: [String]) throws -> String {
    let word = text.lowercased().split(separator: " ").joined(separator: "-")
    guard !word.isEmpty, word.utf8.count <= 40, !word.contains(where: { $0 == "=" || $0 == "," }) else {
      throw CommandFailure(
        "“\(text)” is no word to count by", code: .usage, hint: "flush, abdominal-pain, heat")
    }
    guard !known.contains(word), !asWritten, let near = Nearest.match(word, among: known) else { return word }
    throw CommandFailure(
      "“\(word)” was never written before; did you mean “\(near)”?", code: .usage,
      hint: "if it is meant as it is written: --as-written")
  }
}
