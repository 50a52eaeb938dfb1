import Almanac

/// `tend expand` for people: a line for each occurrence, local time first.
struct ExpandTable {
  let expansion: Expander.Expansion

  /// Such as `Sun 2026-03-01 08:00:00 +01:00  2026-03-01T07:00:00Z`.
  var lines: [String] {
    expansion.instants.map { instant in
      let local = expansion.zone.local(at: instant)
      let seconds = local.time.second == 0 ? ":00" : ""
      let offset = Self.text(ofOffset: expansion.zone.offset(at: instant))
      return
        "\(local.date.weekday.name.prefix(3)) \(local.date) \(local.time)\(seconds) \(offset)  \(instant.rfc3339)"
    }
  }

  /// `+01:00`; with seconds where there are any, as there were in the local mean times before about 1930.
  private static func text(ofOffset seconds: Int) -> String {
    let size = Int(seconds.magnitude)
    let parts = [size / 3600, size / 60 % 60] + (size % 60 == 0 ? [] : [size % 60])
    return (seconds < 0 ? "-" : "+") + parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
