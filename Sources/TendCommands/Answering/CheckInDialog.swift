import Care

/// Asks the questions of a check-in, one key each where one key will do.
struct CheckInDialog {
  let context: CommandContext
  let questions: [Question]

  /// What was answered; nil when the person went away, and then nothing is to be recorded.
  func ask() -> [Reading]? {
    var readings: [Reading] = []
    for (position, question) in questions.enumerated() {
      context.printer.flush()
      switch ask(question, position + 1) {
      case .reading(let reading): readings.append(reading)
      case .skipped: continue
      case .left: return nil
      }
    }
    return readings
  }

  private enum Step {
    case reading(Reading)
    case skipped
    case left
  }

  private func ask(_ question: Question, _ number: Int) -> Step {
    let title = "\(number) of \(questions.count)  \(question.name)"
    while true {
      switch question.form {
      case .scale(0, 10):
        let key = context.terminal.askKey("\(title), 0 to 9, t for 10, n for none:")
        guard let key, key != "q" else { return .left }
        if ["n", "\n", "\r", "-"].contains(key) { return .skipped }
        if let reading = question.reading(key == "t" ? "10" : String(key)) { return said(reading) }
      case .yesNo:
        let key = context.terminal.askKey("\(title), y or n, - for none:")
        guard let key, key != "q" else { return .left }
        if ["\n", "\r", "-"].contains(key) { return .skipped }
        if let reading = question.reading(String(key)) { return said(reading) }
      case .scale, .number, .text:
        guard let line = context.terminal.ask("\(title), \(question.takes), Enter for none:") else {
          return .left
        }
        if line.allSatisfy(\.isWhitespace) { return .skipped }
        if let reading = question.reading(line) { return .reading(reading) }
      }
      context.printer.line("  \(question.name) takes \(question.takes).")
      context.printer.flush()
    }
  }

  /// A key that is not echoed is said back: a slip is seen at once.
  private func said(_ reading: Reading) -> Step {
    context.printer.line("  \(reading.words)")
    context.printer.flush()
    return .reading(reading)
  }
}
