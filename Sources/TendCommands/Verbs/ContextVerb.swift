import Almanac
import ArgumentParser
import Care
import Ledger

/// `tend context`: what went before a symptom.
struct ContextVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "context",
    abstract: "Lay what went before beside a symptom: doses, exposures, activities, visits.",
    discussion: """
      tend context 57 --back 24h        57 is the number of a line of the diary (tend diary)
      tend context k7f                  what went before that occurrence
      What comes before is not what causes it.
      """)

  @Argument(help: "The number of a line of the diary, or the short id of an occurrence.")
  var id: String

  @Option(name: .long, help: "How far back: 24h, 3d.")
  var back = "24h"

  @Flag(name: .long, help: "For programs: {\"version\":1,\"items\":[…]}.")
  var json = false

  func run(_ context: CommandContext) throws {
    guard let span = TimeSpan(back), span.seconds > 0, span <= .days(60) else {
      throw CommandFailure("“\(back)” is not a length of time up to 60d", code: .usage, hint: "--back 24h")
    }
    let outlook = try Outlook(context, needsLedger: true)
    let (moment, person, title) = try subject(outlook)
    let reach = Planner.lookBack.seconds
    let from = moment - span.seconds
    let (rows, diary) =
      try outlook.read {
        (try $0.occurrences(from: from - reach, to: moment + reach), try $0.diary())
      } ?? ([], [])
    let timeline = Timeline(
      from: from, through: moment, rows: rows, diary: diary, person: person,
      name: { outlook.plan.contact($0)?.name ?? $0 }, now: context.now)
    if json {
      return JSONListing.print(timeline.items, to: context.printer) { item in
        [
          "at": .instant(item.at, in: outlook.zone), "seconds_before": .number(moment - item.at),
          "kind": .text(item.kind.rawValue), "id": .text(item.id), "entry": .text(item.entry?.text),
          "text": .text(item.text),
        ]
      }
    }
    context.printer.line("\(Phrase.capitalised(Phrase.length(span.seconds))) before \(title):")
    var table = Table([
      .init(title: "WHEN", isRight: true), .init(title: "BEFORE", isRight: true), .init(title: ""),
      .init(title: "WHAT", least: 20, wraps: true), .init(title: "ID"),
    ])
    for item in timeline.items {
      let before = moment - item.at
      table.add([
        .init(Phrase.time(item.at, in: outlook.zone, now: moment), .bold),
        .init(before == 0 ? "" : Phrase.length(before)), .init(item.kind.rawValue),
        .init(item.text, style(item.kind)),
        .init(item.id),
      ])
    }
    table.print(context.printer, context.terminal)
    context.printer.line("What comes before is not what causes it. Not written down is not shown.")
  }

  private func style(_ kind: Timeline.Item.Kind) -> Style {
    switch kind {
    case .symptom, .missed: .alarm
    case .late, .skipped, .exposure: .warning
    default: .plain
    }
  }

  /// The moment, whose it is, and what to call it.
  private func subject(_ outlook: Outlook) throws -> (Instant, String?, String) {
    func time(_ instant: Instant) -> String { Phrase.time(instant, in: outlook.zone, now: outlook.now) }
    if let number = Int64(id) {
      let entry = try outlook.read { try $0.diary() }?.first { $0.number == number }
      guard let note = entry?.note else {
        throw CommandFailure("there is no line \(number) in the diary", hint: "tend diary lists them")
      }
      return (note.happenedAt, note.person, "\(note.words), \(time(note.happenedAt))")
    }
    guard let occurrence = OccurrenceID(id.lowercased()),
      let row = try outlook.read({ try $0.occurrence(occurrence) }) ?? nil
    else { throw CommandFailure("there is no “\(id)”", hint: "tend diary and tend history list the numbers") }
    let moment = row.state.answer?.happenedAt ?? row.facts.instant
    return (moment, row.facts.person, "\(row.facts.name), \(time(moment))")
  }
}
