import Almanac

/// `tend expand` for people: a line for each occurrence, local time first.
struct ExpandTable {
  let expansion: Expander.Expansion

  /// Such as `Sun 2026-03-01 08:00:00 +01:00  2026-03-01T07:00:00Z`.
  var lines: [String] {
    expansion.instants.map { instant in
      let local = expansion.zone.local(at: instant)
      let offset = instant.rfc3339(in: expansion.zone).suffix(6)
      let seconds = local.time.second == 0 ? ":00" : ""
      return
        "\(local.date.weekday.name.prefix(3)) \(local.date) \(local.time)\(seconds) \(offset)  \(instant.rfc3339)"
    }
  }
}
