/// 0 for Monday to 6 for Sunday, of a day number (days since 1970-01-01).
func weekdayIndex(_ day: Int) -> Int { floorMod(day + 3, 7) }

/// The remainder with the sign of the divisor, which is positive.
func floorMod<Number: SignedInteger>(_ value: Number, _ divisor: Number) -> Number {
  let rest = value % divisor
  return rest < 0 ? rest + divisor : rest
}

/// Division that rounds down; the divisor is positive.
func floorDivided(_ value: Int64, _ divisor: Int64) -> Int64 {
  value >= 0 ? value / divisor : (value + 1) / divisor - 1
}

/// Addition that stays at the ends of the range, far from which everything real happens.
func saturating(_ value: Int64, plus other: Int64) -> Int64 {
  let (sum, overflows) = value.addingReportingOverflow(other)
  return overflows ? (other < 0 ? .min : .max) : sum
}
