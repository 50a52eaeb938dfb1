import Almanac
import Care
import Host
import Household
import Ledger
import PlanFile

/// Changes the plan for a verb: read, change its files, check the whole, save, record.
///
/// Nothing is saved that tendd would not accept.
struct PlanEditing {
  let context: CommandContext
  /// The verb's name.
  let channel: String
  /// What `--by` says; nil is the `me` of the settings.
  let by: String?
  /// What `--ordered-by` and `--on` say.
  var orderedBy: String?
  var orderedOn: CivilDate?
  var isDryRun = false
  /// Whether a person wrote the new text in an editor.
  var isByHand = false
  /// Whether a change that leaves nothing of a plan is meant, as when its last entry is removed by id.
  var mayEmpty = true
  /// What is recorded in one breath with the edit, so that one undo takes back both.
  var alongside: (Result, LedgerReader) throws -> [NewEvent] = { _, _ in [] }

  /// The change would leave no entries where there were some, and nobody said that this is meant.
  struct Emptied: Error {}

  /// What an edit came to.
  struct Result {
    /// One of each file that was touched, the one it is about first.
    var changes: [FileChange]
    /// The plan before; nil when it had mistakes.
    var old: Plan?
    var new: Plan
    var settings: Settings
    /// Whether the ledger has it, so that it can be undone.
    var isRecorded = false

    /// The entry it is about, if it is about one.
    var entry: EntryID? { changes.first?.entry }
    var isChange: Bool { changes.contains { !$0.isNone } }
    /// As `diff -u` would show it.
    var diff: String { changes.map(\.diff).joined() }
  }

  /// Changes one file under the lock, or with `--dry-run` only finds out what would come of it.
  func change(_ edit: (PlanDraft) throws -> FileChange) throws -> Result {
    try changeAll { [try edit($0)] }
  }

  /// The same for a change that touches several files: all of them are saved, or none.
  func changeAll(_ edit: (PlanDraft) throws -> [FileChange]) throws -> Result {
    if isDryRun { return try check(edit, in: try PlanDraft(context.household)) }
    return try PlanLock.holding(context.household) {
      let draft = try PlanDraft(context.household)
      var result = try check(edit, in: draft)
      if result.isChange { result.isRecorded = try save(result, draft) }
      return result
    }
  }

  private func check(_ edit: (PlanDraft) throws -> [FileChange], in draft: PlanDraft) throws -> Result {
    let changes: [FileChange]
    do {
      changes = try edit(draft)
    } catch let error as PlanEditError {
      throw CommandFailure("\(error)", code: error.isBadPlan ? .badPlan : .failed)
    }
    let loaded = context.household.load(draft.files(after: changes)).plan
    guard let plan = loaded.plan else {
      let way = isByHand ? EditComplaint.Way.editor : draft.plan == nil ? .commandOnMistakes : .command
      throw EditComplaint(loaded.diagnostics, way).failure
    }
    // A plan with mistakes may have had entries.
    let hadEntries = draft.plan.map { !$0.entries.isEmpty } ?? true
    guard mayEmpty || !plan.entries.isEmpty || !hadEntries else { throw Emptied() }
    return Result(changes: changes, old: draft.plan, new: plan, settings: draft.settings)
  }

  /// Saves a checked change if its files are still what it began with; returns whether the ledger has it.
  private func save(_ result: Result, _ draft: PlanDraft) throws -> Bool {
    try PrivateDirectory.ensure(context.household.paths.configDirectory)
    // An editor knows nothing of the lock.
    let there = try context.household.readPlanFiles().plan
    for change in result.changes where there.first(where: { $0.path == change.path })?.text != change.before {
      throw CommandFailure(
        "\(context.household.fullPath(change.path)) was changed meanwhile; nothing was changed",
        hint: "do it again")
    }
    let record = EditRecord(
      context, channel: channel, by: by, orderedBy: orderedBy, orderedOn: orderedOn, result: result)
    // An empty plan counts as a mistake unless someone said that it is meant, which has to be known before tendd looks.
    if result.new.entries.isEmpty { record.acceptEmpty(draft.files(after: result.changes)) }
    try FileChange.write(result.changes, in: context.household)
    return record.edited { try alongside(result, $0) }
  }
}

extension PlanEditError {
  fileprivate var isBadPlan: Bool {
    if case .unreadable = self { true } else { false }
  }
}

extension Household {
  /// The opposite of `shortPath`.
  func fullPath(_ short: String) -> String {
    short.hasPrefix("/") ? short : "\(paths.configDirectory)/\(short)"
  }
}
