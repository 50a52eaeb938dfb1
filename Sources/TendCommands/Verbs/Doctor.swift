import ArgumentParser

/// `tend doctor`: what stands between a reminder and its reader.
struct Doctor: Verb {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at everything reminders depend on, and say how to mend what is amiss.",
    discussion: """
      The service, the bus and the desktop, the clock, the journal, the record and its copies, the programs of channels.
      Nothing is changed. Exit code: 0 when nothing is amiss, 1 when reminders may not arrive; a warning alone is 0.
      """)

  @Flag(name: .long, help: "For programs: one object a check.")
  var json = false

  func run(_ context: CommandContext) throws {
    let checks = try Checkup(context).checks()
    if json {
      JSONListing.print(checks, to: context.printer) { $0.object }
    } else {
      for check in checks {
        let (mark, style): (String, Style) =
          switch check.state {
          case .ok: ("ok", .good)
          case .warning: ("warning", .warning)
          case .problem: ("PROBLEM", .alarm)
          }
        context.printer.styled(
          style.apply(mark.padded(to: 9), context.terminal) + "\(check.name): \(check.text)")
        if let fix = check.fix { context.printer.line("         → \(fix)") }
      }
    }
    if checks.contains(where: { $0.state == .problem }) { throw ExitCode(ExitStatus.failed.rawValue) }
  }
}
