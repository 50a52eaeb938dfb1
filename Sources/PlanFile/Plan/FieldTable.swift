import Care

/// The keys of one kind of entry, found by their bytes: a plan of 10,000 entries asks 80,000 times.
struct FieldTable {
  /// Sixteen bytes of a key, zeros behind it; longer keys are no field.
  private struct Packed: Equatable {
    var low: UInt64 = 0
    var high: UInt64 = 0

    init?(_ key: some Collection<UInt8>) {
      guard key.count <= 16 else { return nil }
      var shift: UInt64 = 0
      for byte in key {
        if shift < 64 { low |= UInt64(byte) << shift } else { high |= UInt64(byte) << (shift - 64) }
        shift += 8
      }
    }

    var slot: Int { Int(truncatingIfNeeded: ((low ^ (high &* 31)) &* 0x9E37_79B9_7F4A_7C15) >> 57) }
  }

  /// Open addressing in 128 slots for the 20 keys of a kind.
  private var slots: [(key: Packed, field: Field)?] = Array(repeating: nil, count: 128)

  init(_ fields: [Field]) {
    for field in fields {
      guard let key = Packed(field.key.utf8) else { continue }
      var slot = key.slot
      while slots[slot] != nil { slot = (slot + 1) & 127 }
      slots[slot] = (key, field)
    }
  }

  subscript(_ key: some Collection<UInt8>) -> Field? {
    guard let key = Packed(key) else { return nil }
    var slot = key.slot
    while let entry = slots[slot] {
      if entry.key == key { return entry.field }
      slot = (slot + 1) & 127
    }
    return nil
  }
}
