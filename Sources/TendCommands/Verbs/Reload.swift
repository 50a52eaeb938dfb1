import Almanac
import ArgumentParser
import Care
import Glibc
import Household
import Ledger
import PlanFile

/// `tend reload`: has tendd read the plan again, and says what came of it.
struct Reload: Verb {
  static let configuration = CommandConfiguration(
    commandName: "reload", abstract: "Have tendd read the plan and the settings again.",
    discussion: """
      tendd sees changes by itself; this is for when it cannot (it says so in the journal), and for a plan that is
      meant to be without entries: --accept.
      """)

  @Flag(name: .long, help: "The plan is meant as it stands, even without any entry.")
  var accept = false

  @Option(name: .long, help: "Who says so: a contact of the plan, or a name.")
  var by: String?

  func run(_ context: CommandContext) throws {
    let files = try context.household.readPlanFiles()
    let loaded = context.household.load(files)
    let plan = loaded.plan.plan
    if accept, let plan {
      let settings = loaded.settings.settings ?? Settings()
      try record(plan, files, by: Actor(by, plan: plan, settings: settings).id, context)
    }
    let before = planBefore(files, context)
    let signal = ReloadSignal(context)
    let isRunning = try signal.send()
    // tendd has been asked in any case: what is wrong is said in the journal too, and good settings take hold.
    guard let plan, loaded.settings.settings != nil else {
      throw CommandFailure(
        "the plan has mistakes; the last good one stays in force:\n"
          + loaded.diagnostics.map(\.description).joined(separator: "\n"), code: .badPlan, hint: "tend edit")
    }
    guard isRunning else {
      throw CommandFailure(
        "tendd does not run; it reads the plan when it starts", code: .unavailable,
        hint: "tend service status")
    }
    try say(whether: signal.isInForce(files), plan, context)
    guard let before else { return }
    if let since = before.since {
      let time = Phrase.time(since, in: try context.displayZone(), now: context.now)
      context.printer.line("It saw the change by itself, at \(time):")
    }
    try sayChanges(from: before.plan, to: plan, loaded.settings.settings ?? Settings(), context)
  }

  private func record(
    _ plan: Plan, _ files: PlanFiles, by actor: String, _ context: CommandContext
  ) throws {
    let ledger = try context.openLedger()
    defer { try? ledger.close() }
    let origin = EventOrigin(
      actor: actor, channel: "reload", planRevision: try ledger.read { try $0.latestPlan()?.revision })
    _ = try context.household.accept(plan, files, into: ledger, origin: origin)
  }

  /// How long ago tendd may have seen a change by itself that is still said: somebody has just saved it.
  private static let justNow = TimeSpan.hours(1)

  /// The plan that these files take the place of, or took a moment ago, and then since when; nil where there is none,
  /// or none that reads any more.
  private func planBefore(_ files: PlanFiles, _ context: CommandContext) -> (plan: Plan, since: Instant?)? {
    guard let ledger = try? context.household.openLedger(.readOnly) else { return nil }
    defer { try? ledger.close() }
    guard let latest = (try? ledger.read { try $0.latestPlan() }) ?? nil else { return nil }
    func plan(_ text: PlanText) -> Plan? { context.household.load(PlanFiles(text)).plan.plan }
    guard latest.files == files.texts else { return plan(latest).map { ($0, nil) } }
    guard context.now - latest.acceptedAt < Reload.justNow.seconds,
      let earlier = (try? ledger.read { try $0.plan(revision: latest.revision - 1) }) ?? nil
    else { return nil }
    return plan(earlier).map { ($0, latest.acceptedAt) }
  }

  /// What was added, changed and removed, and which next occurrences moved.
  private func sayChanges(
    from old: Plan, to new: Plan, _ settings: Settings, _ context: CommandContext
  ) throws {
    for line in PlanDiff(old: old, new: new).lines { context.printer.line("  \(line)") }
    let moves = PlanMoves(
      old: try context.planner(old, settings), new: try context.planner(new, settings), now: context.now)
    for line in moves.lines(in: try context.displayZone(), now: context.now) {
      context.printer.line("  \(line)")
    }
  }

  private func say(whether isInForce: Bool, _ plan: Plan, _ context: CommandContext) throws {
    let entries = "\(plan.entries.count) \(plan.entries.count == 1 ? "entry" : "entries")"
    if isInForce {
      context.printer.line("tendd goes by the plan: \(entries).")
    } else if plan.entries.isEmpty {
      throw CommandFailure(
        "the plan has no entries, which looks like a mistake, so tendd keeps the last one", code: .refused,
        hint: "if it is meant: tend reload --accept")
    } else {
      throw CommandFailure(
        "tendd was asked and has not taken up the plan yet", hint: "tend service logs -n 5 says why")
    }
  }
}
