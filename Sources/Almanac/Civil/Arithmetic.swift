/// 0 for Monday to 6 for Sunday, of a day number (days since 1970-01-01).
func weekdayIndex(_ day: Int) -> Int { floorRemainder(day + 3, 7) }

/// Division that rounds down, as days before 1970 need it; the divisor is positive.
@inline(__always)
func floorDivide<Number: FixedWidthInteger & SignedInteger>(_ value: Number, _ divisor: Number) -> Number {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}

/// The remainder with the sign of the divisor, which is positive.
@inline(__always)
func floorRemainder<Number: FixedWidthInteger & SignedInteger>(_ value: Number, _ divisor: Number) -> Number {
  let rest = value % divisor
  return rest < 0 ? rest + divisor : rest
}

/// Addition that stays at the ends of the range, far from which everything real happens.
func saturating(_ value: Int64, plus other: Int64) -> Int64 {
  let (sum, overflows) = value.addingReportingOverflow(other)
  return overflows ? (other < 0 ? .min : .max) : sum
}
