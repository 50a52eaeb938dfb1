/// Tells what clocks in a zone show, for someone who asks about many instants that lie near each other.
///
/// It remembers the stretch of constant offset it was last in. Its answers are those of `ZoneRules.local(at:)`.
public struct OffsetCursor: Sendable {
  public let zone: ZoneRules
  private var from: Int64 = 0
  private var until: Int64 = 0
  private var offset: Int64 = 0

  public init(_ zone: ZoneRules) { self.zone = zone }

  public mutating func local(at instant: Instant) -> CivilDateTime {
    let time = instant.secondsSinceEpoch
    if time < from || time >= until { seek(time) }
    return CivilDateTime(wallSeconds: time &+ offset)
  }

  private mutating func seek(_ time: Int64) {
    let (index, shift) = zone.table.segment(at: time)
    from = saturating(zone.table.starts[index], plus: shift)
    until = saturating(zone.table.end(of: index), plus: shift)
    offset = Int64(zone.table.offsets[index])
  }
}
