extension Timing {
  /// The escape hatches of a plan: a rule that says the days and the times by itself.
  ///
  /// Both name times of the wall clock, so that inside a plan a time in a spring gap happens once, read with the offset
  /// before the gap. Only a recurrence rule of hours, minutes or seconds follows elapsed time.
  public enum Rule: Hashable, Sendable {
    /// Counted from the midnight that begins `from`.
    case recurrence(RecurrenceRule)
    case calendar(CalendarEvent)

    /// The key of the plan.
    public var key: String {
      switch self {
      case .recurrence: "rrule"
      case .calendar: "calendar"
      }
    }

    /// In its canonical form.
    public var text: String {
      switch self {
      case .recurrence(let rule): rule.description
      case .calendar(let event): event.description
      }
    }
  }
}

extension Timing.Rule {
  /// Reads the `rrule` of a plan, with or without `RRULE:` before it.
  public init(rrule text: String) throws(TimingError) {
    let isProperty = text.prefix(6).uppercased() == "RRULE:"
    do {
      self = .recurrence(try RecurrenceRule(isProperty ? String(text.dropFirst(6)) : text))
    } catch {
      throw .unclear("\(error)")
    }
  }

  /// Reads the `calendar` of a plan.
  ///
  /// It has to say its time of day, for which systemd takes midnight where there is none, and no zone.
  public init(calendar text: String) throws(TimingError) {
    let event: CalendarEvent
    do {
      // Any zone will do: an event that names one is refused. With a digit begins a step: “8..20/4:00”.
      event = try CalendarEvent(text) { name in
        name.contains("/") && name.first?.isLetter == true ? .utc : nil
      }
    } catch {
      throw .unclear(error.reason)
    }
    guard event.zone == nil else {
      throw .unclear("the zone goes into the key `zone`, so that all of the entry is in one")
    }
    guard text.contains(":") || ["minutely", "hourly"].contains(text.lowercased()) else {
      // In full, since beside “weekly” no time can stand.
      let days = event.description.split(separator: " ").dropLast().joined(separator: " ")
      throw .unclear(
        "it names no time of day, which would be midnight; write it out, such as “\(days) 08:00”")
    }
    self = .calendar(event)
  }
}

extension Timing.Rule {
  /// Whether the rule itself says when it ends.
  var endsByItself: Bool {
    guard case .recurrence(let rule) = self else { return false }
    return rule.count != nil || rule.until != nil
  }
}

extension RecurrenceRule {
  /// Whether it says at what time of day: one of days or longer, by its BYHOUR.
  var namesTimes: Bool { frequency < .daily || !byHour.isEmpty }

  /// The rule as a wall clock in a zone reads it: its end in local time, and of an end that is a date, all of that day.
  func onWall(of zone: ZoneRules) -> RecurrenceRule {
    var rule = self
    switch until {
    case .utc(let instant): rule.until = .local(zone.local(at: instant))
    case .date(let date):
      rule.until = .local(CivilDateTime(wallSeconds: CivilDateTime(date + 1, .midnight).wallSeconds - 1))
    case .local, nil: break
    }
    return rule
  }
}
