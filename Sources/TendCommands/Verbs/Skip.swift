import ArgumentParser
import Care

/// `tend skip`: it will not happen, and why.
struct Skip: Verb {
  static let configuration = CommandConfiguration(
    commandName: "skip", abstract: "Record that something is skipped, with the reason.")

  @OptionGroup var answer: AnswerOptions

  @Option(name: .long, help: "Why, in a few words: “asleep; the nurse line agreed”.")
  var reason: String

  func validate() throws {
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason needs a word or two") }
  }

  func run(_ context: CommandContext) throws {
    try answer.record(context, channel: "skip", reason: reason) { _ in .skipped }
  }
}
