import Almanac
import Care
import Household
import Ledger

/// What going back brings and takes away.
struct RestorationPrintout {
  let restoration: Restoration
  let context: CommandContext

  func print(isDone: Bool) throws {
    let zone = try context.displayZone()
    func line(_ label: String, _ text: String) {
      context.printer.line(label.padded(to: 11) + text)
    }
    func words(_ summary: Restoration.Summary) -> String {
      let last = summary.lastKnown.map {
        ", up to \(Phrase.time($0, in: zone, now: context.now)) (\(Phrase.relative($0, now: context.now)))"
      }
      return "\(summary.events) events\(last ?? "")"
    }
    line(isDone ? "restored" : "would be", "\(words(restoration.found)): \(restoration.file)")
    line(
      isDone ? "instead of" : "instead of",
      restoration.present.map(words) ?? restoration.trouble.map { "\($0)" } ?? "no record")
    guard restoration.present != nil else { return }
    guard !restoration.lost.isEmpty else { return line("not in it", "nothing that people recorded") }
    let (plan, settings) = (try? context.planInForce()) ?? (Plan(), Settings())
    var wording = Wording(plan: plan, settings: settings, zones: ZoneBook(machine: zone))
    wording.privacy = .full
    line(
      "not in it", "\(restoration.lost.count) \(restoration.lost.count == 1 ? "entry" : "entries") by people:"
    )
    for (event, occurrence) in restoration.lost.suffix(20) {
      let text = wording.line(event, occurrence: occurrence)?.message ?? event.body.kind.rawValue
      context.printer.line(
        "  \(Phrase.time(event.stamp.at, in: zone, now: context.now))  \(Phrase.harmlessLine(text))")
    }
    if restoration.lost.count > 20 { context.printer.line("  and \(restoration.lost.count - 20) older ones") }
  }
}
