import Almanac

// What is in the cupboard, which whoever asks has read from the log.

extension PlanRules {
  /// Stocks that will not last until more is there, that expire, or that were counted wrong.
  func stocks() -> [RuleFinding] {
    stock.filter(\.needsAttention).map { standing in
      RuleFinding(
        .stock, standing.entry, "\(standing.words): \(standing.warnings.joined(separator: "; "))")
    }
  }
}
