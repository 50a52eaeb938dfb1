import Testing

@testable import Almanac

/// A set of several rules with dates added and taken away is what it says: their union, less the exceptions.
struct RecurrenceUnionTests {
  private struct Sample {
    var set: RecurrenceSet
    /// By definition; of endless rules, the beginning.
    var wanted: [Instant]
  }

  private static func samples(_ count: Int, seed: UInt64) throws -> [Sample] {
    var random = SeededNumbers(seed: seed)
    let zones = [nil, try CorpusFiles.zone("Europe/Berlin"), try CorpusFiles.zone("Australia/Lord_Howe")]
    return (0..<count).map { _ in
      let start = CivilDateTime(wallSeconds: 1_760_000_000 + .random(in: 0..<400, using: &random) * 900)
      let zone = zones.randomElement(using: &random) ?? nil
      let rules = (0..<Int.random(in: 0...3, using: &random)).map { _ in RandomRule.draw(using: &random) }
      let firsts = rules.map { rule in
        Array(RecurrenceSet(start: .local(start), zone: zone, rules: [rule]).occurrences().prefix(400))
      }
      // Beyond the shortest of those that go on, not all are known.
      let end = firsts.filter { $0.count == 400 }.compactMap(\.last).min() ?? Instant(.max)
      let near = { (random: inout SeededNumbers) -> CivilDateTime in
        let days = CivilDateTime(
          wallSeconds: start.wallSeconds + 86_400 * .random(in: 0...60, using: &random))
        return random.oneIn(2) ? days : CivilDateTime(wallSeconds: days.wallSeconds + 1800)
      }
      let additions = (0..<Int.random(in: 0...4, using: &random)).map { _ in CalendarTime.local(near(&random))
      }
      let times = (0..<Int.random(in: 0...4, using: &random)).map { _ in CalendarTime.local(near(&random)) }
      let days = (0..<Int.random(in: 0...2, using: &random)).map { _ in CalendarTime.date(near(&random).date)
      }
      let set = RecurrenceSet(
        start: .local(start), zone: zone, rules: rules, additions: additions, exceptions: times + days)
      var found = Set(firsts.joined())
      found.formUnion((rules.isEmpty ? additions + [.local(start)] : additions).map { set.instant(of: $0) })
      found.subtract(times.map { set.instant(of: $0) })
      let wanted = found.sorted().filter { instant in
        !days.contains(.date((zone ?? .utc).local(at: instant).date)) && instant < end
      }
      return Sample(set: set, wanted: wanted)
    }
  }

  private static func describe(_ set: RecurrenceSet) -> String {
    "\(set.start) \(set.zone?.name ?? "floating") \(set.rules)"
  }

  @Test func itIsTheUnionLessTheExceptions() throws {
    for sample in try Self.samples(150, seed: 31) {
      let found = Array(sample.set.occurrences().prefix(sample.wanted.count))
      #expect(found == sample.wanted, "\(Self.describe(sample.set))")
    }
  }

  @Test func itGoesOnFromAnyPointAndBack() throws {
    var random = SeededNumbers(seed: 32)
    for sample in try Self.samples(100, seed: 33) {
      guard let first = sample.wanted.first, let last = sample.wanted.last else { continue }
      for _ in 0..<5 {
        let near = sample.wanted.randomElement(using: &random) ?? first
        let point = near + .random(in: -1...1, using: &random)
        let (before, after) = (sample.wanted.last { $0 < point }, sample.wanted.first { $0 > point })
        #expect(sample.set.previous(before: point) == before, "\(Self.describe(sample.set)) \(point.rfc3339)")
        if point < last {
          #expect(sample.set.next(after: point) == after, "\(Self.describe(sample.set)) \(point.rfc3339)")
        }
      }
    }
  }
}
