import Almanac
public import Care
public import Systemd

/// Tells through a program of the user's: one message at a time, in the order in which they came.
///
/// So one that hangs holds up its own channel and no other one. What is overtaken while it waits is not told any more.
public final class CommandMessenger: Messenger {
  private struct Job {
    var message: Message
    var input: CommandInput
    var reply: Reply
  }

  private let channel: Channel
  private let words: [String]
  private let runner: ProgramRunner
  private let places: ProgramPlaces
  private let hasReturned: () -> Void
  private let onOutput: (_ output: String, _ told: Settings.Privacy) -> Void
  private var waiting: [Job] = []
  private var isBusy = false
  private var hasFailed = false
  private var isClosed = false

  /// - Parameters:
  ///   - words: The program and its arguments.
  ///   - hasReturned: Called when it works again after it had failed.
  ///   - onOutput: Takes what it wrote, to be kept where someone who looks for a mistake finds it, and how much it was
  ///     told, which may come back in it.
  public init(
    channel: Channel, words: [String], runner: ProgramRunner, places: ProgramPlaces,
    hasReturned: @escaping () -> Void,
    onOutput: @escaping (_ output: String, _ told: Settings.Privacy) -> Void
  ) {
    self.channel = channel
    self.words = words
    self.runner = runner
    self.places = places
    self.hasReturned = hasReturned
    self.onOutput = onOutput
  }

  public func send(_ message: Message, reply: @escaping Reply) {
    guard let input = CommandInput(message, channel: channel.name) else {
      return reply(.suppressed, "there is nothing to be said of it")
    }
    waiting.append(Job(message: message, input: input, reply: reply))
    startNext()
  }

  public func follow(_ rows: PlannerState) {
    let overtaken = waiting.filter { !rows.owes($0.message.send) }
    guard !overtaken.isEmpty else { return }
    waiting.removeAll { !rows.owes($0.message.send) }
    for job in overtaken { job.reply(.suppressed, "overtaken before it could be told") }
  }

  public func close() {
    isClosed = true
    waiting = []
  }

  private func startNext() {
    guard !isBusy, !isClosed, !waiting.isEmpty else { return }
    let job = waiting.removeFirst()
    guard let path = places.find(words[0]) else {
      fail(job, .refused, "there is no program \(words[0]) that may be run")
      return startNext()
    }
    let credentials: [Program.Credential]
    do {
      credentials = try places.credentials(of: channel)
    } catch {
      fail(job, .refused, error.problem)
      return startNext()
    }
    isBusy = true
    let program = Program(
      path: path, arguments: words, environment: job.input.environment, input: job.input.json,
      credentials: credentials, timeout: .seconds(channel.timeout.seconds))
    runner.run(program, name: "tend-channel-\(channel.name)") { [weak self] in self?.ended(job, $0) }
  }

  private func ended(_ job: Job, _ outcome: ProgramOutcome) {
    isBusy = false
    if !outcome.output.isEmpty { onOutput(outcome.output, job.message.wording.privacy) }
    if outcome.isSuccess {
      job.reply(.told, nil)
      if hasFailed {
        hasFailed = false
        hasReturned()
      }
    } else {
      fail(job, outcome.ending == .timedOut ? .timedOut : .refused, CommandMessenger.detail(outcome))
    }
    startNext()
  }

  private func fail(_ job: Job, _ result: DeliveryReport.Result, _ detail: String) {
    hasFailed = true
    job.reply(result, detail)
  }

  /// How it ended, and the last that it said, which is most often why.
  static func detail(_ outcome: ProgramOutcome) -> String {
    let last = outcome.output.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
    return "\(outcome.ending)" + (last.map { ": \(Phrase.harmlessLine(String($0.prefix(200))))" } ?? "")
  }
}

extension PlannerState {
  /// Whether the message is still to be told on its route.
  func owes(_ send: Send) -> Bool {
    let owed = send.occurrence.map { occurrence($0)?.state.owed ?? [] } ?? household.owed
    let message = numbers.present(send.message)
    return owed.contains { $0.message == message && $0.route == send.route }
  }
}
