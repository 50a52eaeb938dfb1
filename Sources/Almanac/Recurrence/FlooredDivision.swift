// Division that rounds towards minus infinity, as days before 1970 need it. The divisor must be positive.

@inline(__always)
func floorDivide<T: FixedWidthInteger & SignedInteger>(_ value: T, _ divisor: T) -> T {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}

@inline(__always)
func floorRemainder<T: FixedWidthInteger & SignedInteger>(_ value: T, _ divisor: T) -> T {
  let rest = value % divisor
  return rest < 0 ? rest + divisor : rest
}
