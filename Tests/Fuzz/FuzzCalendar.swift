import Almanac

/// Any bytes as a calendar event: it is refused or expanded; what it gives is in order.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCalendar(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  limited { expand(text) }
  return 0
}

private let zone = (try? ZoneRules(posix: "CET-1CEST,M3.5.0,M10.5.0/3")) ?? .utc

private func expand(_ text: String) {
  let named = { (name: String) in name == "Here" ? zone : nil }
  guard let event = try? CalendarEvent(text, zoneNamed: named) else { return }
  // A zone's name reads back only where it is one of a file.
  if event.zone == nil {
    precondition((try? CalendarEvent(event.description)) == event, "the text does not read back")
  }
  for base in [Instant(0), Instant(1_774_700_000), Instant(1_792_800_000), Instant(.max), Instant(.min)] {
    let found = Array(event.occurrences(after: base, zone: zone).prefix(8))
    precondition(zip(found, found.dropFirst()).allSatisfy { $0 < $1 }, "out of order")
    precondition(found.allSatisfy { $0 > base }, "not after the base")
    if let last = found.last {
      precondition(event.next(after: last - 1, zone: zone) == last, "not restartable")
    }
  }
}
