public import Almanac
import Synchronization

/// The time zones of this computer, read from its TZif files.
///
/// A zone is read once, and again when its file has changed.
public final class ZoneFiles: Sendable {
  /// Where the files of the zones are: `$TZDIR`, by default `/usr/share/zoneinfo`.
  public let directory: String
  /// `/etc/localtime`: whoever follows a change of the machine's zone watches the directory it is in.
  public let localtimePath: String
  private let timezonePath: String
  private let environment: Environment
  private let cache = Mutex<[String: (identity: FileStatus.Identity, zone: ZoneRules)]>([:])

  /// Of `environment`, `TZDIR` and `TZ` count; `root` is what stands before `/etc` and `/usr`, for tests.
  public init(environment: Environment, root: String = "") {
    self.environment = environment
    directory = environment["TZDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? root + "/usr/share/zoneinfo"
    localtimePath = root + "/etc/localtime"
    timezonePath = root + "/etc/timezone"
  }

  /// The zone of that name, such as `Europe/Berlin`.
  public func load(named name: String) throws(ZoneFileError) -> ZoneRules {
    try ZoneFiles.check(name)
    guard !["Factory", "posix/Factory"].contains(name) else {
      throw .badName(name, reason: "it stands for one that nobody has chosen yet, and would be UTC")
    }
    return try read("\(directory)/\(name)", as: name)
  }

  /// The zone of this computer, whatever `TZ` says.
  ///
  /// The rules are those of `/etc/localtime`. The name is that of the file it is a link to; where it is no link, the
  /// one in `/etc/timezone` if that file has the same bytes, else `localtime`. Without `/etc/localtime` it is UTC,
  /// as localtime(5) says; a link to nothing is an error.
  public func machineZone() throws(ZoneFileError) -> ZoneRules {
    guard FileStatus(ofLink: localtimePath) != nil else { return .utc }
    return try read(localtimePath, as: try machineName())
  }

  /// The zone in which `tend` shows times: that of `TZ` where it is set, else the computer's.
  ///
  /// `TZ` holds a name or a path, with or without a colon, or a POSIX rule; empty is UTC, as for the C library.
  public func displayZone() throws(ZoneFileError) -> ZoneRules {
    guard let setting = environment["TZ"] else { return try machineZone() }
    let text = setting.hasPrefix(":") ? String(setting.dropFirst()) : setting
    if text.isEmpty { return .utc }
    if text.hasPrefix("/") { return try read(text, as: ZoneFiles.name(inPath: text) ?? text) }
    do {
      return try load(named: text)
    } catch {
      // "UTC+3" or "<+03>-3" is no file; what is neither is reported as the missing file it was taken for.
      guard let rule = try? ZoneRules(posix: text) else { throw error }
      return rule
    }
  }

  private func machineName() throws(ZoneFileError) -> String {
    let name =
      linkTarget(localtimePath).flatMap(ZoneFiles.name(inPath:))
      ?? followingLinks(localtimePath).flatMap(ZoneFiles.name(inPath:)) ?? nameInTimezoneFile()
    guard let name else { return "localtime" }
    try ZoneFiles.check(name)
    return name
  }

  /// Debian's /etc/timezone, unless it is out of date.
  private func nameInTimezoneFile() -> String? {
    guard let line = try? RegularFile.read(timezonePath, limit: 4096) else { return nil }
    let name = String(decoding: line.prefix { $0 > UInt8(ascii: " ") }, as: UTF8.self)
    guard (try? ZoneFiles.check(name)) != nil,
      let named = try? RegularFile.read("\(directory)/\(name)", limit: ZoneFiles.sizeLimit),
      let used = try? RegularFile.read(localtimePath, limit: ZoneFiles.sizeLimit), named == used
    else { return nil }
    return name
  }

  private func read(_ path: String, as name: String) throws(ZoneFileError) -> ZoneRules {
    let identity = FileStatus(following: path)?.identity
    let key = "\(name)\n\(path)"
    if let identity, let known = cache.withLock({ $0[key] }), known.identity == identity { return known.zone }
    let zone: ZoneRules
    do {
      zone = try ZoneRules(name: name, tzif: try RegularFile.read(path, limit: ZoneFiles.sizeLimit))
    } catch let error as FileError {
      throw .unreadable(zone: name, error)
    } catch let error as ZoneError {
      throw .unusable(file: path, error)
    } catch {
      throw .unusable(file: path, .malformed(zone: name, reason: "\(error)"))
    }
    if let identity { cache.withLock { $0[key] = (identity, zone) } }
    return zone
  }

  /// The largest zone of tzdata has 4 kB.
  private static let sizeLimit = 1 << 20

  /// What follows the last `zoneinfo/`, without `posix/`, whose files are the same.
  private static func name(inPath path: String) -> String? {
    let mark = Array("zoneinfo/".utf8)
    let bytes = Array(path.utf8)
    let ends = stride(from: bytes.count, through: mark.count, by: -1)
    guard let start = ends.first(where: { bytes[($0 - mark.count)..<$0].elementsEqual(mark) }) else {
      return nil
    }
    let name = String(decoding: bytes[start...], as: UTF8.self)
    return name.hasPrefix("posix/") ? String(name.dropFirst("posix/".count)) : name
  }

  private static func check(_ name: String) throws(ZoneFileError) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.utf8.contains(0), name.utf8.count <= 255,
      !parts.contains(where: { ["", ".", ".."].contains($0) })
    else { throw .badName(name, reason: "a zone has a name like Europe/Berlin") }
    guard parts[0] != "right" else {
      throw .badName(
        name, reason: "the zones under right/ count leap seconds, which this computer's clock does not")
    }
  }
}
