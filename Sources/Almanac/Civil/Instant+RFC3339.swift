extension Instant {
  /// `2026-12-03T07:00:00Z`.
  public var rfc3339: String {
    String(ascii: 24) { text in
      write(to: &text, offset: 0)
      text.write("Z")
    }
  }

  /// `2026-12-03T08:00:00+01:00`: the local time in `zone` and its offset.
  ///
  /// RFC 3339 has no seconds in an offset. Where the zone had them (local mean time, before about 1930), the offset
  /// is cut to whole minutes towards zero and the time is the one that goes with that, so the text always means this
  /// instant. Years outside 0 to 9999, which RFC 3339 does not have, come out with a sign or more digits.
  public func rfc3339(in zone: ZoneRules) -> String {
    let minutes = zone.offset(at: self) / 60
    let size = Int(minutes.magnitude)
    return String(ascii: 29) { text in
      write(to: &text, offset: minutes * 60)
      text.write(minutes < 0 ? "-" : "+")
      text.twoDigits(size / 60)
      text.write(":")
      text.twoDigits(size % 60)
    }
  }

  /// Reads an RFC 3339 date-time: `2026-12-03T08:00:00+01:00`, `2026-12-03T07:00:00Z`.
  ///
  /// Letters may be small, and a space may stand for `T`. A fraction of a second is read and dropped. Nil for anything
  /// else, and for the leap second `:60`, which POSIX time does not have.
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(bytes[10]),
      let date = CivilDate(String(decoding: bytes[..<10], as: UTF8.self)),
      let time = ClockTime(String(decoding: bytes[11..<19], as: UTF8.self))
    else { return nil }
    var rest = bytes[19...]
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard !fraction.isEmpty else { return nil }
      rest = rest[fraction.endIndex...]
    }
    guard let offset = Instant.offset(rest) else { return nil }
    self.init(CivilDateTime(date, time).wallSeconds - Int64(offset))
  }

  private func write(to text: inout ASCIIWriter, offset: Int) {
    let local = CivilDateTime(wallSeconds: secondsSinceEpoch &+ Int64(offset))
    text.write(local.date)
    text.write("T")
    text.write(local.time, withSeconds: true)
  }

  /// Seconds east of UTC from `Z` or `+01:00`.
  private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
    if text.count == 1, text.first.map({ $0 | 0x20 }) == UInt8(ascii: "z") { return 0 }
    let start = text.startIndex
    guard text.count == 6, text[start + 3] == UInt8(ascii: ":"),
      let hours = digits(text[start + 1..<start + 3], count: 2...2), hours <= 23,
      let minutes = digits(text[start + 4..<start + 6], count: 2...2), minutes <= 59
    else { return nil }
    switch text[start] {
    case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
    case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
    default: return nil
    }
  }
}
