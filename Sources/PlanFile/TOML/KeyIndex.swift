/// Finds a child of a large table by its key in constant time, for all the large tables of one document together.
///
/// Open addressing over the arena. Most tables have ten keys side by side in memory and are simply walked; but a plan
/// may have ten thousand entries of one kind.
struct KeyIndex {
  /// Tables with more children than this are in the index.
  static let smallTable = 16

  private var slots: [(hash: UInt32, node: Int32)]
  private var count = 0

  init() { slots = Array(repeating: (0, 0), count: 64) }

  static func hash(parent: Int, key: UnsafeBufferPointer<UInt8>) -> UInt32 {
    // FNV-1a over the key, started from the parent.
    var hash = UInt32(truncatingIfNeeded: parent) &* 0x9E37_79B1 ^ 0x811C_9DC5
    for byte in key { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return hash ^ (hash >> 15)
  }

  /// The node with this hash that `matches`, if any.
  func find(_ hash: UInt32, where matches: (Int) -> Bool) -> Int? {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot].node != 0 {
      if slots[slot].hash == hash, matches(Int(slots[slot].node)) { return Int(slots[slot].node) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  mutating func insert(_ hash: UInt32, node: Int) {
    if (count + 1) * 2 > slots.count { grow() }
    place(hash, Int32(node))
    count += 1
  }

  private mutating func place(_ hash: UInt32, _ node: Int32) {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot].node != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = (hash, node)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, 0), count: old.count * 2)
    for entry in old where entry.node != 0 { place(entry.hash, entry.node) }
  }
}
