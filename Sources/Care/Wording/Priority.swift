/// Journal priorities, syslog(3): the smaller, the louder.
enum Priority {
  static let critical = 2
  static let error = 3
  static let warning = 4
  static let notice = 5
  static let info = 6

  /// The priority of a line about an occurrence: from its importance, and from how late it is.
  static func of(_ event: JournalEvent, _ importance: Importance) -> Int {
    switch (event, importance) {
    case (.reminderAhead, .critical): notice
    case (.reminderAhead, _): info
    case (.reminder, .low): info
    case (.reminder, .normal), (.reminder, .high): notice
    case (.reminder, .critical): warning
    case (.late, .low): notice
    case (.late, .normal), (.late, .high): warning
    case (.late, .critical): error
    case (.missed, .low): notice
    case (.missed, .normal): warning
    case (.missed, .high): error
    case (.missed, .critical): critical
    case (.escalated, _): min(warning, of(.late, importance))
    case (.suppressed, _): info
    default: notice
    }
  }

  /// The same, and a warning at the least where something must be known before anyone acts.
  static func of(_ event: JournalEvent, _ importance: Importance, caution: Caution?) -> Int {
    let priority = of(event, importance)
    let isAsking = [.reminder, .late, .missed, .escalated].contains(event)
    return caution != nil && isAsking ? min(priority, warning) : priority
  }

  /// Of a lost record: only a restored one is no surprise; of a flag: as something of its importance that is late.
  static func of(_ body: EventBody) -> Int {
    if case .flagged(let flag) = body { return of(.late, flag.importance) }
    if case .recordLost(let loss) = body, loss.cause == .restored { return warning }
    return critical
  }
}
