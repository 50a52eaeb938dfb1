import Almanac
import ArgumentParser
import Care

/// `tend take`: it happened.
struct Take: Verb {
  static let configuration = CommandConfiguration(
    commandName: "take", abstract: "Record that a dose was taken.",
    discussion: "--at is a fact about the past and is never refused for being late.")

  @OptionGroup var answer: AnswerOptions

  func run(_ context: CommandContext) throws {
    try answer.record(context, channel: "take") { Outcome.fulfilled($0.facts.kind) }
  }
}

/// `tend done`: the same for what is not swallowed.
struct Done: Verb {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Record that an appointment, activity or check-in happened.")

  @OptionGroup var answer: AnswerOptions

  func run(_ context: CommandContext) throws {
    try answer.record(context, channel: "done") { Outcome.fulfilled($0.facts.kind) }
  }
}
