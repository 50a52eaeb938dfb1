/// A set of days of one year, numbered from 0.
struct YearDays: Sendable {
  private var words: InlineArray<6, UInt64>

  init() { words = InlineArray(repeating: 0) }

  private init(word: UInt64) { words = InlineArray(repeating: word) }

  static let all = YearDays(word: .max)

  /// Inserts `day` if it is one of the `length` days of the year.
  mutating func insert(_ day: Int, below length: Int) {
    if (0..<length).contains(day) { words[day >> 6] |= 1 << UInt64(day & 63) }
  }

  mutating func formIntersection(_ other: YearDays) {
    for index in 0..<6 { words[index] &= other.words[index] }
  }

  /// The bits from `day` on; at least 32 of them are valid.
  @inline(__always)
  func bits(from day: Int) -> UInt32 {
    let word = day >> 6
    let shift = UInt64(day & 63)
    var bits = words[word] >> shift
    if shift > 32, word < 5 { bits |= words[word + 1] << (64 - shift) }
    return UInt32(truncatingIfNeeded: bits)
  }
}
