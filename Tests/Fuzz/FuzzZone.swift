import Almanac

/// Any bytes as a TZif file and as a POSIX rule: refused, or a zone whose answers agree with each other.
func fuzz(_ bytes: UnsafeBufferPointer<UInt8>) {
  if let zone = try? ZoneRules(name: "fuzz", tzif: Array(bytes)) { use(zone) }
  if let zone = try? ZoneRules(posix: String(decoding: bytes, as: UTF8.self)) { use(zone) }
}

private func use(_ zone: ZoneRules) {
  for seconds: Int64 in [.min, -4_000_000_000, 0, 1_774_746_000, 4_102_444_800, 250_000_000_000, .max] {
    let instant = Instant(seconds)
    _ = zone.offset(at: instant)
    if let next = zone.nextTransition(after: instant) {
      must(next > instant, "a transition that is not later")
    }
    guard seconds != .min, seconds != .max else { continue }
    let local = zone.local(at: instant)
    var cursor = ZoneCursor(zone)
    must(cursor.instant(of: local) == zone.instant(of: local), "the cursor gives another answer")
    must(zone.local(at: zone.instant(of: local)) == local, "a time that was shown is not one")
  }
}
