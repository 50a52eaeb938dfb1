import Almanac
import ArgumentParser
import Care
import Ledger

/// `tend triggers`: how often symptoms followed exposures, counted and no more.
struct TriggersVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "triggers",
    abstract: "Count how often a symptom followed an exposure, beside how often one came anyway.",
    discussion: """
      It counts what was written down. It is no proof of anything; it is for talking with the care team.
      Exposures count when they are written down by themselves (tend trigger heat), whether or not anything follows.
      """)

  @Option(name: .long, help: "Only this symptom: flush.")
  var symptom: String?

  @Option(name: .long, help: "How long after an exposure a symptom counts as following it: 6h, 24h.")
  var within = "24h"

  @Option(name: .long, help: "From then on: 90d, 2026-11-22.")
  var since = "90d"

  @Option(name: .long, help: "Only what is of this person: an id of the plan, or a name.")
  var person: String?

  @Flag(name: .long, help: "For programs: one object with items.")
  var json = false

  func run(_ context: CommandContext) throws {
    guard let span = TimeSpan(within), span.seconds > 0, span <= .days(14) else {
      throw CommandFailure(
        "“\(within)” is not a length of time up to 14d", code: .usage, hint: "--within 24h")
    }
    let outlook = try Outlook(context, person: person, needsLedger: true)
    if outlook.person == nil, outlook.plan.people.count > 1 {
      throw CommandFailure(
        "say of whom: one person's exposures say nothing of another", code: .usage,
        hint: "--person \(outlook.plan.people[0].id)")
    }
    let since = try DateRange.read(since, outlook.zone, now: context.now, .back).instants(in: outlook.zone)
    let study = TriggerStudy(
      try outlook.read { try $0.diary() } ?? [], person: outlook.person, symptom: symptom, within: span,
      since: since.lowerBound, now: context.now)
    if json { return context.printer.machine(JSONValue.object(object(study, outlook)).json) }
    guard !study.counts.isEmpty else {
      context.printer.line("No exposure is written down since then: tend trigger heat")
      return
    }
    let hours = Phrase.length(span.seconds)
    var table = Table([
      .init(title: "EXPOSURE", least: 10), .init(title: "WRITTEN BY ITSELF", isRight: true),
      .init(title: "FOLLOWED IN \(hours)", isRight: true), .init(title: "WITH A SYMPTOM", isRight: true),
    ])
    for count in study.counts {
      table.add([
        .init(count.trigger, .bold), .init("\(count.exposures)"),
        .init("\(count.followed) of \(count.exposures)"),
        .init("\(count.together)"),
      ])
    }
    table.print(context.printer, context.terminal)
    for line in words(study, outlook) { context.printer.line(line) }
  }

  /// What keeps the numbers honest.
  private func words(_ study: TriggerStudy, _ outlook: Outlook) -> [String] {
    let what = symptom ?? "a symptom"
    let times = study.symptoms == 1 ? "once" : "\(study.symptoms) times"
    let base = study.basePercent.map {
      "At any moment of that time, \(what) was to follow within \(Phrase.length(study.within.seconds)) in \($0) of 100 cases."
    }
    return [
      "Since \(Phrase.time(study.from, in: outlook.zone, now: outlook.now)) the diary has \(what) \(times).",
      base,
      "Exposures written in one line with a symptom may have been remembered only for it: they are counted apart.",
      "This counts what was written down; it is no proof. Show it to the care team.",
    ].compactMap(\.self)
  }

  private func object(_ study: TriggerStudy, _ outlook: Outlook) -> JSONObject {
    [
      "version": .number(JSONListing.version), "from": .instant(study.from, in: outlook.zone),
      "through": .instant(study.through, in: outlook.zone), "within": .text(study.within.description),
      "symptom": .text(symptom), "symptoms": .number(study.symptoms),
      "base_percent": study.basePercent.map { .number($0) } ?? .null, "proves": .bool(false),
      "items": .list(
        study.counts.map {
          .object([
            "trigger": .text($0.trigger), "exposures": .number($0.exposures),
            "followed": .number($0.followed),
            "together": .number($0.together),
          ])
        }),
    ]
  }
}
