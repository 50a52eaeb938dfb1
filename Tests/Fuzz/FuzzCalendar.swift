import Almanac

/// Any bytes as a calendar event: it is refused or expanded; what it gives is in order.
func fuzz(_ bytes: UnsafeBufferPointer<UInt8>) {
  expand(String(decoding: bytes, as: UTF8.self))
}

private let zone = (try? ZoneRules(posix: "CET-1CEST,M3.5.0,M10.5.0/3")) ?? .utc

private func expand(_ text: String) {
  let named = { (name: String) in name == "Here" ? zone : nil }
  guard let event = try? CalendarEvent(text, zoneNamed: named) else { return }
  // A zone's name reads back only where it is one of a file.
  if event.zone == nil {
    must((try? CalendarEvent(event.description)) == event, "the text does not read back")
  }
  for base in [Instant(0), Instant(1_774_700_000), Instant(1_792_800_000), Instant(.max), Instant(.min)] {
    let found = Array(event.occurrences(after: base, zone: zone).prefix(8))
    must(zip(found, found.dropFirst()).allSatisfy { $0 < $1 }, "out of order")
    must(found.allSatisfy { $0 > base }, "not after the base")
    if let last = found.last {
      must(event.next(after: last - 1, zone: zone) == last, "not restartable")
    }
  }
}
