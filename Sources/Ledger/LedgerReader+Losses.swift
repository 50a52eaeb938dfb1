public import Care
import GRDB

extension LedgerReader {
  /// Every time the record was lost, oldest first.
  public func losses() throws -> [RecordLoss] {
    try events("WHERE kind = 'record-lost' ORDER BY number", []).compactMap { event in
      if case .recordLost(let loss) = event.body { loss } else { nil }
    }
  }

  /// The newest loss, unless someone has said since that they know of it.
  public func openLoss() throws -> RecordedEvent? {
    guard let newest = try latestEvents(1, of: [.recordLost, .lossAcknowledged]).first,
      case .recordLost(let loss) = newest.body, loss.cause != .restored
    else { return nil }
    return newest
  }
}
