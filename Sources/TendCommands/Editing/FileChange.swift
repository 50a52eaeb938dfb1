import Care
import PlanFile

/// One file of the plan before and after an edit.
struct FileChange: Hashable, Sendable {
  /// As `Household.shortPath` gives it: `plan.toml`, `plan.d/trial.toml`.
  var path: String
  /// Nil when there was no such file.
  var before: [UInt8]?
  var after: [UInt8]
  /// The entry it is about, if it is about one.
  var entry: EntryID?

  var isNone: Bool { before == after }

  /// As `diff -u` would show it.
  var diff: String { UnifiedDiff(from: before ?? [], to: after, path: path).text }
}
