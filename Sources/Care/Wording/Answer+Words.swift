extension Answer {
  /// The reason as it is said beside the outcome and whoever answered: without saying either again, and whoever paused
  /// by the name people know them by.
  ///
  /// - Parameter name: The name of a contact, by id.
  public func reasonWords(_ name: (String) -> String) -> String? {
    guard let reason else { return nil }
    let rest = reason.dropFirst(pause.count)
    if isPause, rest.isEmpty || rest.hasPrefix(":") { return "\(pause.dropLast(by.count))\(name(by))\(rest)" }
    // As older ledgers have it.
    let order = "held by \(by): "
    return outcome == .held && reason.hasPrefix(order) ? String(reason.dropFirst(order.count)) : reason
  }

  /// Its reason says by itself what rests: a pause of the household's, or a stay in hospital.
  public var isOfRest: Bool { isPause || (outcome == .held && reason?.hasPrefix("in hospital") == true) }

  private var pause: String { "paused by \(by)" }
  private var isPause: Bool { outcome == .skipped && reason?.hasPrefix(pause) == true }
}
