/// Counts occurrences without visiting them, so that COUNT does not make seeking slow.
struct RuleCount {
  private let plan: RulePlan

  init(_ plan: RulePlan) { self.plan = plan }

  /// How many occurrences lie before `wall`, COUNT not considered.
  func occurrences(before wall: Int64) -> Int64 {
    guard wall > plan.start, !plan.offsets.isEmpty else { return 0 }
    if let step = plan.evenStep { return (wall - plan.start + step - 1) / step }
    if !plan.positions.isEmpty || plan.skip != nil { return visited(before: wall) }
    return counted(before: wall)
  }

  /// Period by period.
  private func visited(before wall: Int64) -> Int64 {
    var walls = RuleWalls(plan, from: .min, through: wall - 1, remaining: .max)
    var count: Int64 = 0
    while walls.next() != nil { count += 1 }
    return count
  }

  /// Block by block: a month's or a week's days at once.
  private func counted(before wall: Int64) -> Int64 {
    let firstDay = floorDivide(plan.start, 86_400)
    let lastDay = floorDivide(wall, 86_400)
    var blocks = DayBlocks(plan, lastDay: Int32(clamping: lastDay))
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
      if isAllowed(firstDay) { count -= occurrences(on: firstDay, before: plan.start) }
      if isAllowed(lastDay) { count += occurrences(on: lastDay, before: wall) }
    }
    return count
  }

  private func perDay(_ bits: UInt64, _ base: Int32) -> Int64 {
    let perUnit = Int64(plan.offsets.count)
    guard let units = plan.units else { return Int64(bits.nonzeroBitCount) * perUnit }
    if units.isSameEveryDay { return Int64(bits.nonzeroBitCount) * units.count(on: base) * perUnit }
    var count: Int64 = 0
    var rest = bits
    while rest != 0 {
      count += units.count(on: base + Int32(rest.trailingZeroBitCount))
      rest &= rest - 1
    }
    return count * perUnit
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
