import Almanac
import Care
import Ledger

/// Flags for people and programs.
struct FlagLines {
  let plan: Plan
  /// The zone times are shown in.
  let zone: ZoneRules
  let now: Instant

  /// `Flag 412: pain >= 7 on 2 days running for Maria (…), raised 20:10. Call the nurse line`.
  func line(_ raised: RaisedFlag) -> String {
    var text =
      "Flag \(raised.number): \(raised.flag.words), raised \(time(raised.raisedAt)). \(raised.flag.say)"
    if let closing = raised.closing, let closedAt = raised.closedAt {
      text +=
        closing.word.map { " — closed \(time(closedAt)) by \(name(closing.by)): \($0)" }
        ?? " — fell away \(time(closedAt)), as the answers were corrected"
    }
    return text
  }

  /// With what to type.
  func callLine(_ raised: RaisedFlag) -> String {
    "\(line(raised))  → tend flags close \(raised.number) \"what was done\""
  }

  /// `Documentation/json.md` says what each key means.
  func object(_ raised: RaisedFlag) -> JSONObject {
    [
      "number": .number(raised.number), "state": .text(raised.state), "entry": .text(raised.entry?.text),
      "person": .text(raised.flag.person), "name": .text(raised.flag.name), "rule": .text(raised.flag.rule),
      "say": .text(raised.flag.say), "importance": .text(raised.flag.importance.rawValue),
      "day": .text(raised.flag.day.description), "values": .list(raised.flag.values),
      "raised_at": .instant(raised.raisedAt, in: zone), "closed_at": .instant(raised.closedAt, in: zone),
      "closed_by": .text(raised.closing?.by), "word": .text(raised.closing?.word),
    ]
  }

  private func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone, now: now) }
  private func name(_ id: String) -> String { plan.contact(id)?.name ?? id }
}

extension Outlook {
  /// Flags that nobody has closed.
  func openFlags() throws -> [RaisedFlag] {
    (try read { try $0.flags() } ?? []).filter { $0.isOpen && (person == nil || $0.flag.person == person) }
  }

  var flagLines: FlagLines { FlagLines(plan: plan, zone: zone, now: now) }

  /// Says what waits for somebody.
  func sayFlags() throws {
    for flag in try openFlags() {
      context.printer.styled(
        Style.alarm.apply(Phrase.harmlessLine(flagLines.callLine(flag)), context.terminal))
    }
  }
}
