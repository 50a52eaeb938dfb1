import Almanac
import Care
import Household
import Ledger

/// Records that somebody counted the stock of a medicine, or that more of it came.
struct StockKeeper {
  private let recorder: Recorder
  private let entry: Entry
  private let stock: Stock
  private var context: CommandContext { recorder.context }

  init(_ context: CommandContext, _ id: EntryID, by: String?) throws {
    recorder = try Recorder(context, channel: "stock", by: by)
    guard let entry = recorder.plan.entry(id) else {
      throw CommandFailure("there is no entry “\(id)”", hint: "tend list shows them")
    }
    guard let stock = entry.stock else { throw StockKeeper.noStock(id) }
    (self.entry, self.stock) = (entry, stock)
  }

  static func noStock(_ id: EntryID) -> CommandFailure {
    CommandFailure(
      "the plan keeps no stock of \(id)", code: .refused,
      hint: "tend set \(id) stock=\"on-hand=112,per-dose=4,refill-at=10 days\"")
  }

  func record(
    _ kind: StockChange.Kind, _ count: StockCount, at moment: Instant, expires: Expiry?, place: String?,
    reason: String?
  ) throws {
    if let place, !stock.places.contains(where: { $0.name == place }) {
      let known = stock.places.map(\.name)
      throw CommandFailure(
        "the plan has no place “\(place)” for \(entry.id)", code: .refused,
        hint: known.isEmpty ? "its stock lies in no places" : "it has \(Phrase.list(known))")
    }
    if kind == .counted, place == nil, stock.places.count > 1 {
      throw CommandFailure(
        "\(entry.id) lies in \(stock.places.count) places, and it is not clear which was counted",
        code: .refused, hint: "--place \(stock.places[0].name)")
    }
    let change = StockChange(
      kind, count, unit: stock.unit, at: moment, by: recorder.by, expires: expires,
      place: place ?? (stock.places.count == 1 ? stock.places[0].name : nil), reason: reason)
    let planner = try context.planner(recorder.plan, recorder.settings)
    let result = try recorder.transaction { ledger in
      // The plan's own number is older than this one, whether or not tendd has taken it up.
      let known = try ledger.stockEvents(of: entry.id)
      for count in entry.stockCounts(after: known, at: min(moment, context.now), by: recorder.by) {
        try ledger.append(NewEvent(entry: entry.id, .stock(count)))
      }
      let event = try ledger.append(NewEvent(entry: entry.id, .stock(change)))
      try answerErrands(of: entry, kind, ledger)
      return (event: event, standing: try ledger.stock(of: entry, in: planner, now: context.now))
    }
    var line = recorder.confirmation(result.event, nil)
    if let standing = result.standing {
      line += ". Now: \(standing.words)"
      if standing.isExpired, let expires = standing.record.expires { line += "; expired after \(expires)" }
    }
    context.printer.line(line)
  }

  /// Whoever brings more, or looks at what there is, need not say as well that they saw to it.
  private func answerErrands(of entry: Entry, _ kind: StockChange.Kind, _ ledger: LedgerTransaction) throws {
    for word in kind == .refilled ? ["refill", "expiry"] : ["expiry"] {
      guard let step = EntryID(entry.id, step: word) else { continue }
      for row in try ledger.occurrences(of: step) where row.state.isOpen && row.state.attempts > 0 {
        let done = Answer(outcome: .done, happenedAt: context.now, by: recorder.by)
        try ledger.append(NewEvent(occurrence: row.id, entry: step, .answered(done)))
      }
    }
  }
}
