/// The instants of a rule that follows the wall clock: DAILY and longer.
///
/// A time in a spring gap is read with the offset before the gap, so it may come after times that are later on the
/// wall; those are put in order, and two that become one instant are one occurrence.
struct WallRule: Sendable {
  private var walls: RuleWalls
  private var cursor: ZoneCursor
  private let last: Int64
  private var held: Int64?
  /// Instants around a gap, in order, waiting to be handed out.
  private var around: [Int64] = []
  private var nextAround = 0

  /// Occurrences from `first` to `last`, instants, both inclusive; `lastWall` is a bound on the wall clock.
  init(_ plan: RulePlan, _ zone: ZoneRules, first: Int64, last: Int64, lastWall: Int64) {
    let table = zone.table
    // No wall time further back than this can be one of these instants, even one shifted by a gap.
    let slack = table.largestOffset - table.smallestOffset
    let from = saturating(first, plus: table.smallestOffset - slack)
    let through = min(lastWall, saturating(last, plus: table.largestOffset + slack))
    cursor = ZoneCursor(zone)
    self.last = last
    walls = RuleWalls(plan, from: from, through: through)
    while let instant = next() {
      if instant >= first {
        unread = instant
        break
      }
    }
  }

  private var unread: Int64?

  @inline(__always)
  mutating func next() -> Int64? {
    if let instant = unread {
      unread = nil
      return instant
    }
    if nextAround < around.count { return nextOfAround() }
    guard let wall = held ?? walls.next() else { return nil }
    held = nil
    guard wall >= cursor.plainFrom, wall < cursor.plainUntil else { return nextNearChange(wall) }
    let instant = wall &- cursor.offset
    return instant <= last ? instant : nil
  }

  private mutating func nextNearChange(_ wall: Int64) -> Int64? {
    let zone = cursor.zone
    guard
      case .gap(before: let shifted, after: let unshifted) = zone.resolve(CivilDateTime(wallSeconds: wall))
    else {
      let instant = cursor.instant(wallSeconds: wall).secondsSinceEpoch
      return instant <= last ? instant : nil
    }
    let (index, shift) = zone.table.segment(at: shifted.secondsSinceEpoch)
    let change = zone.table.starts[index] &+ shift
    // From here on no wall time can mix with those of the gap.
    let clear = change &+ Int64(zone.table.offsets[index]) &+ (shifted - unshifted)
    around.removeAll(keepingCapacity: true)
    nextAround = 0
    var wall: Int64? = wall
    while let this = wall, this < clear {
      around.append(cursor.instant(wallSeconds: this).secondsSinceEpoch)
      wall = walls.next()
    }
    held = wall
    around.sort()
    return nextOfAround()
  }

  private mutating func nextOfAround() -> Int64? {
    let instant = around[nextAround]
    repeat { nextAround += 1 } while nextAround < around.count && around[nextAround] == instant
    return instant <= last ? instant : nil
  }
}
