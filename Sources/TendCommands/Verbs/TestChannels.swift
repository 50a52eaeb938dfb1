import ArgumentParser
import Care

/// `tend test-channels`: what arrives.
struct TestChannels: Verb {
  static let configuration = CommandConfiguration(
    commandName: "test-channels",
    abstract: "Send a marked test through every channel, and say what each answered.",
    discussion: """
      The test says that it is one, and nothing of the plan. It goes the way a reminder would: through each channel, and
      to each contact whom an escalation would bring in, whatever the hour. Nothing of it is recorded. "told" is what the
      program said: whether it is on the phone, the phone says. Exit code: 0 when all took it, 5 when some did, 1 when
      none did.
      """)

  @Argument(help: "A channel of the settings, journal, desktop or a contact; without one, all of them.")
  var name: String?

  @Flag(name: .long, help: "For programs: one object a channel.")
  var json = false

  func run(_ context: CommandContext) throws {
    let (plan, settings) = try context.planInForce()
    let outcomes = try ChannelTrial(context: context, plan: plan, settings: settings).run(only: name)
    if json {
      JSONListing.print(outcomes, to: context.printer) { $0.object }
    } else {
      let width = (outcomes.map(\.name.count).max() ?? 0) + 2
      for outcome in outcomes {
        let style = outcome.result == .told ? Style.good : .alarm
        let detail = outcome.detail.map { ": \(Phrase.harmlessLine($0))" } ?? ""
        context.printer.styled(
          outcome.name.padded(to: width) + style.apply(outcome.result.words, context.terminal) + detail)
      }
    }
    let told = outcomes.count { $0.result == .told }
    if told == 0 { throw ExitCode(ExitStatus.failed.rawValue) }
    if told < outcomes.count { throw ExitCode(ExitStatus.partly.rawValue) }
  }
}
