import ArgumentParser

/// `tend service`: tendd as a service of this user.
struct Service: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "service", abstract: "Install, remove or look at the reminder service.",
    subcommands: [
      ServiceInstall.self, ServiceUninstall.self, ServiceStatus.self, ServiceLogs.self, ServiceFailed.self,
    ])
}

/// `tend service install`.
struct ServiceInstall: Verb {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Have systemd run tendd for this user, now and after every start.")

  func run(_ context: CommandContext) throws { try ServiceInstaller(context).install() }
}

/// `tend service uninstall`.
struct ServiceUninstall: Verb {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: "Stop tendd and remove its unit; plan and record stay.")

  func run(_ context: CommandContext) throws { try ServiceInstaller(context).uninstall() }
}
