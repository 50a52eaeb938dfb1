import ArgumentParser

/// `tend service failed`: what tend-failure.service runs.
struct ServiceFailed: Verb {
  static let configuration = CommandConfiguration(
    commandName: "failed", abstract: "Tell that tendd cannot stay up; run by tend-failure.service.",
    shouldDisplay: false)

  func run(_ context: CommandContext) throws { try FailureNotice(context: context).tell() }
}
