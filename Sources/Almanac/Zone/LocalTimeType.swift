/// One kind of local time a zone has had: standard time, summer time, local mean time.
struct LocalTimeType: Hashable, Sendable {
  /// Seconds east of UTC, within `offsetRange`.
  var offset: Int32
  var isDaylight: Bool
  var abbreviation: String

  /// What RFC 9636 recommends writers keep to; wider than any real zone, so more is damage.
  static let offsetRange: ClosedRange<Int32> = -89_999...93_599
}
