/// Random numbers from a seed, the same on every machine (SplitMix64).
public struct Dice: RandomNumberGenerator {
  private var state: UInt64

  public init(_ seed: UInt64) {
    // Neighbouring seeds must not be neighbours on one and the same way.
    state = seed &* 0xD6E8_FEB8_6659_FD93
    state = next() ^ seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  public mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// One of the items, of which there must be at least one.
  public mutating func pick<Items: RandomAccessCollection>(_ items: Items) -> Items.Element {
    items[items.index(items.startIndex, offsetBy: roll(0...items.count - 1))]
  }
}
