import Testing

@testable import Almanac

/// What holds for every rule, whatever it says: checked on rules drawn with a fixed seed.
struct RecurrencePropertyTests {
  private static let length = 60

  private static func sets(_ count: Int, seed: UInt64) throws -> [RecurrenceSet] {
    var random = SeededNumbers(seed: seed)
    let zones = [nil, try CorpusFiles.zone("Europe/Berlin"), try CorpusFiles.zone("Australia/Lord_Howe")]
    return (0..<count).map { _ in
      let wall = Int64.random(in: 1_600_000_000...1_800_000_000, using: &random) / 900 * 900
      let local = CivilDateTime(wallSeconds: wall)
      let isDate = Int.random(in: 0..<8, using: &random) == 0
      let zone = zones.randomElement(using: &random) ?? nil
      return RecurrenceSet(
        start: isDate ? .date(local.date) : .local(local), zone: zone,
        rules: [RandomRule.draw(using: &random)])
    }
  }

  private static func describe(_ set: RecurrenceSet) -> String {
    "\(set.start) \(set.zone?.name ?? "floating") \(set.rules[0])"
  }

  @Test func occurrencesStrictlyIncreaseFromDTSTARTOn() throws {
    for set in try Self.sets(600, seed: 11) {
      let found = Array(set.occurrences().prefix(Self.length))
      #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 }, "\(Self.describe(set))")
      #expect(found.allSatisfy { $0 >= set.instant(of: set.start) }, "\(Self.describe(set))")
      #expect(found.count <= set.rules[0].count ?? .max, "\(Self.describe(set))")
    }
  }

  @Test func aRangeIsAFilterOfTheWhole() throws {
    var random = SeededNumbers(seed: 12)
    for set in try Self.sets(400, seed: 13) {
      let whole = Array(set.occurrences().prefix(Self.length))
      guard let last = whole.last, let first = whole.first else { continue }
      for _ in 0..<6 {
        // On an occurrence, beside one, and anywhere between.
        let near = (whole.randomElement(using: &random) ?? first) + Int64.random(in: -1...1, using: &random)
        let anywhere = Instant(
          Int64.random(in: first.secondsSinceEpoch - 5...last.secondsSinceEpoch, using: &random))
        let (after, before) = (min(near, anywhere), max(near, anywhere))
        let found = Array(set.occurrences(after: after, before: before))
        #expect(
          found == whole.filter { $0 > after && $0 < before }, "\(Self.describe(set)) after \(after.rfc3339)")
      }
    }
  }

  @Test func previousUndoesNext() throws {
    for set in try Self.sets(200, seed: 14) {
      let whole = Array(set.occurrences().prefix(20))
      for (earlier, later) in zip(whole, whole.dropFirst()) {
        #expect(set.next(after: earlier) == later, "\(Self.describe(set))")
        #expect(set.previous(before: later) == earlier, "\(Self.describe(set))")
      }
      if let first = whole.first { #expect(set.previous(before: first) == nil, "\(Self.describe(set))") }
    }
  }

  @Test func countIsAPrefixOfTheRuleWithoutIt() throws {
    for set in try Self.sets(300, seed: 15) {
      guard let count = set.rules[0].count else { continue }
      var endless = set.rules[0]
      endless.count = nil
      // Counted before instants in a gap fall together, so a zone's gap may leave fewer.
      let whole = RecurrenceSet(start: set.start, zone: nil, rules: [endless]).occurrences().prefix(count)
      let counted = RecurrenceSet(start: set.start, zone: nil, rules: set.rules).occurrences()
      #expect(Array(counted) == Array(whole), "\(Self.describe(set))")
    }
  }

  @Test func whatCountLeavesIsTheSameFromAnyPoint() throws {
    var random = SeededNumbers(seed: 16)
    for set in try Self.sets(120, seed: 17) {
      var rule = set.rules[0]
      rule.count = .random(in: 100...1500, using: &random)
      rule.until = nil
      let set = RecurrenceSet(set, rules: [rule])
      let whole = Array(set.occurrences())
      let uncounted = set.withoutCounts(before: RecurrenceSet.lastInstant + 1)
      #expect(Array(uncounted.occurrences()) == whole, "\(Self.describe(set))")
      guard let first = whole.first, let last = whole.last else { continue }
      for _ in 0..<4 {
        let point = Instant(.random(in: first.secondsSinceEpoch...last.secondsSinceEpoch + 5, using: &random))
        let (before, after) = (whole.last { $0 < point }, Array(whole.drop { $0 <= point }.prefix(5)))
        #expect(
          Array(set.occurrences(after: point).prefix(5)) == after, "\(Self.describe(set)) \(point.rfc3339)")
        #expect(set.previous(before: point) == before, "\(Self.describe(set)) \(point.rfc3339)")
      }
      #expect(set.previous(before: Instant(RecurrenceSet.lastInstant)) == last, "\(Self.describe(set))")
    }
  }
}
