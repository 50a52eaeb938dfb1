import Glibc

/// Another program, run as a child of this one.
///
/// It starts with no signal blocked and none ignored, whatever this process does with them.
struct ChildProcess {
  /// A path, or a name to be looked for along `PATH`.
  var program: String
  var arguments: [String]
  /// All the variables it gets.
  var environment: [String: String]

  init(_ program: String, _ arguments: [String] = [], environment: [String: String]) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
  }

  /// How a program ended: its exit code, or 128 and the number of the signal that killed it, as shells say it.
  typealias Ending = CInt

  struct Captured: Hashable, Sendable {
    var ending: Ending
    var output: String
    var problems: String
  }

  /// The path of the program; nil where there is none that can be run.
  var path: String? {
    if program.contains("/") { return program }
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }

  /// Runs it on this process's own input and output, and waits for its end.
  ///
  /// Ctrl-C meanwhile is for the program, not for us.
  func run() throws(ChildProcessError) -> Ending {
    let old = (signal(SIGINT, SIG_IGN), signal(SIGQUIT, SIG_IGN))
    defer {
      _ = signal(SIGINT, old.0)
      _ = signal(SIGQUIT, old.1)
    }
    return try wait(for: try spawn())
  }

  /// Runs it with nothing to read, and gathers what it writes.
  func capture() throws(ChildProcessError) -> Captured {
    let output = try Pipe()
    let problems = try Pipe()
    let child = try spawn(output: output.writeEnd, problems: problems.writeEnd)
    let texts = Pipe.readAll([output, problems])
    return Captured(ending: try wait(for: child), output: texts[0], problems: texts[1])
  }

  /// Turns this process into the program; returns only with an error.
  func replaceThisProcess() -> ChildProcessError {
    guard let path else { return .missing(program) }
    withVectors { _ = execve(path, $0, $1) }
    return .cannotStart(program, errno: errno)
  }

  private func spawn(output: CInt? = nil, problems: CInt? = nil) throws(ChildProcessError) -> pid_t {
    guard let path else { throw .missing(program) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let output, let problems {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
      posix_spawn_file_actions_adddup2(&actions, problems, STDERR_FILENO)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var every = sigset_t()
    sigfillset(&every)
    posix_spawnattr_setsigdefault(&attributes, &every)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var child = pid_t()
    let code = withVectors { posix_spawn(&child, path, &actions, &attributes, $0, $1) }
    guard code == 0 else { throw .cannotStart(program, errno: code) }
    return child
  }

  private func wait(for child: pid_t) throws(ChildProcessError) -> Ending {
    var status: CInt = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw .cannotStart(program, errno: errno) }
    }
    // The macros of wait(2) are not imported: a signal in the low seven bits, else the exit code above them.
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  /// The arguments and variables as C wants them.
  private func withVectors<T>(
    _ body: ([UnsafeMutablePointer<CChar>?], [UnsafeMutablePointer<CChar>?]) -> T
  ) -> T {
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    return body(words, variables)
  }
}

/// Why a program could not be run.
enum ChildProcessError: Error, Hashable, Sendable, CustomStringConvertible {
  case missing(String)
  case cannotStart(String, errno: CInt)

  var description: String {
    switch self {
    case .missing(let program): "there is no program “\(program)” on this computer"
    case .cannotStart(let program, let code): "cannot run \(program): \(String(cString: strerror(code)))"
    }
  }
}
