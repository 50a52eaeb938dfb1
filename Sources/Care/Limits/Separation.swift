public import Almanac

/// What one medicine is to be kept apart from: what its own entry says, and what others say of it.
public struct Separation: Hashable, Sendable {
  private let spans: [EntryID: TimeSpan]
  private let names: [EntryID: String]

  init(of id: EntryID, in plan: Plan) {
    var spans: [EntryID: TimeSpan] = [:]
    var names: [EntryID: String] = [:]
    for entry in plan.entries {
      guard case .medication(let medication) = entry.detail else { continue }
      for apart in medication.apartFrom {
        guard entry.id == id || apart.entry == id else { continue }
        let other = entry.id == id ? apart.entry : entry.id
        // Where both say something, the longer one is kept.
        spans[other] = max(spans[other] ?? apart.by, apart.by)
      }
    }
    for other in spans.keys { names[other] = plan.entry(other)?.name }
    (self.spans, self.names) = (spans, names)
  }

  /// The other medicines.
  public var entries: [EntryID] { spans.keys.sorted() }

  /// The time to keep from another medicine.
  func span(from other: EntryID) -> TimeSpan? { spans[other] }

  /// How far away another dose still matters.
  public var reach: Int64 { spans.values.map(\.seconds).max() ?? 0 }

  /// What a dose at this moment would break, or broke, beside what was taken of the others.
  ///
  /// Of one other medicine the dose that forbids it longest counts.
  public func breaches(at moment: Instant, among intakes: [Intake]) -> [Breach] {
    entries.compactMap { other in
      guard let span = spans[other] else { return nil }
      let near = intakes.filter { $0.entry == other && abs($0.at - moment) < span.seconds }
      guard let latest = near.map(\.at).max() else { return nil }
      let name = names[other] ?? other.text
      return Breach(
        rule: .apartFrom, words: "\(Phrase.length(span.seconds)) apart from \(name)",
        allowedFrom: latest + span.seconds)
    }
  }

  /// `4 h from Cholestyramine`, one for each.
  public var words: [String] {
    entries.compactMap { other in
      spans[other].map { "\(Phrase.length($0.seconds)) from \(names[other] ?? other.text)" }
    }
  }
}

extension Plan {
  /// What a medicine is to be kept apart from.
  public func separation(of id: EntryID) -> Separation { Separation(of: id, in: self) }
}
