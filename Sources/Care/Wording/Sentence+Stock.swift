import Almanac

extension Sentence {
  /// `Counted 112 capsules of midostaurin, by Ana: one box was damaged`.
  func stock(_ change: StockChange, _ entry: EntryID?) -> String {
    let name = entry?.text ?? "an entry"
    let place = change.place.map { " (\($0))" } ?? ""
    let expires = change.expires.map { ", expires \($0)" } ?? ""
    let reason = change.reason.map { ": \($0)" } ?? ""
    guard change.isOfPlan != true else {
      return "The plan counts \(change.amount) of \(name)\(place)\(expires), from now on"
    }
    let by = wording.name(of: change.by)
    return switch change.kind {
    case .counted: "Counted \(change.amount) of \(name)\(place)\(expires), by \(by)\(reason)"
    case .refilled: "\(change.amount) of \(name) came on top\(place)\(expires), by \(by)\(reason)"
    }
  }
}
