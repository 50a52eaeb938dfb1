import Almanac

// What is said of one medicine in more than one place.

extension PlanRules {
  /// Two entries of one medicine for one person at the same time, unless `together-with` says that they belong together.
  func twoEntries() -> [RuleFinding] {
    pairs().compactMap { first, second in
      // Where one of them is a taper, the rule of tapers says more.
      guard !first.hasTaper, !second.hasTaper, !areCountedTogether(first, second), overlap(first, second)
      else {
        return nil
      }
      return RuleFinding(
        .twoEntries, second.id,
        "is the same medicine as \(first.id) (\(first.name)); if both are meant, say so with silence")
    }
  }

  /// A taper of a medicine beside another entry of it, or days without any between them.
  func tapers() -> [RuleFinding] {
    var found: [RuleFinding] = []
    for entries in medicines() where entries.contains(where: \.hasTaper) {
      let courses = entries.filter { $0.asNeeded == nil }.map { (entry: $0, span: span(of: $0)) }
        .sorted { ($0.span.first ?? .earliest) < ($1.span.first ?? .earliest) }
      for (first, second) in zip(courses, courses.dropFirst())
      where first.entry.hasTaper || second.entry.hasTaper {
        guard let start = second.span.first, !areCountedTogether(first.entry, second.entry) else { continue }
        guard let end = first.span.last, end < start else {
          found.append(
            RuleFinding(
              .taper, second.entry.id,
              "begins on \(day(start, of: second.entry)), while \(first.entry.id) "
                + (first.span.last.map { "lasts until \(day($0, of: first.entry))" } ?? "has no end")))
          continue
        }
        let gap = start - end - 1
        guard gap > 0, start >= today(of: second.entry) else { continue }
        found.append(
          RuleFinding(
            .taper, second.entry.id,
            "begins on \(day(start, of: second.entry)), \(gap == 1 ? "1 day" : "\(gap) days") after the end of "
              + "\(first.entry.id) on \(day(end, of: first.entry)); nothing is given between them"))
      }
    }
    return found
  }

  /// All doses of a day against the written maximum.
  func dailyTotals() -> [RuleFinding] {
    plan.entries.compactMap { entry in
      guard let most = entry.medication?.maxPerDay else { return nil }
      return DayTotals(
        self, plan.countedTogether(with: entry), against: most, zone: zone(of: entry), plan.moments(of: entry)
      ).finding(
        entry)
    }
  }

  // MARK: One medicine

  private func medicines() -> [[Entry]] {
    let medications = plan.entries.filter { $0.kind == .medication }
    let groups = Dictionary(grouping: medications) { [$0.person ?? "", PlanRules.substance($0.name)] }
    return groups.values.filter { $0.count > 1 }
  }

  private func pairs() -> [(Entry, Entry)] {
    medicines().flatMap { entries in
      entries.indices.flatMap { second in (0..<second).map { (entries[$0], entries[second]) } }
    }
  }

  /// What a name says of the substance: `Cetirizine (H1)` and `cetirizine, tablets` are the same.
  static func substance(_ name: String) -> String {
    let bare = name.prefix { $0 != "(" && $0 != "," }
    return bare.lowercased().split(separator: " ").joined(separator: " ")
  }

  private func areCountedTogether(_ a: Entry, _ b: Entry) -> Bool { plan.areCountedTogether(a, b) }

  private func overlap(_ a: Entry, _ b: Entry) -> Bool {
    let (first, second) = (span(of: a), span(of: b))
    if let end = first.last, let start = second.first, end < start { return false }
    if let end = second.last, let start = first.first, end < start { return false }
    // What is over matters to nobody.
    return [(a, first.last), (b, second.last)].allSatisfy { entry, last in
      last.map { $0 >= today(of: entry) } ?? true
    }
  }
}

extension Entry {
  var hasTaper: Bool { medication.map { !$0.taper.isEmpty } ?? false }
}

extension CivilDate {
  fileprivate static let earliest = CivilDate(daysSinceEpoch: .min)
}
