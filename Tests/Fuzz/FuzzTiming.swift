import Almanac

/// Any text as Tend's own timing keys, one to a line: each is refused or reads back as written; together they have no
/// meaning, or one that is the same from wherever it is asked.
func fuzz(_ bytes: UnsafeBufferPointer<UInt8>) {
  expand(String(decoding: bytes, as: UTF8.self))
}

private let moments = DayMoments([
  "wake": ClockTime("07:00") ?? .midnight, "dinner": ClockTime("18:30") ?? .midnight,
  "bedtime": ClockTime("00:30") ?? .midnight,
])
private let zones = ["CET-1CEST,M3.5.0,M10.5.0/3", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "UTC0"].map {
  (try? ZoneRules(posix: $0)) ?? .utc
}

private func expand(_ text: String) {
  let timing = read(text)
  _ = timing.describe(moments: moments)
  let zone = zones[text.utf8.count % zones.count]
  guard let schedule = try? Schedule(timing, moments: moments, zone: zone) else { return }
  for base in [Instant(.min), Instant(1_774_700_000), Instant(250_000_000_000), Instant(.max)] {
    let found = Array(schedule.slots(after: base).prefix(8))
    must(found.allSatisfy { $0.instant > base }, "not after the base")
    must(zip(found, found.dropFirst()).allSatisfy { $0.instant <= $1.instant }, "out of order")
    must(schedule.next(after: base) == found.first, "the next is another")
    for (earlier, later) in zip(found, found.dropFirst()) where earlier.instant < later.instant {
      must(schedule.next(after: earlier.instant) == later, "seeking gives another answer")
      must(schedule.previous(before: later.instant) == earlier, "backwards gives another answer")
    }
    if let first = found.first {
      must(schedule.slots(on: first.day).contains(first), "its day does not have it")
    }
    _ = schedule.previous(before: base)
  }
}

private func read(_ text: String) -> Timing {
  var timing = Timing()
  for line in text.split(separator: "\n") {
    let words = line.split(separator: "=", maxSplits: 1)
    guard words.count == 2 else { continue }
    let value = String(words[1])
    switch words[0] {
    case "at": if let time = TimeOfDay(value) { timing.at.append(time) }
    case "on": if let day: DayPattern = readsBack(value) { timing.on.append(day) }
    case "every":
      timing.every = readsBack(value)
      if timing.every == nil, let step = TimeSpan(hoursAndMinutes: value) {
        timing.elapsed = .init(step: step, between: timing.elapsed?.between)
      }
    case "between": timing.elapsed?.between = readsBack(value)
    case "from": timing.from = readsBack(value)
    case "until": timing.until = readsBack(value)
    case "count": timing.count = Int(value)
    case "except": if let exception: Timing.Exception = readsBack(value) { timing.except.append(exception) }
    case "when": if let time: CivilDateTime = readsBack(value) { timing.when.append(time) }
    case "cycle": timing.cycle = cycle(value)
    case "countdown": timing.countdown = countdown(value)
    default: break
    }
  }
  return timing
}

/// Such as `2026-12-07 5 28 6`.
private func cycle(_ text: String) -> Timing.Cycle? {
  let words = text.split(separator: " ")
  guard words.count >= 3, let day1 = CivilDate(String(words[0])), let days = Int(words[1]),
    let of = Int(words[2])
  else { return nil }
  return .init(day1: day1, days: days, of: of, cycles: words.count > 3 ? Int(words[3]) : nil)
}

/// Such as `2026-12-07 -7..-1 0 +28`.
private func countdown(_ text: String) -> Timing.Countdown? {
  let words = text.split(separator: " ").map(String.init)
  guard let day0 = words.first.flatMap({ CivilDate($0) }) else { return nil }
  return .init(day0: day0, days: words.dropFirst().compactMap { readsBack($0) })
}

private func readsBack<Value: LosslessStringConvertible & Equatable>(_ text: String) -> Value? {
  guard let value = Value(text) else { return nil }
  must(Value(value.description) == value, "the text does not read back")
  return value
}
