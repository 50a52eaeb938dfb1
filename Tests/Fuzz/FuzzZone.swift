import Almanac

/// Any bytes as a TZif file and as a POSIX rule: refused, or a zone whose answers agree with each other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzZone(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  limited {
    if let zone = try? ZoneRules(name: "fuzz", tzif: bytes) { use(zone) }
    if let zone = try? ZoneRules(posix: String(decoding: bytes, as: UTF8.self)) { use(zone) }
  }
  return 0
}

private func use(_ zone: ZoneRules) {
  for seconds: Int64 in [.min, -4_000_000_000, 0, 1_774_746_000, 4_102_444_800, 250_000_000_000, .max] {
    let instant = Instant(seconds)
    _ = zone.offset(at: instant)
    if let next = zone.nextTransition(after: instant) {
      precondition(next > instant, "a transition that is not later")
    }
    guard seconds != .min, seconds != .max else { continue }
    let local = zone.local(at: instant)
    var cursor = ZoneCursor(zone)
    precondition(cursor.instant(of: local) == zone.instant(of: local), "the cursor gives another answer")
    precondition(zone.local(at: zone.instant(of: local)) == local, "a time that was shown is not one")
  }
}
