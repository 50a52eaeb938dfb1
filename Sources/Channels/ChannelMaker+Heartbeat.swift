import Almanac
public import Care
import Systemd

extension ChannelMaker {
  /// Runs the command of a channel as a sign of life; says later why that failed, or nil.
  ///
  /// It is given that it is one, and nothing of the plan or of anybody.
  public func beat(_ channel: Channel, reply: @escaping (String?) -> Void) {
    guard case .command(let words) = channel.kind, let word = words.first else { return reply(nil) }
    guard let path = places.find(word) else { return reply("there is no program \(word) that may be run") }
    let credentials: [Program.Credential]
    do { credentials = try places.credentials(of: channel) } catch { return reply(error.problem) }
    let version = CommandInput.version
    let program = Program(
      path: path, arguments: words,
      environment: [
        "TEND_VERSION": "\(version)", "TEND_CHANNEL": channel.name.text, "TEND_EVENT": "heartbeat",
      ],
      input: Array("{\"version\":\(version),\"channel\":\"\(channel.name)\",\"event\":\"heartbeat\"}\n".utf8),
      credentials: credentials, timeout: .seconds(channel.timeout.seconds))
    runner.run(program, name: "tend-heartbeat-\(channel.name)") { [onOutput] outcome in
      // It was told nothing.
      if !outcome.output.isEmpty { onOutput(channel, .discreet, outcome.output) }
      reply(outcome.isSuccess ? nil : CommandMessenger.detail(outcome))
    }
  }
}
