import Almanac
import Care
import Ledger

/// Stocks for people and programs.
struct StockPrintout {
  /// Of the instants.
  let zone: ZoneRules

  func table(_ standings: [StockStanding]) -> Table {
    var table = Table([
      .init(title: "ENTRY", least: 8, wraps: true), .init(title: "LEFT", least: 6, wraps: true),
      .init(title: "PER DOSE", isSpare: true), .init(title: "LASTS UNTIL", least: 6, wraps: true),
      .init(title: "REFILL BY", least: 6, wraps: true), .init(title: "EXPIRES"),
    ])
    for standing in standings {
      let today = standing.today
      func day(_ date: CivilDate?) -> String { date.map { Phrase.date($0, near: today) } ?? "–" }
      let style: Style = standing.isOut || standing.isExpired ? .alarm : standing.isLow ? .warning : .plain
      table.add([
        .init(standing.entry.text, .bold),
        .init(standing.onHand.map(standing.stock.text) ?? "not counted", style),
        .init(standing.stock.perDose.description),
        .init((standing.isByPace ? "about " : "") + day(standing.lastsUntil)),
        .init(day(standing.refillBy), standing.isLow ? .warning : .plain),
        .init(standing.record.expires?.description ?? "–", standing.isExpired ? .alarm : .plain),
      ])
    }
    return table
  }

  /// What needs somebody, and where a medicine that lies in several places is.
  func remarks(_ standing: StockStanding, inFull: Bool) -> [String] {
    var lines = standing.warnings.map { "\(standing.name): \($0)" }
    if inFull || standing.record.batches.contains(where: { $0.place != nil }) {
      for batch in standing.record.batches where batch.place != nil || batch.expires != nil {
        guard batch.place != nil || batch.count > .none else { continue }
        let place = batch.place.map { "\($0): " } ?? ""
        let expires = batch.expires.map { ", expires \($0)" } ?? ""
        lines.append("  \(standing.entry)  \(place)\(standing.stock.text(batch.count))\(expires)")
      }
    }
    return lines
  }

  /// For programs; `Documentation/json.md` says what each key means.
  func object(_ standing: StockStanding) -> JSONObject {
    func number(_ count: StockCount?) -> JSONValue {
      guard let count else { return .null }
      return count.thousandths % 1000 == 0 ? .number(count.thousandths / 1000) : .text(count.description)
    }
    return [
      "entry": .text(standing.entry.text), "name": .text(standing.name), "person": .text(standing.person),
      "on_hand": number(standing.onHand), "unit": .text(standing.stock.unit),
      "per_dose": number(standing.stock.perDose), "beyond": number(standing.record.beyond),
      "counted_at": .instant(standing.record.countedAt, in: zone),
      "lasts_until": .text(standing.lastsUntil?.description), "by_pace": .bool(standing.isByPace),
      "refill_from": .text(standing.refillFrom?.description),
      "refill_by": .text(standing.refillBy?.description), "low": .bool(standing.isLow),
      "out": .bool(standing.isOut), "expires": .text(standing.record.expires?.description),
      "expired": .bool(standing.isExpired),
      "places": .list(
        standing.record.batches.filter { $0.place != nil }.map { batch in
          .object([
            "place": .text(batch.place), "count": number(batch.count),
            "expires": .text(batch.expires?.description),
          ])
        }),
      "warnings": .list(standing.warnings),
    ]
  }
}

extension Recorder {
  /// Says after a dose what its stock needs; that never keeps it from being recorded.
  func sayStock(of occurrence: Occurrence) throws {
    guard let entry = plan.entry(occurrence.facts.key.entry), entry.stock != nil else { return }
    let planner = try context.planner(plan, settings)
    let standing = try ledger.read { try $0.stock(of: entry, in: planner, now: context.now) }
    guard let standing, standing.needsAttention else { return }
    context.printer.line(
      "Stock: \(standing.words); \(standing.warnings.joined(separator: "; "))")
  }
}

extension Outlook {
  /// How every stock stands that the plan keeps; of the one person only, where one was named.
  func stocks() throws -> [StockStanding] {
    let all = try ledger?.read { try $0.stocks(in: planner, now: now) } ?? planner.uncounted(now: now)
    return person.map { person in all.filter { $0.person == person } } ?? all
  }

  /// Says which stocks need somebody.
  func sayStocks() throws {
    let short = try stocks().filter(\.needsAttention)
    guard !short.isEmpty else { return }
    context.printer.line("Stock:")
    for standing in short {
      let words = "  \(standing.name) (\(standing.entry)): \(standing.words); "
      let line = Phrase.harmlessLine(words + standing.warnings.joined(separator: "; "))
      context.printer.styled(
        (standing.isOut || standing.isExpired ? Style.alarm : .warning).apply(line, context.terminal))
    }
  }
}
