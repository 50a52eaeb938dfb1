/// The occurrences of one rule, one after the other, as seconds on the wall clock.
///
/// Strictly ascending. Nothing is allocated while it runs, but for BYSETPOS beside SKIP.
struct RuleWalls: IteratorProtocol, Sendable {
  let plan: RulePlan
  private var blocks: DayBlocks
  private let last: Int64
  private var first: Int64
  /// How many more COUNT allows.
  private(set) var remaining: Int64
  /// Nothing can match, whatever the dates.
  private let isEmpty: Bool

  // Where the cursor stands: a day, and in it the next offset or unit.
  private var dayStart: Int64 = 0
  private var offsetIndex: Int
  private var unit: Int64 = -1
  private var unitStart: Int64 = 0
  private var previousDay = Int32.min

  // For BYSETPOS.
  private var period = PeriodDays()
  private var position = 0
  private var blockWaits = false
  private var merged = MergedPeriods()

  /// Occurrences from `first` to `last`, both inclusive; `first` is DTSTART at the earliest.
  init(_ plan: RulePlan, from first: Int64 = .min, through last: Int64 = .max) {
    self.plan = plan
    self.last = last
    self.first = max(first, plan.start)
    offsetIndex = plan.offsets.count
    // BYSETPOS counts from the end of the period, however early the last occurrence wanted.
    let lastDay = floorDivide(last, 86_400) + (plan.positions.isEmpty ? 0 : 366)
    blocks = DayBlocks(plan, lastDay: Int32(clamping: lastDay))
    remaining = plan.count.map(Int64.init) ?? .max
    isEmpty = plan.offsets.isEmpty || plan.units?.isNeverReached == true || last < self.first
    if self.first > plan.start, !isEmpty {
      if plan.count != nil { remaining = max(0, remaining - RuleCount(plan).occurrences(before: self.first)) }
      seek()
    }
  }

  /// Goes on with what COUNT had left elsewhere.
  init(_ plan: RulePlan, from first: Int64, through last: Int64, remaining: Int64) {
    self.init(plan, from: plan.start, through: last)
    self.remaining = remaining
    self.first = max(first, plan.start)
    seek()
  }

  @inline(__always)
  mutating func next() -> Int64? {
    while true {
      guard remaining > 0, !isEmpty, let wall = step(), wall <= last else { return nil }
      if wall < first { continue }
      remaining &-= 1
      return wall
    }
  }

  @inline(__always)
  private mutating func step() -> Int64? {
    if plan.units != nil { return stepUnits() }
    if !plan.positions.isEmpty { return plan.skip == nil ? stepPositions() : stepMerged() }
    if offsetIndex == plan.offsets.count {
      guard nextDay() else { return nil }
      offsetIndex = 0
    }
    defer { offsetIndex &+= 1 }
    return dayStart &+ Int64(plan.offsets[offsetIndex])
  }

  @inline(__always)
  private mutating func nextDay() -> Bool {
    while true {
      if blocks.bits == 0, !blocks.advance() { return false }
      let day = blocks.base &+ Int32(truncatingIfNeeded: blocks.bits.trailingZeroBitCount)
      blocks.bits &= blocks.bits &- 1
      // A day that SKIP moved may be one that is there anyway.
      if plan.skip != nil {
        if day <= previousDay { continue }
        previousDay = day
      }
      dayStart = Int64(day) &* 86_400
      return true
    }
  }

  private mutating func seek() {
    let day = Int32(clamping: floorDivide(first, 86_400))
    guard plan.positions.isEmpty else {
      // BYSETPOS needs whole periods, and the one before in case SKIP moved its last day.
      blocks.seek(day - (plan.frequency == .yearly ? 731 : 62))
      return
    }
    blocks.seek(day)
    guard blocks.advance() else { return }
    let passed = Int(day) - Int(blocks.base)
    if passed > 0 { blocks.bits &= passed > 63 ? 0 : UInt64.max << UInt64(passed) }
  }

  private mutating func stepUnits() -> Int64? {
    guard let units = plan.units else { return nil }
    if offsetIndex == plan.offsets.count {
      guard nextUnit(units) else { return nil }
      offsetIndex = 0
    }
    defer { offsetIndex &+= 1 }
    return unitStart &+ Int64(plan.offsets[offsetIndex])
  }

  private mutating func nextUnit(_ units: DayUnits) -> Bool {
    var found = unit >= 0 ? units.first(from: unit &+ units.interval) : nil
    while found == nil {
      guard nextDay() else { return false }
      let day = Int32(truncatingIfNeeded: floorDivide(dayStart, 86_400))
      var from = units.phase(day)
      if from >= units.perDay {
        // The next step is days away: go there at once.
        let target = Int64(day) + from / units.perDay
        guard target <= Int64(blocks.lastDay) else { return false }
        if target - Int64(blocks.base) > 31 {
          blocks.seek(Int32(target))
          guard blocks.advance() else { return false }
        }
        let passed = target - Int64(blocks.base)
        if passed > 0 { blocks.bits &= passed > 63 ? 0 : UInt64.max << UInt64(passed) }
        continue
      }
      if dayStart < first {
        // Start in the middle of the day, one step early for offsets within the unit.
        let reached = min((first - dayStart) / units.length, units.perDay)
        if reached > from { from += (reached - from) / units.interval * units.interval }
      }
      found = units.first(from: from)
    }
    unit = found ?? -1
    unitStart = dayStart &+ units.offset(unit)
    return true
  }

  private mutating func stepPositions() -> Int64? {
    while true {
      if let wall = nextOfPeriod() { return wall }
      guard loadPeriod() else { return nil }
      position = 0
    }
  }

  /// The same where a day that SKIP moved may lie in the period before or after.
  private mutating func stepMerged() -> Int64? {
    while true {
      if let wall = merged.take() { return wall }
      guard !merged.isFinished else { return nil }
      guard loadPeriod() else {
        merged.finish()
        continue
      }
      position = 0
      while let wall = nextOfPeriod() { merged.add(wall) }
      // The block begins a day before its month, and the next month's may begin with the last day of this one.
      merged.settle(before: period.lastBase + 28)
    }
  }

  private mutating func nextOfPeriod() -> Int64? {
    let perDay = plan.offsets.count
    guard let index = nextPosition(period.count * perDay) else { return nil }
    position = index + 1
    return Int64(period.day(at: index / perDay)) * 86_400 + Int64(plan.offsets[index % perDay])
  }

  /// The smallest chosen index from `position` on, in a period of `size` occurrences.
  private func nextPosition(_ size: Int) -> Int? {
    var best = size
    for wanted in plan.positions {
      let index = wanted > 0 ? wanted - 1 : size + wanted
      if index >= position, index < best { best = index }
    }
    return best < size ? best : nil
  }

  private mutating func loadPeriod() -> Bool {
    period.removeAll()
    if !blockWaits, !blocks.advance() { return false }
    blockWaits = false
    let year = blocks.year
    while true {
      period.append(base: blocks.base, bits: blocks.bits)
      guard plan.frequency == .yearly, blocks.advance() else { return true }
      if blocks.year != year {
        blockWaits = true
        return true
      }
    }
  }
}
