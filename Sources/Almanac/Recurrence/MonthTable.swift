/// The days a rule allows in a month, for each of the 28 shapes a month can have.
///
/// A month's shape is its length and the weekday it starts on; BYMONTHDAY, plain BYDAY and numbered BYDAY within the
/// month depend on nothing else, so a month costs one look-up.
struct MonthTable: Sendable {
  private var shapes = InlineArray<28, UInt32>(repeating: 0)

  /// `days` counts numbered weekdays within the month; empty means no limit, as does an empty `monthDays`.
  init(monthDays: [Int], days: [RecurrenceRule.Day]) {
    for length in 28...31 {
      let numbers = monthDays.isEmpty ? Self.all(length) : Self.numbers(monthDays, length)
      for first in 0..<7 {
        let weekdays = days.isEmpty ? Self.all(length) : Self.weekdays(days, length, first)
        shapes[(length - 28) * 7 + first] = numbers & weekdays
      }
    }
  }

  /// Bit 0 is the first of the month; `first` is that day's weekday, 0 for Monday.
  @inline(__always)
  func bits(length: Int, first: Int) -> UInt32 { shapes[(length - 28) * 7 + first] }

  static func all(_ length: Int) -> UInt32 { UInt32.max >> UInt32(32 - length) }

  static func numbers(_ monthDays: [Int], _ length: Int) -> UInt32 {
    var bits: UInt32 = 0
    for day in monthDays {
      let index = day > 0 ? day - 1 : length + day
      if (0..<length).contains(index) { bits |= 1 << UInt32(index) }
    }
    return bits
  }

  static func weekdays(_ days: [RecurrenceRule.Day], _ length: Int, _ first: Int) -> UInt32 {
    var bits: UInt32 = 0
    for day in days {
      let earliest = (day.weekday.index - first + 7) % 7
      if day.ordinal == 0 {
        for index in stride(from: earliest, to: length, by: 7) { bits |= 1 << UInt32(index) }
        continue
      }
      let latest = earliest + (length - 1 - earliest) / 7 * 7
      let index = day.ordinal > 0 ? earliest + (day.ordinal - 1) * 7 : latest + (day.ordinal + 1) * 7
      if (0..<length).contains(index) { bits |= 1 << UInt32(index) }
    }
    return bits
  }
}
