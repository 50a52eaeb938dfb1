import Almanac
import ArgumentParser
import Care
import Ledger

/// `tend diary`: what was written down.
struct DiaryVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "diary", abstract: "Show the diary: symptoms, exposures and notes.")

  @Option(name: .long, help: "From then on: yesterday, mon, week, 90d, 2026-11-22; else 30 days.")
  var since = "30d"

  @Option(name: .long, help: "Only what is of this person: an id of the plan, or a name.")
  var person: String?

  @Flag(name: .long, help: "For programs: {\"version\":1,\"items\":[…]}.")
  var json = false

  func run(_ context: CommandContext) throws {
    let outlook = try Outlook(context, person: person, needsLedger: true)
    let instants = try DateRange.read(since, outlook.zone, now: context.now, .back).instants(in: outlook.zone)
    let entries = (try outlook.read { try $0.diary() } ?? []).filter {
      instants.contains($0.note.happenedAt) && (outlook.person == nil || $0.note.person == outlook.person)
    }
    if json {
      JSONListing.print(entries, to: context.printer) { object($0, outlook) }
    } else if entries.isEmpty {
      context.printer.line("Nothing is written in the diary since then.")
    } else {
      print(entries, outlook)
    }
    outlook.warn()
  }

  private func print(_ entries: [DiaryEntry], _ outlook: Outlook) {
    var table = Table([
      .init(title: "NO", isRight: true), .init(title: "WHEN", isRight: true), .init(title: "FOR", least: 5),
      .init(title: "WHAT", least: 20, wraps: true), .init(title: "BY", least: 4),
    ])
    let names = outlook.plan.people.count > 1
    for entry in entries {
      let note = entry.note
      table.add([
        .init("\(entry.number)", .bold),
        .init(Phrase.time(note.happenedAt, in: outlook.zone, now: outlook.now)),
        .init(names ? outlook.plan.person(note.person)?.name ?? note.person ?? "" : ""),
        .init(note.words, note.symptoms.isEmpty ? .plain : .warning),
        .init(outlook.plan.contact(note.by)?.name ?? note.by),
      ])
    }
    table.print(outlook.context.printer, outlook.context.terminal)
  }

  private func object(_ entry: DiaryEntry, _ outlook: Outlook) -> JSONObject {
    let note = entry.note
    return [
      "number": .number(entry.number), "happened_at": .instant(note.happenedAt, in: outlook.zone),
      "recorded_at": .instant(entry.recordedAt, in: outlook.zone), "by": .text(note.by),
      "person": .text(note.person), "text": .text(note.text),
      "symptoms": .list(
        note.symptoms.map {
          .object(["name": .text($0.name), "severity": $0.severity.map { .number($0) } ?? .null])
        }),
      "triggers": .list(note.triggers),
    ]
  }
}
