public import Almanac
import Care
public import Host
import Ledger

/// The copies of the ledger that tendd and `tend backup` keep.
///
/// Their names say when and why they were made: `2026-12-03T101500Z-daily.sqlite`.
public struct BackupShelf: Sendable {
  public let directory: String

  public init(_ paths: XDGPaths) { directory = paths.backupDirectory }

  public enum Kind: String, CaseIterable, Sendable {
    /// Made by tendd once a day, and thinned out by `BackupRule`; the other kinds stay until somebody removes them.
    case daily
    /// Made before a newer Tend changed the form of the ledger.
    case migration
    /// Of a ledger that was deleted while tendd had it open.
    case saved
    /// Asked for with `tend backup`.
    case manual
  }

  public struct Copy: Hashable, Sendable {
    public var path: String
    public var madeAt: Instant
    public var kind: Kind

    public var size: Int64 { Directories.size(of: path) ?? 0 }
  }

  /// Every copy, newest first; files of other names are none.
  public func copies() throws(FileError) -> [Copy] {
    try Directories.files(in: directory, suffix: ".sqlite").compactMap(copy).sorted {
      ($0.madeAt, $0.path) > ($1.madeAt, $1.path)
    }
  }

  /// The newest copy that is sound.
  public func newestGood() -> Copy? {
    (try? copies())?.first { LedgerCopy.problem(at: $0.path) == nil }
  }

  /// Copies the ledger and returns the copy, complete, checked and on disk.
  ///
  /// A second one within the same second is the first one.
  public func make(_ kind: Kind, at now: Instant, _ write: (String) throws -> Void) throws -> Copy {
    try PrivateDirectory.ensure(directory)
    let copy = Copy(
      path: "\(directory)/\(FileStamp.text(now))-\(kind.rawValue).sqlite", madeAt: now, kind: kind)
    if !Directories.exists(copy.path) { try write(copy.path) }
    return copy
  }

  /// Removes the daily copies that have done their service.
  public func thinOut() throws(FileError) {
    let daily = try copies().filter { $0.kind == .daily }
    let superseded = BackupRule.superseded(daily.map(\.madeAt))
    for copy in daily where superseded.contains(copy.madeAt) { try Directories.remove(copy.path) }
    // What a crash left half done.
    for draft in try Directories.files(in: directory, suffix: ".sqlite.new") {
      guard let begun = copy(String(draft.dropLast(4)))?.madeAt, let newest = daily.first?.madeAt else {
        continue
      }
      if newest - begun > 86_400 { try Directories.remove(draft) }
    }
  }

  private func copy(_ path: String) -> Copy? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let parts = name.dropLast(".sqlite".count).split(separator: "-")
    guard parts.count == 4, let kind = Kind(rawValue: String(parts[3])),
      let madeAt = FileStamp.instant(parts.dropLast().joined(separator: "-"))
    else { return nil }
    return Copy(path: path, madeAt: madeAt, kind: kind)
  }
}

/// An instant in the name of a file, in UTC and without colons, which not every file system takes.
enum FileStamp {
  static func text(_ instant: Instant) -> String {
    let local = ZoneRules.utc.local(at: instant)
    let time = [local.time.hour, local.time.minute, local.time.second].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(local.date)T\(time.joined())Z"
  }

  static func instant(_ text: String) -> Instant? {
    let bytes = Array(text.utf8)
    guard bytes.count == 18, bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T") else {
      return nil
    }
    func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    return CivilDateTime("\(part(0..<10))T\(part(11..<13)):\(part(13..<15)):\(part(15..<17))").map {
      ZoneRules.utc.instant(of: $0)
    }
  }
}
