/// Ends the process where something does not hold, and says what: `precondition` is silent in an optimised build.
func must(_ holds: Bool, _ otherwise: @autoclosure () -> String) {
  if !holds { fatalError(otherwise()) }
}
