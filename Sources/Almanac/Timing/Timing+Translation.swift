extension Timing {
  /// The same times in Tend's own keys, for a rule that they can say; nil for any other.
  ///
  /// So that a rule reads in plain English where it can.
  var translated: Timing? {
    switch rule {
    case .recurrence(let rule): translated(rule)
    case .calendar(let event): translated(event)
    case nil: nil
    }
  }

  private func translated(_ rule: RecurrenceRule) -> Timing? {
    guard let from, rule.skip == .omit, rule.bySecond.allSatisfy({ $0 == 0 }), rule.byYearDay.isEmpty,
      rule.byWeekNumber.isEmpty, rule.byMonth.isEmpty, rule.bySetPosition.isEmpty, !rule.byHour.isEmpty,
      rule.weekStart == .monday || rule.frequency != .weekly || rule.interval == 1,
      let at = Timing.times(rule.byHour, rule.byMinute.isEmpty ? [0] : rule.byMinute),
      let on = Timing.days(rule, from: from)
    else { return nil }
    var timing = Timing(at: at, on: on, from: from, until: until, count: count ?? rule.count, except: except)
    let interval = rule.interval
    switch rule.frequency {
    case .daily: timing.every = interval > 1 ? .days(interval) : nil
    case .weekly: timing.every = interval > 1 ? .weeks(interval) : nil
    case .monthly: timing.every = interval > 1 ? .months(interval) : nil
    // With days it would be those of every month, or of every year's weeks.
    case .yearly where rule.byDay.isEmpty && rule.byMonthDay.isEmpty: timing.every = .years(interval)
    default: return nil
    }
    if let last = rule.until {
      guard case .date(let day) = last else { return nil }
      timing.until = until.map { min($0, day) } ?? day
    }
    return (try? Schedule(timing, zone: .utc)) == nil ? nil : timing
  }

  private func translated(_ event: CalendarEvent) -> Timing? {
    guard event.year.isAny, event.month.isAny, event.second == CalendarChain(0), event.zone == nil,
      let hours = event.hour.values, let minutes = event.minute.values,
      let at = Timing.times(hours, minutes), let days = event.everyDay ? [] : event.day.values,
      event.weekdays == nil || days.isEmpty
    else { return nil }
    let weekdays = Weekday.allCases.filter { (event.weekdays ?? 0) & 1 << UInt8($0.rawValue - 1) != 0 }
    let on =
      weekdays.map { DayPattern.weekday($0) }
      + days.map { DayPattern.dayOfMonth(event.countsFromEnd ? -$0 : $0) }
    return Timing(at: at, on: on, from: from, until: until, count: count, except: except)
  }

  private static func days(_ rule: RecurrenceRule, from: CivilDate) -> [DayPattern]? {
    guard rule.byDay.isEmpty || rule.byMonthDay.isEmpty else { return nil }
    guard rule.byDay.isEmpty else {
      var days: [DayPattern] = []
      for day in rule.byDay {
        guard day.ordinal == 0 || rule.frequency == .monthly && day.ordinal.magnitude <= 5 else { return nil }
        days.append(day.ordinal == 0 ? .weekday(day.weekday) : .nthWeekday(day.ordinal, day.weekday))
      }
      return days
    }
    switch rule.frequency {
    case .weekly: return rule.byMonthDay.isEmpty ? [.weekday(from.weekday)] : nil
    case .monthly where rule.byMonthDay.isEmpty: return [.dayOfMonth(from.day)]
    default: return rule.byMonthDay.map { .dayOfMonth($0) }
    }
  }

  private static func times(_ hours: [Int], _ minutes: [Int]) -> [TimeOfDay]? {
    guard hours.count * minutes.count <= 24 else { return nil }
    return hours.sorted().flatMap { hour in
      minutes.sorted().compactMap { ClockTime(hour: hour, minute: $0).map { TimeOfDay(.clock($0)) } }
    }
  }
}

extension CalendarEvent {
  /// Whether it leaves out no day of the month, be it that it names them all.
  fileprivate var everyDay: Bool { day.isAny || !countsFromEnd && day.values == Array(1...31) }
}

extension CalendarChain {
  /// Its values where it names each of them; nil for `*` and for what is open or has steps.
  fileprivate var values: [Int]? {
    guard !isAny else { return nil }
    var values: Set<Int> = []
    for item in items {
      guard item.step <= 1 || item.stop != nil else { return nil }
      if item.step > 0, item.stop == nil { return nil }
      values.formUnion(stride(from: item.start, through: item.stop ?? item.start, by: max(item.step, 1)))
    }
    return values.sorted()
  }
}
