/// All the days of one period of a rule, which BYSETPOS chooses from: up to twelve blocks.
struct PeriodDays: Sendable {
  private var bases = InlineArray<12, Int32>(repeating: 0)
  private var bits = InlineArray<12, UInt64>(repeating: 0)
  private var blocks = 0
  private var last = Int32.min
  /// The day number of bit 0 of the last block.
  private(set) var lastBase: Int32 = 0
  private(set) var count = 0

  mutating func removeAll() {
    blocks = 0
    count = 0
    last = .min
  }

  mutating func append(base: Int32, bits newBits: UInt64) {
    lastBase = base
    // A day that SKIP moved into the month before or after may be there already.
    let newBits = last < base ? newBits : newBits & UInt64.max << UInt64(last - base + 1)
    guard newBits != 0 else { return }
    last = base + 63 - Int32(newBits.leadingZeroBitCount)
    bases[blocks] = base
    bits[blocks] = newBits
    blocks += 1
    count += newBits.nonzeroBitCount
  }

  /// The day at `index`, 0 to `count` − 1, in order.
  func day(at index: Int) -> Int32 {
    var left = index
    for block in 0..<blocks {
      let size = bits[block].nonzeroBitCount
      guard left >= size else {
        var rest = bits[block]
        for _ in 0..<left { rest &= rest - 1 }
        return bases[block] + Int32(rest.trailingZeroBitCount)
      }
      left -= size
    }
    return bases[0]
  }
}
