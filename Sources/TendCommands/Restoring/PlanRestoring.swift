import Care
import Host
import Household
import Ledger
import PlanFile

/// Writes the plan that the record keeps back to its files.
struct PlanRestoring {
  let context: CommandContext
  let revision: Int64?
  let isDry: Bool

  func run() throws {
    let paths = context.household.paths
    let ledger = try context.openLedger(.readOnly)
    defer { try? ledger.close() }
    guard let kept = try ledger.read({ try revision.map($0.plan) ?? $0.latestPlan() }) else {
      throw CommandFailure(
        revision.map { "the record keeps no plan number \($0)" } ?? "the record keeps no plan")
    }
    var changes: [FileChange] = []
    for file in kept.files {
      let path = "\(paths.configDirectory)/\(file.path)"
      let now = (try? RegularFile.read(path, limit: 32 << 20)).map { String(decoding: $0, as: UTF8.self) }
      if now != file.text {
        changes.append(FileChange(path: path, short: file.path, old: now, new: file.text))
      }
    }
    let strangers = try strangers(kept)
    guard !changes.isEmpty || !strangers.isEmpty else {
      return context.printer.line("The files are plan number \(kept.revision) as it was accepted.")
    }
    for change in changes {
      context.printer.line(
        UnifiedDiff(from: Array((change.old ?? "").utf8), to: Array(change.new.utf8), path: change.short).text
      )
    }
    for path in strangers {
      context.printer.line("\(context.household.shortPath(path)) is not part of plan number \(kept.revision)")
    }
    if isDry { return }
    let place = try setAside(
      changes.filter { $0.old != nil }.map { ($0.path, $0.short) }
        + strangers.map { ($0, context.household.shortPath($0)) })
    try PrivateDirectory.ensure(paths.configDirectory)
    for change in changes {
      if change.short.contains("/") { try PrivateDirectory.ensure(Directories.holding(change.path)) }
      try AtomicFile.write(change.path, Array(change.new.utf8))
    }
    for path in strangers { try Directories.remove(path) }
    context.printer.line("Plan number \(kept.revision) is back in \(paths.configDirectory).")
    if let place { context.printer.line("What was there is kept in \(place).") }
  }

  private struct FileChange {
    var path: String
    var short: String
    var old: String?
    var new: String
  }

  /// Files in `plan.d` that came later.
  private func strangers(_ kept: PlanText) throws -> [String] {
    let names = Set(kept.files.map(\.path))
    return try Directories.files(in: context.household.paths.planDirectory, suffix: ".toml").filter {
      !names.contains(context.household.shortPath($0))
    }
  }

  /// Returns the directory with the copies; nil where there was nothing to copy.
  private func setAside(_ files: [(path: String, short: String)]) throws -> String? {
    guard !files.isEmpty else { return nil }
    let place = try context.household.placeAside("plan")
    for file in files {
      let target = "\(place)/\(file.short)"
      try PrivateDirectory.ensure(Directories.holding(target))
      try AtomicFile.write(target, try RegularFile.read(file.path, limit: 32 << 20))
    }
    return place
  }
}
