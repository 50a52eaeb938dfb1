import Almanac

/// Any bytes as a rule: it is refused or expanded, from the start, from afar and backwards; what it gives is in order.
func fuzz(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let first = bytes.first else { return }
  expand(String(decoding: bytes.dropFirst(), as: UTF8.self), Int(first))
}

private let dates = ["20260131T083000", "20240229", "19691231T235959", "99981231T000000Z", "00010101T000000"]
  .compactMap { CalendarTime($0) }
private let zones = [nil, "CET-1CEST,M3.5.0,M10.5.0/3", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"].map { text in
  text.flatMap { try? ZoneRules(posix: $0) }
}
private let lastDay = Instant(253_402_214_400)

/// The first byte chooses DTSTART and the zone.
private func expand(_ text: String, _ choice: Int) {
  guard let rule = try? RecurrenceRule(text) else { return }
  must((try? RecurrenceRule(rule.description)) == rule, "the text does not read back")
  let set = RecurrenceSet(
    start: dates[choice % dates.count], zone: zones[choice / dates.count % zones.count], rules: [rule])
  let found = Array(set.occurrences().prefix(8))
  for (earlier, later) in zip(found, found.dropFirst()) {
    must(earlier < later, "out of order")
    must(set.next(after: earlier) == later, "seeking gives another answer")
    must(set.previous(before: later) == earlier, "backwards gives another answer")
  }
  if let last = set.previous(before: lastDay) {
    must(set.next(after: last - 1) == last, "the last is not one of them")
    must(last >= set.instant(of: set.start), "before DTSTART")
  } else {
    must(found.allSatisfy { $0 >= lastDay }, "there is none at all")
  }
  _ = set.next(after: Instant(Int64(choice) << 30))
}
