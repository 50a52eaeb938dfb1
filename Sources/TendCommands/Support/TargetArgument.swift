import ArgumentParser
import Care

/// An occurrence as typed: `k7f`, `midostaurin`, `midostaurin@2026-12-03T08:00`.
struct TargetArgument: ExpressibleByArgument {
  let text: String
  let target: Target

  init?(argument: String) {
    guard let target = Target(argument) else { return nil }
    text = argument
    self.target = target
  }

  /// It names an entry and leaves open which occurrence.
  var isOfEntry: Bool { if case .entry = target { true } else { false } }

  /// The entry it names; nil for the short id of an occurrence.
  var entry: EntryID? {
    switch target {
    case .entry(let entry), .nominal(let entry, _): entry
    case .occurrence: nil
    }
  }

  init(_ id: OccurrenceID) {
    text = id.text
    target = .occurrence(id)
  }
}
