import Almanac

/// Any bytes as a rule: it is refused or expanded, from the start, from afar and backwards; what it gives is in order.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRule(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard let first = bytes.first,
    let rule = try? RecurrenceRule(String(decoding: bytes.dropFirst(), as: UTF8.self))
  else { return 0 }
  precondition((try? RecurrenceRule(rule.description)) == rule, "the text does not read back")
  let dates: [CalendarTime?] = [
    CalendarTime("20260131T083000"), CalendarTime("20240229"), CalendarTime("19691231T235959"),
    CalendarTime("99981231T000000Z"),
  ]
  let zones: [ZoneRules?] = [nil, .utc, try? ZoneRules(posix: "CET-1CEST,M3.5.0,M10.5.0/3")]
  guard let date = dates[Int(first) % dates.count] else { return 0 }
  let set = RecurrenceSet(start: date, zone: zones[Int(first) / 4 % zones.count], rules: [rule])
  let found = Array(set.occurrences().prefix(20))
  for (earlier, later) in zip(found, found.dropFirst()) {
    precondition(earlier < later, "out of order")
    precondition(set.next(after: earlier) == later, "seeking gives another answer")
  }
  if let last = found.last, found.count > 1 {
    precondition(set.previous(before: last) == found[found.count - 2], "backwards gives another answer")
  }
  _ = set.next(after: Instant(Int64(first) << 30))
  return 0
}
