extension ZoneTable {
  /// The changes of a file, and after the last of them its footer.
  convenience init(_ file: TZifFile) {
    guard let last = file.changes.last else {
      // RFC 9636 §3.3: without changes the footer holds for all time.
      self.init(file.footer ?? PosixRule(standard: file.types[0], daylight: nil))
      return
    }
    var stretches = Stretches(first: file.types[0])
    for change in file.changes {
      stretches.change(to: file.types[change.type], at: max(change.time, ZoneTable.earliestChange))
    }
    guard let footer = file.footer else {
      self.init(stretches)
      return
    }
    let repeats = stretches.continue(with: footer, from: max(last.time, ZoneTable.earliestChange))
    self.init(stretches, repeatsFrom: repeats ?? .max)
  }

  /// A rule that holds for all time.
  convenience init(_ rule: PosixRule) {
    var stretches = Stretches(first: rule.standard)
    guard let repeats = stretches.continue(with: rule, from: 0) else {
      self.init(Stretches(first: stretches.last))
      return
    }
    self.init(stretches, repeatsFrom: repeats, repeatsBefore: repeats - ZoneTable.cycle)
  }

  /// Files made by old compilers begin at the Big Bang; for us everything before this is one stretch.
  private static let earliestChange =
    Int64(CivilDate(uncheckedYear: -32_000, month: 1, day: 1).daysSinceEpoch) * 86_400
}

extension Stretches {
  /// Writes out `rule` from `begin` on.
  ///
  /// Returns from when on the written part repeats itself every 400 years; nil where the last stretch goes on for ever.
  fileprivate mutating func `continue`(with rule: PosixRule, from begin: Int64) -> Int64? {
    change(to: rule.standard, at: begin)
    guard let daylight = rule.daylight else { return nil }
    // A year early, to see a daylight time under way at `begin`. Ten years more than a cycle at either end: where
    // daylight time is broken off only in leap years, one stretch of it lasts up to eight.
    let first = CivilDateTime(wallSeconds: begin).date.year - 1
    let horizon = first + 420
    var open: Range<Int64>?
    for year in first...horizon {
      guard let next = rule.daylightTime(in: year), !next.isEmpty, next.upperBound > begin else { continue }
      if let current = open, next.lowerBound <= current.upperBound {
        // The next begins as this ends.
        open = current.lowerBound..<max(current.upperBound, next.upperBound)
        continue
      }
      if let open { change(to: rule.standard, at: open.upperBound) }
      change(to: daylight.type, at: max(begin, next.lowerBound))
      open = next
    }
    guard let open else { return nil }
    let repeats = Stretches.newYear(first + 410)
    guard open.lowerBound > repeats else { return nil }  // All-year daylight time.
    change(to: rule.standard, at: open.upperBound)
    return repeats
  }

  private static func newYear(_ year: Int) -> Int64 {
    Int64(CivilDate(uncheckedYear: year, month: 1, day: 1).daysSinceEpoch) * 86_400
  }
}
