import Almanac

extension PlannerState {
  /// What channels are owed and is due by now, oldest nominal time first.
  ///
  /// After a step back of the clock what was tried at a time that is still to come is due as well, until it is tried
  /// again, however often Tend is killed before that.
  func sends(by now: Instant, returned: Set<ChannelName>) -> [Send] {
    let positions = tries.items(through: Instant(.max))
    let sends = positions.map { rows[$0] }.sorted(by: Occurrence.isEarlier).flatMap {
      $0.state.owed.sends(of: $0.id, by: now, returned: returned)
    }
    return sends + household.owed.sends(of: nil, by: now, returned: returned)
  }

  /// The next try that lies ahead.
  ///
  /// Of a row, too, that waits for another channel to answer.
  func nextTry(after now: Instant) -> Instant? {
    let waiting = tries.items(through: now).flatMap { rows[$0].state.owed.map(\.due) }.filter { $0 > now }
    let ofRows = ([tries.first(after: now)?.instant].compactMap { $0 } + waiting).min()
    let ofHousehold = household.owed.map(\.due).filter { $0 > now }.min()
    return [ofRows, ofHousehold].compactMap { $0 }.min()
  }
}
