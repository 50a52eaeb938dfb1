import Glibc

/// Runs programs, a few at once, without ever waiting for one.
///
/// Where the user has a service manager, it runs each as a unit of its own, free of the limits of this service;
/// otherwise they are children of this process. Until the bus has said which it is, they wait.
public final class ProgramRunner {
  private struct Job {
    var name: String
    var program: Program
    var onEnd: (ProgramOutcome) -> Void
  }

  private let loop: EventLoop
  private let manager: UnitManager
  private let environment: [String: String]
  private let directory: String
  private let limit: Int
  private var waiting: [Job] = []
  private var running = 0
  private var children: [ObjectIdentifier: ChildProcess] = [:]
  /// Counts what was started, for unit names that never come twice.
  private var count = 0

  /// - Parameters:
  ///   - limit: how many may run at once; the others wait for their turn.
  ///   - environment: that of this process, for programs that we start ourselves.
  ///   - directory: where those start.
  public init(
    loop: EventLoop, bus: Bus, atMost limit: Int, environment: [String: String], directory: String
  ) {
    self.loop = loop
    manager = UnitManager(bus: bus, loop: loop)
    self.limit = max(limit, 1)
    self.environment = environment.filter { !Self.isOfServices($0.key) }
    self.directory = directory
    manager.onCertainty { [weak self] in self?.startNext() }
  }

  /// Whether the service manager of the user runs the programs, and not we.
  public var usesServiceManager: Bool { manager.isThere }

  /// Runs a program as soon as there is room, and calls `onEnd` once, from a later turn of the loop.
  ///
  /// The name becomes part of a unit's name, which everybody on this machine can see: small letters, digits and
  /// hyphens.
  public func run(_ program: Program, name: String, onEnd: @escaping (ProgramOutcome) -> Void) {
    waiting.append(Job(name: name, program: program, onEnd: onEnd))
    startNext()
  }

  private func startNext() {
    // A child of ours would have the limits of this service, which the first program after a start needs as little.
    guard !manager.isUncertain else { return }
    while running < limit, !waiting.isEmpty {
      running += 1
      let job = waiting.removeFirst()
      if manager.isThere { startUnit(job) } else { startChild(job) }
    }
  }

  private func startUnit(_ job: Job) {
    count += 1
    do {
      // Kept by the manager until it is over.
      _ = try TransientUnit(
        "\(job.name)-\(getpid())-\(count).service", description: job.name, program: job.program,
        manager: manager, onEnd: { [weak self] in self?.ended(job, $0) },
        onRefusal: { [weak self] _ in self?.startChild(job) })
    } catch {
      startChild(job)
    }
  }

  private func startChild(_ job: Job) {
    do {
      let child = try ChildProcess(
        loop: loop, program: job.program, environment: environment, directory: directory
      ) { [weak self] child, outcome in
        self?.children[ObjectIdentifier(child)] = nil
        self?.ended(job, outcome)
      }
      children[ObjectIdentifier(child)] = child
    } catch {
      let outcome = ProgramOutcome(.notStarted("\(job.program.path): \(error)"))
      loop.post { [weak self] in self?.ended(job, outcome) }
    }
  }

  private func ended(_ job: Job, _ outcome: ProgramOutcome) {
    running -= 1
    job.onEnd(outcome)
    startNext()
  }

  /// What the manager tells a service about itself, and a program started by that service should not take for its
  /// own.
  private static func isOfServices(_ variable: String) -> Bool {
    switch variable {
    case "NOTIFY_SOCKET", "INVOCATION_ID", "JOURNAL_STREAM", "MAINPID", "MANAGERPID", "SYSTEMD_EXEC_PID",
      "FDSTORE", "CREDENTIALS_DIRECTORY":
      true
    default:
      variable.hasPrefix("WATCHDOG_") || variable.hasPrefix("LISTEN_")
        || variable.hasPrefix("MEMORY_PRESSURE_")
    }
  }
}
