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

  /// The newest event by which what an event says, which is in force, came back after it was taken back.
  static func returning(_ number: Int64, among events: [RecordedEvent]) -> RecordedEvent? {
    var chain: Set<Int64> = [number]
    var last: RecordedEvent?
    for event in events {
      guard case .undone(let other) = event.body, chain.contains(other) else { continue }
      chain.insert(event.number)
      last = event
    }
    return last
  }
}

extension [RecordedEvent] {
  /// Whether one after that number took back an answer among them, and still does.
  func takesBackAnAnswer(after number: Int64) -> Bool {
    let answers = Set(filter { $0.body.kind == .answered }.map(\.number))
    let undone = RecordedEvent.undone(among: self)
    return contains { event in
      guard case .undone(let answer) = event.body, event.number > number else { return false }
      return answers.contains(answer) && !undone.contains(event.number)
    }
  }
}
