import Almanac
import ArgumentParser
import Care
import Ledger

/// `tend ask`: questions for the care team, until somebody has asked them.
struct Ask: Verb {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Keep a question for the care team; without one, list those that are open.",
    discussion: """
      tend ask "Is the rash from the new dose?" --for hematology
      tend ask                                       what is open, each with its number
      tend ask --done 412 --answer "No; tell us if it spreads"
      A question is said in the reminders of its appointment, in tend show and in tend handover; without --for in those
      of every appointment of the person.
      """)

  @Argument(help: "The question.")
  var question: String?

  @Option(name: .customLong("for"), help: "The appointment at which it is to be asked: the id of an entry.")
  var appointment: EntryArgument?

  @Option(name: .long, help: "Of whom it is, or only what is of this person: an id of the plan, or a name.")
  var person: String?

  @Option(name: .long, help: "The number of a question that was asked.")
  var done: Int64?

  @Option(name: .long, help: "With --done: what the care team said.")
  var answer: String?

  @Option(name: .long, help: "Who says so: a contact of the plan, or a name.")
  var by: String?

  @Flag(name: .long, help: "Also those that were asked, with what was said.")
  var all = false

  @Flag(name: .long, help: "For programs: {\"version\":1,\"items\":[…]}.")
  var json = false

  func validate() throws {
    if let question, question.allSatisfy(\.isWhitespace) { throw ValidationError("the question is empty") }
    if question != nil, done != nil || all || json {
      throw ValidationError("a new question stands alone, with --for, --person and --by")
    }
    if answer != nil, done == nil {
      throw ValidationError("--answer goes with --done, the number of a question")
    }
  }

  func run(_ context: CommandContext) throws {
    if let done { return try close(done, context) }
    if let question { return try ask(question, context) }
    let outlook = try Outlook(context, person: person, needsLedger: true)
    let lines = QuestionLines(outlook)
    let questions = (try outlook.read { try $0.questions() } ?? []).filter { kept in
      (all || kept.isOpen) && (appointment.map { kept.question.isFor($0.id, of: nil) } ?? true)
        && (outlook.person == nil || lines.person(kept) == nil || lines.person(kept) == outlook.person)
    }
    if json {
      JSONListing.print(questions, to: context.printer) { lines.object($0) }
    } else if questions.isEmpty {
      context.printer.line(all ? "Nobody has asked anything yet." : "No question is open.")
    } else {
      for question in questions { context.printer.line(lines.line(question)) }
    }
    outlook.warn()
  }

  private func ask(_ text: String, _ context: CommandContext) throws {
    let recorder = try Recorder(context, channel: "ask", by: by)
    let entry = try appointment.map { try visit($0.id, recorder.plan) }
    let whose = try person.map { try Outlook.person($0, in: recorder.plan) } ?? entry?.person
    if let whose, let own = entry?.person, own != whose {
      throw CommandFailure("\(entry?.id.text ?? "it") is an appointment of \(own)", code: .refused)
    }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let question = CareQuestion(words, entry: entry?.id, person: whose, by: recorder.by)
    let event = try recorder.transaction { try $0.append(NewEvent(entry: entry?.id, .asked(question))) }
    context.printer.line("\(event.number)  \(recorder.message(event, nil))")
  }

  private func visit(_ id: EntryID, _ plan: Plan) throws -> Entry {
    guard let entry = plan.entry(id) else { throw CommandFailure.noEntry(id, in: plan) }
    guard entry.kind == .appointment else {
      throw CommandFailure(
        "\(id) is not an appointment", code: .refused, hint: "without --for it is asked at the next one")
    }
    return entry
  }

  private func close(_ number: Int64, _ context: CommandContext) throws {
    let recorder = try Recorder(context, channel: "ask", by: by)
    let event = try recorder.transaction { ledger in
      guard let kept = try ledger.questions().first(where: { $0.number == number }) else {
        throw CommandFailure("there is no question \(number)", hint: "tend ask lists them")
      }
      if let closing = kept.closing {
        let said = closing.answer.map { ": \($0)" } ?? ""
        throw CommandFailure("question \(number) was asked already\(said)", code: .refused)
      }
      return try ledger.append(
        NewEvent(
          entry: kept.question.entry,
          .questionClosed(QuestionClosing(question: number, by: recorder.by, answer: answer))))
    }
    context.printer.line(recorder.message(event, nil))
  }
}
