/// A verb that did not do what was asked, in words for the person who asked.
struct CommandFailure: Error, Hashable, Sendable {
  /// One line or more, without the name of the program.
  var message: String
  var code: ExitStatus
  /// What to do next; printed on a line of its own.
  var hint: String?

  init(_ message: String, code: ExitStatus = .failed, hint: String? = nil) {
    self.message = message
    self.code = code
    self.hint = hint
  }
}

/// Exit codes carry meaning; `Documentation/commands.md` lists them.
enum ExitStatus: Int32, Hashable, Sendable {
  /// Nothing matched, or it failed.
  case failed = 1
  /// A rule of the plan forbids it.
  case refused = 4
  case partly = 5
  /// EX_USAGE of sysexits.h.
  case usage = 64
  /// EX_UNAVAILABLE: `tendd` or the service manager is not there.
  case unavailable = 69
  /// EX_CONFIG: the plan or the settings have mistakes.
  case badPlan = 78
}
