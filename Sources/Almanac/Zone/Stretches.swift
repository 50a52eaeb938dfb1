/// A zone's history while it is being put together, in time order.
struct Stretches {
  private(set) var starts: [Int64]
  private(set) var kinds: [UInt16] = [0]
  private(set) var types: [LocalTimeType]

  /// `first` holds from the beginning of time.
  init(first: LocalTimeType) {
    starts = [.min]
    types = [first]
  }

  var last: LocalTimeType { types[Int(kinds[kinds.count - 1])] }

  /// Adds a change; one at or before the last change replaces it, and one to the same local time is left out.
  mutating func change(to type: LocalTimeType, at time: Int64) {
    while starts.count > 1, let last = starts.last, last >= time {
      starts.removeLast()
      kinds.removeLast()
    }
    let kind = index(of: type)
    guard kinds.last != kind else { return }
    starts.append(time)
    kinds.append(kind)
  }

  /// A file has at most 256 types and a footer adds two, so the index always fits.
  private mutating func index(of type: LocalTimeType) -> UInt16 {
    if let known = types.firstIndex(of: type) { return UInt16(known) }
    types.append(type)
    return UInt16(types.count - 1)
  }
}
