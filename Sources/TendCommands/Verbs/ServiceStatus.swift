import ArgumentParser
import Household

/// `tend service status`.
struct ServiceStatus: Verb {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say whether tendd runs. Exits with 69 when it does not.")

  func run(_ context: CommandContext) throws {
    let systemctl: Systemctl
    do {
      systemctl = try Systemctl(environment: context.environment)
    } catch let failure as CommandFailure {
      guard case .running(let process) = DaemonProcess(context.household.paths) else { throw failure }
      let number = process.map { " as process \($0)" } ?? ""
      return context.printer.line("tendd runs\(number), without a service manager.")
    }
    guard try ServiceState(systemctl).print(context) else {
      throw ExitCode(ExitStatus.unavailable.rawValue)
    }
  }
}
