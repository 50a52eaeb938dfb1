extension Phrase {
  /// What was typed to change the plan: `tend remove yoga`, `tend edit`.
  public static func command(_ event: RecordedEvent) -> String {
    "tend \(event.origin.channel)" + (event.entry.map { " \($0)" } ?? "")
  }
}
