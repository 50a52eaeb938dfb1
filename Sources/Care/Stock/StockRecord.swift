public import Almanac

/// The stock of a medicine as the log has it: what was counted and came, less what was really taken.
public struct StockRecord: Hashable, Sendable {
  /// What lies together.
  public struct Batch: Hashable, Sendable {
    public var place: String?
    /// How many of it are left.
    public var count: StockCount
    public var expires: Expiry?
    /// Doses before this are not taken from it.
    var since: Instant
  }

  /// A dose that was taken: when, and how many went.
  public struct Use: Hashable, Sendable {
    public var at: Instant
    public var count: StockCount

    public init(at: Instant, count: StockCount) {
      self.at = at
      self.count = count
    }
  }

  /// Also those that are used up.
  public private(set) var batches: [Batch] = []
  /// How many more were taken since the last count than it had: the count was wrong, or a refill was not recorded.
  public private(set) var beyond = StockCount.none
  /// When somebody or the plan last counted.
  public private(set) var countedAt: Instant?
  /// What lay in a place until it was counted anew, while other places were not: doses before that came out of it.
  private var earlier: [Earlier] = []

  private struct Earlier: Hashable {
    var batch: Batch
    var until: Instant
  }

  /// - Parameters:
  ///   - events: Those of the entry's stock, oldest first, with those that take one back.
  ///   - uses: What was taken of it, since the oldest count at least.
  public init(_ events: [RecordedEvent], uses: [Use] = []) {
    let undone = RecordedEvent.undone(among: events)
    for event in events where !undone.contains(event.number) {
      if case .stock(let change) = event.body { apply(change) }
    }
    for use in uses.sorted(by: { $0.at < $1.at }) { take(use) }
    earlier = []
  }

  /// Of a plan that nobody has taken up yet.
  public init(_ stock: Stock, at now: Instant) {
    batches = stock.counts.map {
      Batch(place: $0.name.isEmpty ? nil : $0.name, count: $0.count, expires: $0.expires, since: now)
    }
    countedAt = batches.isEmpty ? nil : now
  }

  /// All that is left; nil where nobody ever counted.
  public var onHand: StockCount? {
    batches.isEmpty && countedAt == nil ? nil : batches.reduce(.none) { $0 + $1.count }
  }

  /// What is left, the first to expire first.
  public var left: [Batch] {
    batches.filter { $0.count > .none }.sorted { ($0.expires ?? .never) < ($1.expires ?? .never) }
  }

  /// When what is left begins to expire.
  public var expires: Expiry? { left.first?.expires }

  private mutating func apply(_ change: StockChange) {
    let batch = Batch(
      place: change.place, count: change.count, expires: change.expires, since: change.at)
    switch change.kind {
    case .counted:
      let replaced = batches.filter { batch in
        change.place == nil || batch.place == change.place || (batch.place == nil && change.isOfPlan == true)
      }
      batches.removeAll(where: replaced.contains)
      earlier = change.place == nil ? [] : earlier + replaced.map { Earlier(batch: $0, until: change.at) }
      batches.append(batch)
      countedAt = change.at
    case .refilled:
      batches.append(batch)
    }
  }

  /// Takes a dose from what expires first of what was there.
  private mutating func take(_ use: Use) {
    guard let oldest = batches.map(\.since).min(), use.at > oldest else { return }
    var rest = use.count
    let gone = earlier.indices.filter { earlier[$0].batch.since < use.at && use.at <= earlier[$0].until }
    for index in gone where rest > .none {
      let taken = min(rest, earlier[index].batch.count)
      earlier[index].batch.count = earlier[index].batch.count - taken
      rest = rest - taken
    }
    let order = batches.indices.filter { batches[$0].since < use.at }.sorted {
      (batches[$0].expires ?? .never, $0) < (batches[$1].expires ?? .never, $1)
    }
    for index in order where rest > .none {
      let taken = min(rest, batches[index].count)
      batches[index].count = batches[index].count - taken
      rest = rest - taken
    }
    beyond = beyond + rest
  }
}
