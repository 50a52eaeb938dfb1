extension CalendarEvent: CustomStringConvertible {
  /// The normalized form, as `systemd-analyze calendar` prints it: `Mon..Fri *-*-* 08:00:00`.
  public var description: String {
    let days = weekdayText.map { $0 + " " } ?? ""
    let date = "\(year.text())-\(month.text(digits: 2))\(countsFromEnd ? "~" : "-")\(day.text(digits: 2))"
    let time = "\(hour.text(digits: 2)):\(minute.text(digits: 2)):\(second.text(digits: 2, unit: 1_000_000))"
    return days + date + " " + time + (zone.map { " " + $0.name } ?? "")
  }

  /// `Mon..Fri,Sun`; nil for every day.
  private var weekdayText: String? {
    guard let weekdays else { return nil }
    var runs: [String] = []
    var index = 0
    while index < 7 {
      guard weekdays & 1 << UInt8(index) != 0 else {
        index += 1
        continue
      }
      let first = index
      while index < 7, weekdays & 1 << UInt8(index) != 0 { index += 1 }
      let length = index - first
      let joint = length > 2 ? ".." : ","
      runs.append(Self.name(first) + (length > 1 ? joint + Self.name(index - 1) : ""))
    }
    return runs.joined(separator: ",")
  }

  private static func name(_ index: Int) -> String {
    String((Weekday(rawValue: index + 1) ?? .monday).name.prefix(3))
  }
}

extension CalendarChain {
  /// The chain in systemd's words; `unit` is 1,000,000 for seconds, which may have a fraction.
  fileprivate func text(digits: Int = 0, unit: Int = 1) -> String {
    if isAny || (unit > 1 && items == [Item(start: 0, stop: nil, step: unit)]) { return "*" }
    return items.map { item in
      var text = Self.number(item.start, digits, unit)
      if let stop = item.stop { text += ".." + Self.number(stop, digits, unit) }
      if item.step > 0, !(item.stop != nil && item.step == unit) {
        text += "/" + Self.number(item.step, 0, unit)
      }
      return text
    }.joined(separator: ",")
  }

  private static func number(_ value: Int, _ digits: Int, _ unit: Int) -> String {
    let fraction = value % unit
    return padded(value / unit, digits) + (fraction == 0 ? "" : "." + padded(fraction, 6))
  }
}
