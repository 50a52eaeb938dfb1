/// A time of day as a clock on the wall shows it, 00:00:00 to 23:59:59, without a zone.
public struct ClockTime: Hashable, Comparable, Sendable {
  /// Seconds since midnight, 0 to 86,399.
  public var secondOfDay: Int32

  public static let midnight = ClockTime(unchecked: 0)

  /// Nil outside 00:00:00 to 23:59:59; there is no 24:00.
  public init?(hour: Int, minute: Int, second: Int = 0) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
    self.init(unchecked: Int32(hour * 3600 + minute * 60 + second))
  }

  /// Nil outside 0 to 86,399.
  public init?(secondOfDay: Int) {
    guard (0..<86_400).contains(secondOfDay) else { return nil }
    self.init(unchecked: Int32(secondOfDay))
  }

  @usableFromInline
  init(unchecked secondOfDay: Int32) { self.secondOfDay = secondOfDay }

  public var hour: Int { Int(secondOfDay) / 3600 }
  public var minute: Int { Int(secondOfDay) / 60 % 60 }
  public var second: Int { Int(secondOfDay) % 60 }

  public static func < (a: ClockTime, b: ClockTime) -> Bool { a.secondOfDay < b.secondOfDay }
}
