import Care
import Glibc
import Host
import Household
import PlanFile

/// One file of the plan before and after an edit.
struct FileChange: Hashable, Sendable {
  /// As `Household.shortPath` gives it: `plan.toml`, `plan.d/trial.toml`.
  var path: String
  /// Nil when there was no such file.
  var before: [UInt8]?
  /// Nil when there is to be no such file any more.
  var after: [UInt8]?
  /// The entry it is about, if it is about one.
  var entry: EntryID?

  var isNone: Bool { before == after }

  /// As `diff -u` would show it.
  var diff: String { UnifiedDiff(from: before ?? [], to: after ?? [], path: path).text }

  var reversed: FileChange { FileChange(path: path, before: after, after: before, entry: entry) }

  /// Writes the files, or where one of them fails gives those before it their old text back.
  static func write(_ changes: [FileChange], in household: Household) throws {
    var written: [FileChange] = []
    do {
      for change in changes where !change.isNone {
        try change.write(in: household)
        written.append(change)
      }
    } catch {
      for change in written.reversed() { try change.reversed.write(in: household) }
      throw error
    }
  }

  private func write(in household: Household) throws {
    let path = household.fullPath(path)
    if let after { return try AtomicFile.write(path, after) }
    guard unlink(path) == 0 || errno == ENOENT else {
      throw CommandFailure("cannot remove \(path): \(String(cString: strerror(errno)))")
    }
  }
}
