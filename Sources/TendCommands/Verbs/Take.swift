import Almanac
import ArgumentParser
import Care

/// `tend take`: it happened.
struct Take: Verb {
  static let configuration = CommandConfiguration(
    commandName: "take", abstract: "Record that a dose was taken.",
    discussion: """
      --already and --at are about the past: a fact is never refused, for being late or for breaking a limit.
      A dose now that a limit of the plan forbids is refused with the next allowed time, and exit code 4.
      With --not-kept, a dose that is recorded as taken becomes one that was not kept, and --at says when it was lost.
      """)

  @OptionGroup var answer: AnswerOptions

  @Option(name: .long, help: "Why it is taken although a limit forbids it: “Dr Okafor by telephone”.")
  var override: String?

  @Flag(name: .long, help: "It was taken, but not kept: vomited, spat out, spilt.")
  var notKept = false

  func validate() throws {
    if notKept, override != nil {
      throw ValidationError("--override is about a dose to be taken, --not-kept about one that was")
    }
    if let override, override.allSatisfy(\.isWhitespace) {
      throw ValidationError("--override needs a word or two")
    }
  }

  func run(_ context: CommandContext) throws {
    if notKept { return try NotKept(context, answer).record() }
    try answer.record(context, channel: "take", override: override) { Outcome.fulfilled($0.facts.kind) }
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
