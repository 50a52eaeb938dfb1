import Almanac
import Care
import Ledger
import PlanFile

/// When entries of a plan came to be as they are: with the file that holds them, where that changed.
///
/// So an entry counts from when it was written, though another file was written later.
struct EntryTimes {
  private let holders: [(file: PlanEditor, time: Instant)]
  private let newest: Instant?

  /// - Parameter kept: The plan that was accepted last.
  init(_ files: PlanFiles, after kept: PlanText?) {
    let known = Dictionary((kept?.files ?? []).map { ($0.path, $0.text) }) { $1 }
    let changed = files.plan.compactMap { file -> (SourceFile, Instant)? in
      guard let time = files.times[file.path], known[file.path] != String(decoding: file.text, as: UTF8.self)
      else { return nil }
      return (file, time)
    }
    newest = changed.map(\.1).max() ?? files.modifiedAt
    // With one there is nothing to tell apart.
    holders =
      changed.count < 2 ? [] : changed.compactMap { file, time in (try? PlanEditor(file)).map { ($0, time) } }
  }

  /// Nil without any file.
  func time(of entry: EntryID) -> Instant? {
    holders.first { $0.file.contains(entry.written) }?.time ?? newest
  }
}
