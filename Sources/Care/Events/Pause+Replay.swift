import Almanac

extension Pause {
  /// The newest pause of an entry after its events, oldest first, leaving out those a later event undid.
  ///
  /// A pause that was resumed stays, ended at that instant: what fell into it before is still to be skipped, should
  /// tendd not have run then. One that was resumed before it began is gone.
  public static func replay(_ events: [RecordedEvent]) -> Pause? {
    let undone = RecordedEvent.undone(among: events)
    var pause: Pause?
    for event in events where !undone.contains(event.number) {
      switch event.body {
      case .paused(let new): pause = new
      case .resumed: pause = pause?.ended(at: event.stamp.at)
      default: break
      }
    }
    return pause
  }

  private func ended(at instant: Instant) -> Pause? {
    guard instant > from else { return nil }
    var pause = self
    pause.until = until.map { min($0, instant) } ?? instant
    return pause
  }
}
