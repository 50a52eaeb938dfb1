import ArgumentParser
import Care
import Glibc
import Host
import Household
import Ledger

/// `tend restore`: goes back to a copy of the record, or on without what was lost.
struct RestoreVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Go back to a copy of the record, or on without what was lost.",
    discussion: """
      The present record is set aside first, whole, and its path printed: restoring that one undoes it. tendd may run and
      goes on with the record at once. Doses of the time that is missing are told as “record lost — check before giving”.
      tend backup --list shows the copies; --dry-run shows what would change.

      --plan writes the last accepted plan back to its files, which are set aside first.
      """)

  @Argument(help: "The copy: a file, or the name of one that tend backup --list shows.")
  var file: String?

  @Flag(name: .long, help: "Only say what would change.")
  var dryRun = false

  @Flag(name: .customLong("none"), help: "Go on without what was lost; the warning in tend status ends.")
  var isWithout = false

  @Flag(name: .long, help: "Write back the plan that was accepted last, instead of the record.")
  var plan = false

  @Option(name: .long, help: "With --plan: the plan of that number, as tend status --json has it.")
  var revision: Int64?

  @Option(name: .long, help: "Who says so: a contact of the plan, or a name.")
  var by: String?

  func validate() throws {
    guard [file != nil, isWithout, plan].count(where: { $0 }) == 1 else {
      throw ValidationError("name a copy, or say --plan or --none; tend backup --list shows the copies")
    }
    if revision != nil, !plan { throw ValidationError("--revision goes with --plan") }
    if dryRun, isWithout { throw ValidationError("--none changes nothing that could be shown before") }
  }

  func run(_ context: CommandContext) throws {
    if isWithout { return try acknowledge(context) }
    if plan { return try PlanRestoring(context: context, revision: revision, isDry: dryRun).run() }
    guard let file else { return }
    let restoration: Restoration
    do {
      restoration = try context.household.restoration(from: path(file, context.household))
    } catch let error as LedgerError {
      throw CommandFailure(copy: error)
    }
    if dryRun {
      defer { restoration.discard() }
      try RestorationPrintout(restoration: restoration, context: context).print(isDone: false)
      return
    }
    let actor = by ?? (try? context.planInForce().settings.me) ?? "me"
    let place: String?
    do {
      place = try context.household.carryOut(restoration, by: actor)
    } catch let HouseholdError.alreadyRunning(process) {
      throw CommandFailure(
        "the present record is damaged, and tendd\(process.map { " (process \($0))" } ?? "") has it open",
        code: .refused,
        hint: "systemctl --user restart tend, which sets it aside; then the same command again")
    } catch LedgerError.busy {
      throw CommandFailure(
        "something was recorded just now; nothing was changed", hint: "the same command again")
    } catch let error as LedgerError {
      throw CommandFailure(record: error)
    }
    try RestorationPrintout(restoration: restoration, context: context).print(isDone: true)
    if let place {
      context.printer.line("Kept: \(place)/ledger.sqlite — to go back: tend restore \(place)/ledger.sqlite")
    }
  }

  private func acknowledge(_ context: CommandContext) throws {
    let recorder = try Recorder(context, channel: "restore", by: by)
    guard try recorder.ledger.read({ try $0.openLoss() }) != nil else {
      throw CommandFailure("no record is lost that nobody knows of")
    }
    let event = try recorder.transaction { try $0.append(NewEvent(.lossAcknowledged)) }
    context.printer.line(recorder.message(event, nil))
  }

  /// A bare name is that of a copy on the shelf, unless there is such a file here.
  private func path(_ file: String, _ household: Household) -> String {
    guard !file.contains("/"), !Directories.exists(file) else { return file }
    let onShelf = "\(household.backups.directory)/\(file)"
    return Directories.exists(onShelf) ? onShelf : file
  }
}
