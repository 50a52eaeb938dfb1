import Almanac

/// Which part of an expansion is wanted.
struct ExpandBounds {
  /// Both exclusive.
  var after: Instant?
  var before: Instant?
  var limit: Int?

  /// Without a limit, of what has no end, the first so many.
  static let endlessLimit = 1000
  /// Without a limit, no more than so many are worked out.
  static let most = 1_000_000

  /// The first of `instants`, which ascend and are later than `after`; `ends` says whether they end by themselves.
  func take(_ instants: some Sequence<Instant>, ends: Bool) throws -> [Instant] {
    let most = limit ?? (ends || before != nil ? Self.most : Self.endlessLimit)
    var taken: [Instant] = []
    for instant in instants {
      if let before, instant >= before { break }
      guard taken.count < most else {
        if limit == nil, most == Self.most {
          throw ExpandError("more than \(most) instants: give a limit, or before")
        }
        break
      }
      taken.append(instant)
    }
    return taken
  }
}
