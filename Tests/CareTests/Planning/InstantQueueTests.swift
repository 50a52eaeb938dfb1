import Almanac
import CareSimulation
import Testing

@testable import Care

struct InstantQueueTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func itAlwaysKnowsWhatComesFirst(_ seed: UInt64) {
    var dice = Dice(seed)
    var queue = InstantQueue()
    var plain: [Int: Instant] = [:]
    for _ in 0..<2000 {
      let item = dice.roll(0...40)
      let instant = dice.roll(0...3) == 0 ? nil : Instant(Int64(dice.roll(0...60)))
      queue[item] = instant
      plain[item] = instant
      #expect(queue[item] == instant)
      #expect(queue.first == plain.values.min())
      let limit = Instant(Int64(dice.roll(-1...61)))
      #expect(Set(queue.items(through: limit)) == Set(plain.filter { $0.value <= limit }.keys))
      #expect(queue.first(after: limit)?.instant == plain.values.filter { $0 > limit }.min())
    }
  }
}
