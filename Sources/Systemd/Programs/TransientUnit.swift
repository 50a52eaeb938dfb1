import Glibc

/// A program that the user's service manager runs for us, as a unit of its own.
///
/// So it is outside of whatever holds this process in (`systemd.exec(5)`), and everything it starts ends with it.
final class TransientUnit {
  /// What the manager may take beyond the program's own time before it is given up.
  private static let patience = Duration.seconds(15)

  let name: String
  private let manager: UnitManager
  private let onEnd: (ProgramOutcome) -> Void
  private let onRefusal: (BusFailure) -> Void
  private let output: OutputPipe
  private var deadline: Countdown?
  private var hasEnded = false
  /// Why we ended it, if we did.
  private var reason: ProgramOutcome.Ending?

  /// Asks the manager to start the program, and then either calls `onEnd` once when it is over, or `onRefusal` when
  /// the manager did not start it.
  init(
    _ name: String, description: String, program: Program, manager: UnitManager,
    onEnd: @escaping (ProgramOutcome) -> Void, onRefusal: @escaping (BusFailure) -> Void
  ) throws(SystemdError) {
    self.name = name
    self.manager = manager
    self.onEnd = onEnd
    self.onRefusal = onRefusal
    output = try OutputPipe(loop: manager.loop)
    let input = try InputFile(program.input)
    output.onFlood = { [weak self] in self?.kill(.flooded) }
    deadline = try manager.loop.after(program.timeout + Self.patience) { [weak self] in
      self?.kill(.timedOut)
      self?.end(ProgramOutcome(.lost("the service manager of the user does not answer")))
    }
    let properties = Self.properties(
      description, program, input: input.number, output: output.writingEnd)
    manager.add(self)
    manager.call(
      "StartTransientUnit", [.string(name), .string("fail"), properties, .array(of: "(sa(sv))", [])]
    ) { [weak self] in self?.started($0) }
    // The message has copies of its own.
    output.handOver()
  }

  /// A job of this unit is over: that of starting it, which for a program that is not a daemon is all of it.
  func jobEnded() {
    manager.serviceProperties(of: name) { [weak self] in self?.finished($0) }
  }

  func lost(_ reason: String) {
    end(ProgramOutcome(.lost(reason)))
  }

  private func started(_ reply: BusReply) {
    guard case .failure(let failure) = reply, !hasEnded else { return }
    if case .noReply = failure {
      kill(.lost("\(failure)"))
      return end(ProgramOutcome(.lost("\(failure)")))
    }
    close()
    onRefusal(failure)
  }

  private func finished(_ properties: [String: BusValue]) {
    end(ProgramOutcome(reason ?? Self.ending(properties)))
  }

  private func kill(_ reason: ProgramOutcome.Ending) {
    guard self.reason == nil else { return }
    self.reason = reason
    manager.call("KillUnit", [.string(name), .string("all"), .int32(SIGKILL)]) { _ in }
  }

  private func end(_ outcome: ProgramOutcome) {
    guard !hasEnded else { return }
    var outcome = outcome
    outcome.output = output.finish()
    // What we asked to be kept until its end was read.
    manager.call("UnrefUnit", [.string(name)]) { _ in }
    close()
    onEnd(outcome)
  }

  private func close() {
    hasEnded = true
    deadline = nil
    manager.remove(self)
  }

  private static func ending(_ properties: [String: BusValue]) -> ProgramOutcome.Ending {
    guard let result = properties["Result"]?.string else { return .lost("its result cannot be read") }
    let status = CInt(truncatingIfNeeded: properties["ExecMainStatus"]?.integer ?? 0)
    switch result {
    case "success", "exit-code": return unstarted(status) ?? .exited(status)
    case "signal", "core-dump": return .signalled(status)
    case "timeout": return .timedOut
    default: return .notStarted("systemd says \(result)")
    }
  }

  /// The exit codes with which systemd says that it never came to the program (`systemd.exec(5)`).
  private static func unstarted(_ status: CInt) -> ProgramOutcome.Ending? {
    switch status {
    case 203:
      .notStarted("its file, or what its first line names, is no program here (exit code 203)")
    case 243: .notStarted("its credentials cannot be read (exit code 243)")
    default: nil
    }
  }

  private static func properties(
    _ description: String, _ program: Program, input: CInt, output: CInt
  ) -> BusValue {
    // Without the flag, systemd replaces $NAME in the arguments.
    let command = BusValue.structure([
      .string(program.path), .strings(program.arguments), .strings(["no-env-expand"]),
    ])
    var values: [(String, BusValue)] = [
      ("Description", .string(description)),
      ("Type", .string("oneshot")),
      ("ExecStartEx", .array(of: "(sasas)", [command])),
      (
        "Environment",
        .strings(program.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
      ),
      ("StandardInputFileDescriptor", .descriptor(input)),
      ("StandardOutputFileDescriptor", .descriptor(output)),
      ("StandardErrorFileDescriptor", .descriptor(output)),
      ("TimeoutStartUSec", .uint64(program.timeout.clampedMicroseconds)),
      ("TimeoutStopUSec", .uint64(2_000_000)),
      ("TasksMax", .uint64(256)),
      ("UMask", .uint32(0o077)),
      ("CollectMode", .string("inactive-or-failed")),
      ("AddRef", .boolean(true)),
    ]
    if !program.credentials.isEmpty {
      let pairs = program.credentials.map { BusValue.structure([.string($0.name), .string($0.path)]) }
      values.append(("LoadCredential", .array(of: "(ss)", pairs)))
    }
    return .array(of: "(sv)", values.map { .structure([.string($0.0), .variant($0.1)]) })
  }
}
