/// Counts occurrences without visiting them, so that COUNT does not make seeking slow.
struct RuleCount {
  private let plan: RulePlan
  /// How many units a day has, by its phase; empty for DAILY and longer.
  private let unitCounts: [Int64]

  init(_ plan: RulePlan) {
    self.plan = plan
    unitCounts = plan.evenStep == nil ? plan.units?.countsByPhase() ?? [] : []
  }

  /// How many occurrences lie before `wall` and not before `first`, COUNT not considered.
  func occurrences(from first: Int64 = .min, before wall: Int64) -> Int64 {
    let first = max(first, plan.start)
    guard wall > first, !plan.offsets.isEmpty, plan.units?.isNeverReached != true else { return 0 }
    if let step = plan.evenStep {
      return (wall - plan.start + step - 1) / step - (first - plan.start + step - 1) / step
    }
    if !plan.positions.isEmpty || plan.skip != nil { return visited(from: first, before: wall) }
    return counted(from: first, before: wall)
  }

  /// Period by period.
  private func visited(from first: Int64, before wall: Int64) -> Int64 {
    var walls = RuleWalls(plan, from: first, through: wall - 1, remaining: .max)
    var count: Int64 = 0
    while walls.next() != nil { count += 1 }
    return count
  }

  /// Block by block: a month's or a week's days at once.
  private func counted(from first: Int64, before wall: Int64) -> Int64 {
    let firstDay = floorDivide(first, 86_400)
    let lastDay = floorDivide(wall, 86_400)
    var blocks = DayBlocks(plan, lastDay: Int32(clamping: lastDay))
    blocks.seek(Int32(clamping: firstDay))
    var count: Int64 = 0
    while blocks.advance() {
      let base = Int64(blocks.base)
      var bits = blocks.bits
      if base < firstDay { bits &= firstDay - base > 63 ? 0 : UInt64.max << UInt64(firstDay - base) }
      if lastDay - base < 64 { bits &= ~(UInt64.max << UInt64(lastDay - base)) }
      count += perDay(bits, blocks.base)
      let isAllowed = { (day: Int64) in
        (0..<64).contains(day - base) && blocks.bits & 1 << UInt64(day - base) != 0
      }
      if isAllowed(firstDay) { count -= occurrences(on: firstDay, before: first) }
      if isAllowed(lastDay) { count += occurrences(on: lastDay, before: wall) }
    }
    return count
  }

  private func perDay(_ bits: UInt64, _ base: Int32) -> Int64 {
    let perUnit = Int64(plan.offsets.count)
    guard let units = plan.units else { return Int64(bits.nonzeroBitCount) * perUnit }
    if units.isSameEveryDay { return Int64(bits.nonzeroBitCount) * count(units, on: base) * perUnit }
    var count: Int64 = 0
    var rest = bits
    while rest != 0 {
      count += self.count(units, on: base + Int32(rest.trailingZeroBitCount))
      rest &= rest - 1
    }
    return count * perUnit
  }

  private func count(_ units: DayUnits, on day: Int32) -> Int64 {
    let phase = units.phase(day)
    return phase < Int64(unitCounts.count) ? unitCounts[Int(phase)] : 0
  }

  /// How many times of an allowed day lie before `wall`.
  private func occurrences(on day: Int64, before wall: Int64) -> Int64 {
    let limit = wall - day * 86_400
    guard let units = plan.units else { return Int64(plan.offsets.count { Int64($0) < limit }) }
    var count: Int64 = 0
    var unit = units.first(from: units.phase(Int32(day)))
    while let found = unit {
      let start = units.offset(found)
      guard start < limit else { break }
      count += Int64(plan.offsets.count { start + Int64($0) < limit })
      unit = units.first(from: found + units.interval)
    }
    return count
  }
}
