import CSystemd
import Glibc

/// A program that runs as a child of this process, in a session and process group of its own.
///
/// When the program ends, or has to be ended, so does everything it started that did not leave its group.
final class ChildProcess {
  /// What a program that has to end may do about it before it is killed.
  private static let grace = Duration.seconds(2)

  private let loop: EventLoop
  private let process: pid_t
  private let handle: OwnedDescriptor
  private let onEnd: (ChildProcess, ProgramOutcome) -> Void
  private let output: OutputPipe
  private var watch: DescriptorWatch?
  private var deadline: Countdown?
  private let credentials: CredentialLinks?
  private var isRunning = true
  /// Why we ended it, if we did.
  private var reason: ProgramOutcome.Ending?

  /// Starts the program; `onEnd` is called once, from the loop.
  init(
    loop: EventLoop, program: Program, environment: [String: String], directory: String,
    onEnd: @escaping (ChildProcess, ProgramOutcome) -> Void
  ) throws(SystemdError) {
    self.loop = loop
    self.onEnd = onEnd
    output = try OutputPipe(loop: loop)
    let input = try InputFile(program.input)
    var environment = environment
    if program.credentials.isEmpty {
      credentials = nil
    } else {
      let links = try CredentialLinks(
        program.credentials, runtimeDirectory: environment["XDG_RUNTIME_DIR"])
      environment["CREDENTIALS_DIRECTORY"] = links.directory
      credentials = links
    }
    process = try Self.spawn(
      program, environment: environment, directory: directory, input: input.number, output: output.writingEnd)
    do {
      // It cannot be another process by now: ours stays until it is waited for.
      handle = try OwnedDescriptor("pidfd_open", pidfd_open(process, 0))
    } catch {
      Self.abandon(process)
      throw error
    }
    output.handOver()
    output.onFlood = { [weak self] in self?.end(.flooded) }
    watch = try loop.watch(descriptor: handle.number, for: .readable) { [weak self] _ in self?.ended() }
    deadline = try loop.after(program.timeout) { [weak self] in self?.end(.timedOut) }
  }

  deinit {
    // Before its descriptor is closed; see ``OutputPipe``.
    watch = nil
    if isRunning { Self.abandon(process) }
  }

  /// Ends it and all of its group: with a request, then by force.
  func end(_ reason: ProgramOutcome.Ending) {
    guard self.reason == nil, isRunning else { return }
    self.reason = reason
    signal(SIGTERM)
    // One that is stopped would not notice.
    signal(SIGCONT)
    deadline = try? loop.after(Self.grace) { [weak self] in self?.signal(SIGKILL) }
    if deadline == nil { signal(SIGKILL) }
  }

  private func signal(_ number: CInt) {
    kill(-process, number)
  }

  private func ended() {
    // While it is not waited for, its number and that of its group are its own.
    signal(SIGKILL)
    var status: CInt = 0
    guard waitpid(process, &status, WNOHANG) == process else { return }
    isRunning = false
    watch = nil
    deadline = nil
    onEnd(self, ProgramOutcome(reason ?? Self.ending(status), output: output.finish()))
  }

  /// Leaves nothing running; what is left of it, the end of this process clears away.
  private static func abandon(_ process: pid_t) {
    kill(-process, SIGKILL)
    waitpid(process, nil, WNOHANG)
  }

  /// What the macros of `sys/wait.h` would say.
  private static func ending(_ status: CInt) -> ProgramOutcome.Ending {
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }

  private static func spawn(
    _ program: Program, environment: [String: String], directory: String, input: CInt, output: CInt
  ) throws(SystemdError) -> pid_t {
    let variables = environment.merging(program.environment) { $1 }.map { "\($0.key)=\($0.value)" }
    var process: pid_t = 0
    let result = withCStrings(program.arguments) { arguments in
      withCStrings(variables) { environment in
        csystemd_spawn(&process, program.path, arguments, environment, directory, input, output)
      }
    }
    try checked("posix_spawn", result)
    return process
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    pointers.append(nil)
    return body(pointers)
  }
}
