public import Almanac

/// When somebody is on duty: on some days of the week, all day or in a part of it.
public struct Duty: Hashable, Sendable {
  /// Empty for every day; a part of the day that goes past midnight belongs to the day on which it begins.
  public var days: Set<Weekday>
  /// Nil for the whole day.
  public var hours: ClockWindow?

  public init(days: Set<Weekday> = [], hours: ClockWindow? = nil) {
    self.days = days
    self.hours = hours
  }

  public func covers(_ instant: Instant, in zone: ZoneRules) -> Bool {
    let local = zone.local(at: instant)
    guard let hours else { return isOn(local.date.weekday) }
    guard hours.covers(local.time) else { return false }
    let isSinceYesterday = hours.from > hours.until && local.time < hours.until
    return isOn((local.date - (isSinceYesterday ? 1 : 0)).weekday)
  }

  private func isOn(_ day: Weekday) -> Bool { days.isEmpty || days.contains(day) }
}

extension Duty: TextCodable {
  /// Reads `mon-fri 08:00-20:00`, `sat,sun`, `22:00-07:00`; nil for any other form.
  public init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard (1...2).contains(words.count) else { return nil }
    if words.count == 1, let hours = ClockWindow(words[0]) {
      self.init(hours: hours)
      return
    }
    var days: Set<Weekday> = []
    for part in words[0].split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Weekday(String($0)) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1] else {
        return nil
      }
      var day = first
      days.insert(day)
      while day != last {
        day = day.next
        days.insert(day)
      }
    }
    guard words.count == 2 else {
      self.init(days: days)
      return
    }
    guard let hours = ClockWindow(words[1]) else { return nil }
    self.init(days: days, hours: hours)
  }

  /// `mon tue wed thu fri 08:00-20:00` in the order of the week, runs of three and more as `mon-fri`.
  public var description: String {
    let week = Weekday.allCases.filter(days.contains)
    var runs: [[Weekday]] = []
    for day in week {
      if let last = runs.last?.last, last.rawValue + 1 == day.rawValue {
        runs[runs.count - 1].append(day)
      } else {
        runs.append([day])
      }
    }
    let names = runs.map { run in
      run.count < 3
        ? run.map(\.abbreviation).joined(separator: ",")
        : "\(run[0].abbreviation)-\(run[run.count - 1].abbreviation)"
    }
    return [names.isEmpty ? nil : names.joined(separator: ","), hours?.description].compactMap(\.self)
      .joined(separator: " ")
  }
}

extension Weekday {
  fileprivate var next: Weekday { Weekday(rawValue: rawValue % 7 + 1) ?? self }
}

extension Plan {
  /// Who is on duty at an instant, on the clock of `zone`, in the order of the plan.
  public func onDuty(at instant: Instant, in zone: ZoneRules) -> [Contact] {
    contacts.filter { contact in contact.duty.contains { $0.covers(instant, in: zone) } }
  }

  /// Whom an alarm for whoever is on duty goes to: the first of them, in the order of the plan, whose hours allow it.
  func alarmedOnDuty(at instant: Instant, in zone: ZoneRules) -> Contact? {
    onDuty(at: instant, in: zone).first { $0.hours?.covers(instant, in: zone) ?? true }
  }
}
