import Care
import Host
import Household
import PlanFile

/// The plan as its files stand at one moment, for a verb that changes one of them.
struct PlanDraft {
  let household: Household
  let files: PlanFiles
  let loaded: LoadedFiles

  init(_ household: Household) throws {
    self.household = household
    files = try household.readPlanFiles()
    loaded = household.load(files)
  }

  /// Nil when there are mistakes in it.
  var plan: Plan? { loaded.plan.plan }
  var settings: Settings { loaded.settings.settings ?? Settings() }

  /// The name of the plan's first file, where new entries go.
  static let mainFile = "plan.toml"

  /// What a plan begins with that no editor has written yet.
  static let header = Array(
    """
    # The plan: what Tend reminds of, and when.
    # Change it with an editor, or with tend add, tend set and tend remove; notes like this one stay.
    # Is it right?  tend check

    """.utf8)

  /// The bytes of a file; nil where there is none.
  func text(of path: String) -> [UInt8]? { files.plan.first { $0.path == path }?.text }

  /// An editor for a file; one that is not there begins with the header.
  func editor(of path: String) throws -> PlanEditor {
    try PlanEditor(SourceFile(path: path, text: text(of: path) ?? PlanDraft.header))
  }

  /// An editor for the file that holds an entry, also where other files have mistakes.
  func editor(holding id: EntryID) throws -> PlanEditor {
    if let place = loaded.plan.sources[id] { return try editor(of: place.file) }
    if let parent = id.parent, loaded.plan.sources[parent] != nil {
      throw CommandFailure(
        "\(id) is derived from \(parent) and changes with it", code: .refused, hint: "tend show \(parent)")
    }
    // It may stand in what could not be read.
    if plan == nil { throw EditComplaint(loaded.plan.diagnostics, .commandOnMistakes).failure }
    throw CommandFailure.noEntry(id, in: plan)
  }

  /// Refuses to take away an entry that others name, by its way out.
  func checkNamedByNone(_ id: EntryID) throws {
    let naming = plan?.entries.filter { $0.id != id && $0.names(id) } ?? []
    guard let first = naming.first else { return }
    throw CommandFailure(
      "\(id) is named by \(Phrase.list(naming.map(\.id.text))), which would name nothing then",
      code: .refused, hint: "change that first: tend show \(first.id)")
  }

  /// What an editor made of its file.
  func change(_ editor: PlanEditor, of entry: EntryID?) -> FileChange {
    FileChange(path: editor.path, before: text(of: editor.path), after: editor.text, entry: entry)
  }

  /// The files as they are once changes are saved.
  func files(after changes: [FileChange]) -> PlanFiles {
    var files = files
    for change in changes {
      let index = files.plan.firstIndex { $0.path == change.path }
      if let index { files.plan.remove(at: index) }
      guard let after = change.after else { continue }
      // plan.toml is read before the files of plan.d.
      let place = index ?? (change.path == PlanDraft.mainFile ? 0 : files.plan.count)
      files.plan.insert(SourceFile(path: change.path, text: after), at: place)
    }
    files.modifiedAt = household.clock.now()
    return files
  }
}

extension Entry {
  /// Whether it cannot be read without another entry: counted from it, kept apart from it, counted together with it.
  fileprivate func names(_ id: EntryID) -> Bool {
    tie?.entry == id || after?.entry == id || asNeeded?.togetherWith.contains(id) == true
      || medication?.apartFrom.contains { $0.entry == id } == true
  }
}
