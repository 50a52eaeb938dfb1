/// The rules of one time zone: its offset from UTC at every instant, past and future.
///
/// Two values are equal when they have the same name and the same rules. Copying costs one reference count.
public struct ZoneRules: Sendable {
  /// What the zone was asked for as: `Europe/Berlin`.
  public let name: String
  let table: ZoneTable

  public static let utc = ZoneRules(fixedOffset: 0, name: "UTC")

  /// Reads the bytes of a TZif file (RFC 9636).
  ///
  /// Of a file of version 2 or later the 64-bit data and the footer are used. A file of version 1 has neither: after
  /// its last change the offset stays. Bytes after the footer are not looked at.
  public init(name: String, tzif bytes: [UInt8]) throws(ZoneError) {
    let file = try TZifFile(zone: name, bytes: bytes)
    self.init(name: name, table: ZoneTable(file))
  }

  /// Reads a POSIX TZ string such as `TZ` may hold: `EST5EDT,M3.2.0,M11.1.0`, `<+0330>-3:30`.
  ///
  /// It holds for all time. A daylight name without the rule for its dates is an error.
  public init(posix text: String) throws(ZoneError) {
    let rule = try PosixRule(zone: text, text: text)
    self.init(name: text, table: ZoneTable(rule))
  }

  /// A zone that never changes, `seconds` east of UTC.
  public init(fixedOffset seconds: Int32, name: String) {
    let type = LocalTimeType(offset: seconds, isDaylight: false, abbreviation: name)
    self.init(name: name, table: ZoneTable(PosixRule(standard: type, daylight: nil)))
  }

  private init(name: String, table: ZoneTable) {
    self.name = name
    self.table = table
  }

  /// Seconds east of UTC.
  public func offset(at instant: Instant) -> Int {
    Int(table.offsets[table.segment(at: instant.secondsSinceEpoch).index])
  }

  /// The abbreviation in use: `CEST`, `+03`, `LMT`.
  public func abbreviation(at instant: Instant) -> String { type(at: instant).abbreviation }

  /// Whether the zone calls it daylight saving time, which may be the winter (Dublin).
  public func isDaylight(at instant: Instant) -> Bool { type(at: instant).isDaylight }

  /// What a clock on the wall shows.
  public func local(at instant: Instant) -> CivilDateTime {
    CivilDateTime(wallSeconds: instant.secondsSinceEpoch &+ Int64(offset(at: instant)))
  }

  /// The instants a local time stands for.
  ///
  /// Of the three or more that damaged rules can give, the first two.
  public func resolve(_ local: CivilDateTime) -> LocalTime { table.resolve(wall: local.wallSeconds) }

  /// The one instant Tend means by a local time: in a gap with the offset before it, in an overlap the first.
  public func instant(of local: CivilDateTime) -> Instant { resolve(local).instant }

  /// The first instant later than `instant` at which offset, abbreviation or daylight saving changes; nil if none does.
  public func nextTransition(after instant: Instant) -> Instant? {
    table.nextStart(after: instant.secondsSinceEpoch).map { Instant($0) }
  }

  private func type(at instant: Instant) -> LocalTimeType {
    table.types[Int(table.kinds[table.segment(at: instant.secondsSinceEpoch).index])]
  }
}

extension ZoneRules: Hashable {
  public static func == (a: ZoneRules, b: ZoneRules) -> Bool {
    a.name == b.name && (a.table === b.table || a.table.sameRules(as: b.table))
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(table.starts.count)
  }
}
