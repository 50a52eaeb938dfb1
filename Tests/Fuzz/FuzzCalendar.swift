import Almanac

/// Any bytes as a calendar event: it is refused or expanded; what it gives is in order.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCalendar(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  guard let zone = try? ZoneRules(posix: "CET-1CEST,M3.5.0,M10.5.0/3") else { return 0 }
  guard let event = try? CalendarEvent(text, zoneNamed: { $0 == "Here" ? zone : nil }) else { return 0 }
  for base in [Instant(0), Instant(1_774_700_000), Instant(1_792_800_000), Instant(.max), Instant(.min)] {
    let found = Array(event.occurrences(after: base, zone: zone).prefix(8))
    precondition(zip(found, found.dropFirst()).allSatisfy { $0 < $1 }, "out of order")
    precondition(found.allSatisfy { $0 > base }, "not after the base")
  }
  return 0
}
