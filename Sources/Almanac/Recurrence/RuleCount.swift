/// Counts occurrences without visiting them, so that COUNT does not make seeking slow.
struct RuleCount {
  private let plan: RulePlan
  /// Nil for DAILY and longer.
  private let units: UnitCounts?

  init(_ plan: RulePlan) {
    self.plan = plan
    units = plan.evenStep == nil ? plan.units.map { UnitCounts($0) } : nil
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
    let perUnit = Int64(plan.offsets.count)
    var count: Int64 = 0
    while blocks.advance() {
      let base = Int64(blocks.base)
      var bits = blocks.bits
      if base < firstDay { bits &= firstDay - base > 63 ? 0 : UInt64.max << UInt64(firstDay - base) }
      if lastDay - base < 64 { bits &= ~(UInt64.max << UInt64(lastDay - base)) }
      count += (units?.count(onDays: bits, from: blocks.base) ?? Int64(bits.nonzeroBitCount)) * perUnit
      let isAllowed = { (day: Int64) in
        (0..<64).contains(day - base) && blocks.bits & 1 << UInt64(day - base) != 0
      }
      if isAllowed(firstDay) { count -= occurrences(on: firstDay, before: first) }
      if isAllowed(lastDay) { count += occurrences(on: lastDay, before: wall) }
    }
    return count
  }

  /// How many times of an allowed day lie before `wall`.
  private func occurrences(on day: Int64, before wall: Int64) -> Int64 {
    let limit = wall - day * 86_400
    let perUnit = Int64(plan.offsets.count)
    guard limit > 0 else { return 0 }
    guard let units, let length = plan.units?.length else {
      return Int64(plan.offsets.count { Int64($0) < limit })
    }
    let day = Int32(day)
    if plan.isDate { return units.count(on: day) * perUnit }
    let begun = limit / length
    var count = units.count(on: day, before: begun) * perUnit
    if limit % length > 0, units.contains(begun, on: day) {
      count += Int64(plan.offsets.count { Int64($0) < limit % length })
    }
    return count
  }
}

extension RuleCount {
  /// The wall time of the `number`th occurrence from `first` on, counted from 1; nil where `end` comes before it.
  func occurrence(_ number: Int64, from first: Int64 = .min, before end: Int64) -> Int64? {
    var (first, left) = (max(first, plan.start), number)
    guard number <= plan.most(from: first, before: end) else { return nil }
    // Leap by what a count shows to be too little, in ever smaller leaps down to a day.
    var leap: Int64 = 86_400 << 12
    while leap >= 86_400, first < end {
      let target = min(first + leap, end)
      let count = occurrences(from: first, before: target)
      if count < left {
        left -= count
        first = target
      } else {
        leap /= 2
      }
    }
    var walls = RuleWalls(plan, from: first, through: end - 1, remaining: left)
    var last: Int64?
    while let wall = walls.next() { last = wall }
    return walls.remaining == 0 ? last : nil
  }
}
