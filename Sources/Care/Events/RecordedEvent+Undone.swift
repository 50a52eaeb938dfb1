extension RecordedEvent {
  /// The numbers of those that a later event took back, and nothing gave back since.
  ///
  /// Undoing an undo brings back what it had taken away.
  static func undone(among events: [RecordedEvent]) -> Set<Int64> {
    var undone = Set<Int64>()
    for event in events.reversed() {
      if case .undone(let number) = event.body, !undone.contains(event.number) { undone.insert(number) }
    }
    return undone
  }
}
