import ArgumentParser
import Care

/// An occurrence as typed: `k7f`, `midostaurin`, `midostaurin@2026-12-03T08:00`.
struct TargetArgument: ExpressibleByArgument {
  let text: String
  let target: Target

  /// Ids are in lower case, and a telephone's keyboard begins with a capital: `Mido` and `K7F` mean those ids.
  init?(argument: String) {
    let end = argument.firstIndex(of: "@") ?? argument.endIndex
    // The `T` of a time stays.
    let text = argument[..<end].lowercased() + argument[end...]
    guard let target = Target(text) else { return nil }
    self.text = text
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
