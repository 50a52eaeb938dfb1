/// Turns local times into instants for someone who asks for many that lie near each other.
///
/// It remembers the stretch of constant offset it was last in, so that most answers cost two comparisons. Its answers
/// are those of `ZoneRules.instant(of:)`.
public struct ZoneCursor: Sendable {
  public let zone: ZoneRules
  @usableFromInline var plainFrom: Int64 = 0
  @usableFromInline var plainUntil: Int64 = 0
  @usableFromInline var offset: Int64 = 0

  public init(_ zone: ZoneRules) { self.zone = zone }

  /// The instant Tend means by a local time given as seconds since 1970-01-01T00:00:00 on the wall clock.
  @inlinable
  public mutating func instant(wallSeconds wall: Int64) -> Instant {
    if wall >= plainFrom, wall < plainUntil { return Instant(wall &- offset) }
    return seek(wallSeconds: wall)
  }

  @inlinable
  public mutating func instant(of local: CivilDateTime) -> Instant { instant(wallSeconds: local.wallSeconds) }

  @usableFromInline
  mutating func seek(wallSeconds wall: Int64) -> Instant {
    let table = zone.table
    let instant = table.resolve(wall: wall).instant
    let (index, shift) = table.segment(at: instant.secondsSinceEpoch)
    // Inside these bounds no other stretch can have shown the same wall time.
    plainFrom = saturating(saturating(table.starts[index], plus: shift), plus: table.largestOffset)
    plainUntil = saturating(saturating(table.end(of: index), plus: shift), plus: table.smallestOffset)
    offset = Int64(table.offsets[index])
    return instant
  }
}
