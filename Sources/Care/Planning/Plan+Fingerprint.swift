import Almanac

extension Plan {
  /// What decides when the entry happens, as one line of text; an entry counts as changed when this changes.
  ///
  /// It holds the timing, the zone, the moments of the person's day that the timing uses, the lead times, and whether
  /// the entry may remind at all; not its name, dose, windows or importance, which move no time. The same on every
  /// machine and in every run. An entry of another plan has its person looked up in this one.
  public func timingFingerprint(of entry: Entry) -> String {
    if case .to(let other, let shift)? = entry.timing.relative {
      var followed = entry
      followed.timing = other
      let moments = moments(of: entry)
      return "shift=\(shift.describe(moments: moments));\(timingFingerprint(of: followed))"
    }
    let timing = entry.timing
    var parts = ["zone=\(zoneName(of: entry) ?? "local")"]
    func add(_ key: String, _ items: [String]) {
      if !items.isEmpty { parts.append("\(key)=\(items.joined(separator: ","))") }
    }
    add("at", timing.at.map(\.slot))
    let window = timing.elapsed?.between.map { [$0.start, $0.end] } ?? []
    add("moments", moments(of: entry).fingerprint(for: timing.at + window))
    add("on", timing.on.map(\.description))
    add("every", timing.every.map { [$0.description] } ?? [])
    add("elapsed", timing.elapsed.map { ["\($0.step)"] + ($0.between.map { ["\($0)"] } ?? []) } ?? [])
    add("cycle", timing.cycle.map { ["\($0.day1)", "\($0.days)", "\($0.of)", "\($0.cycles ?? 0)"] } ?? [])
    add(
      "countdown", timing.countdown.map { ["\($0.day0)"] + $0.days.map { "\($0.first)..\($0.last)" } } ?? [])
    add("from", timing.from.map { [$0.description] } ?? [])
    add("until", timing.until.map { [$0.description] } ?? [])
    add("count", timing.count.map { ["\($0)"] } ?? [])
    add("except", timing.except.map(\.description))
    add("when", timing.when.map(\.description))
    add("rule", timing.rule.map { [$0.key, $0.text] } ?? [])
    if case .appointment(let appointment) = entry.detail {
      add("remind", appointment.remind.map(\.description))
      add("travel", appointment.travel.map { [$0.description] } ?? [])
    }
    add("after", entry.after.map { [$0.entry.text, $0.delay.description] } ?? [])
    if entry.asNeeded != nil { parts.append("as-needed") }
    if let silence = entry.silence { add("silent", [silence.rawValue]) }
    return parts.joined(separator: ";")
  }
}

extension DayMoments {
  /// The clock times behind these items, and the start of the day, which decides the date of those after midnight.
  fileprivate func fingerprint(for items: [TimeOfDay]) -> [String] {
    let names = items.compactMap { if case .moment(let name, _) = $0.base { name } else { nil } }
    guard !names.isEmpty else { return [] }
    let used = Set(names).sorted().map { "\($0)@\(times[$0]?.description ?? "?")" }
    return used + ["day@\(dayStart)"]
  }
}
