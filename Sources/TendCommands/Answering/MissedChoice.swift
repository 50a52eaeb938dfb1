import Almanac
import Care
import Ledger

/// Finds the missed occurrence that a target means; an entry's id means its only one.
struct MissedChoice {
  let context: CommandContext
  let ledger: Ledger

  func choose(_ target: TargetArgument) throws -> TargetArgument {
    guard case .entry(let entry) = target.target else { return target }
    let rows = try ledger.read { try $0.missedUnreviewed() }.filter { $0.facts.key.entry == entry }
    guard let only = rows.first else {
      throw CommandFailure("nothing of \(entry) is missed and unreviewed", hint: "tend missed lists what is")
    }
    guard rows.count == 1 else {
      let zone = try context.displayZone()
      let lines = rows.map { row in
        "  \(row.id)  \(row.facts.name), due \(Phrase.time(row.facts.instant, in: zone, now: context.now))"
      }
      throw CommandFailure(
        "\(rows.count) of \(entry) are missed; say which:\n" + lines.joined(separator: "\n"), code: .refused,
        hint: "tend review \(only.id)")
    }
    return TargetArgument(only.id)
  }
}
