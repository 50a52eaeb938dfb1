import Almanac
import Care
import Ledger

/// Makes up events, most of them possible, always the same for a seed.
struct RandomHistory {
  var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(state: seed) }

  mutating func event(_ ledger: LedgerReader) throws -> NewEvent? {
    let rows = try ledger.rowsWritten()
    let entries = ["midostaurin", "ondansetron", "yoga"].compactMap(EntryID.init)
    guard let entry = entries.randomElement(using: &generator) else { return nil }
    guard rows > 0, let target = Int64.random(in: 0..<10, using: &generator) < 2 ? nil : some(below: rows)
    else {
      let slot = String(UInt8.random(in: 0..<40, using: &generator))
      return scheduled(id(rows), .sample(entry: entry, slot: slot, at: seconds()))
    }
    switch Int.random(in: 0..<19, using: &generator) {
    case 0, 1:
      let telling = Telling(
        phase: .due, attempt: Int.random(in: 1...9, using: &generator), rung: 0, planned: Instant(seconds()),
        isToldLate: false, next: Bool.random(using: &generator) ? Instant(seconds()) : nil,
        routes: Array([.desktop, .anna].shuffled(using: &generator).prefix(Int(seconds() % 3))))
      return NewEvent(occurrence: id(target), .told(telling))
    case 2: return missed(id(target))
    case 3: return NewEvent(occurrence: id(target), .returned(next: Instant(seconds())))
    case 4: return answered(id(target), Outcome.allCases.randomElement(using: &generator) ?? .taken)
    case 5: return NewEvent(occurrence: id(target), .snoozed(Snooze(until: Instant(seconds()), by: "me")))
    case 6: return NewEvent(occurrence: id(target), .reviewed(Review(by: "me")))
    case 7: return NewEvent(occurrence: id(target), .withdrawn(.planChanged))
    case 8: return NewEvent(entry: entry, .paused(Pause(from: Instant(seconds()), by: "me")))
    case 9: return NewEvent(entry: entry, .resumed)
    case 10, 11: return try delivery(of: id(target), ledger)
    case 12: return NewEvent(entry: entry, .held(Hold(from: Instant(seconds()), by: "me", reason: "x")))
    case 13: return NewEvent(entry: entry, .released(HoldEnd(by: "me")))
    case 14: return NewEvent(.admitted(Stay(person: "maria", from: Instant(seconds()), by: "me")))
    case 15:
      return NewEvent(
        .discharged(
          Discharge(person: "maria", entries: [entry], isOver: Bool.random(using: &generator), by: "me")))
    case 16:
      // Two entries never have one id, so nothing is called like what has a history.
      let free = ["midostaurin", "ondansetron", "yoga", "iron"].compactMap(EntryID.init)
      guard let to = try free.first(where: { try !ledger.hasHistory(of: $0) }) else { return nil }
      return NewEvent(entry: to, .renamed(Renaming(from: entry, to: to)))
    default:
      return NewEvent(.undone(Int64.random(in: 1...max(1, try ledger.lastEventNumber()), using: &generator)))
    }
  }

  /// What a channel says of something it is owed, or of nothing it knows.
  private mutating func delivery(of id: OccurrenceID, _ ledger: LedgerReader) throws -> NewEvent {
    let owed = try ledger.occurrence(id)?.state.owed.randomElement(using: &generator)
    let report = DeliveryReport(
      message: owed?.message ?? seconds(), route: owed?.route ?? .anna, round: (owed?.rounds ?? 0) + 1,
      result: DeliveryReport.Result.allCases.randomElement(using: &generator) ?? .told)
    return NewEvent(occurrence: id, .delivery(report))
  }

  private mutating func some(below count: Int64) -> Int64 { Int64.random(in: 0..<count, using: &generator) }
  private mutating func seconds() -> Int64 { Int64.random(in: 0..<10_000, using: &generator) }
}

extension Route {
  fileprivate static let desktop = Route(ChannelName.desktop)
  fileprivate static let anna = Route(ChannelName.desktop, contact: "anna", step: 1)
}

struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
