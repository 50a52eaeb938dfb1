import Almanac
import ArgumentParser

/// `tend agenda`: what was and will be, day by day.
struct Agenda: Verb {
  static let configuration = CommandConfiguration(
    commandName: "agenda",
    abstract: "Show what there is day by day, a week from today unless told otherwise.",
    discussion: "Of days gone by it shows what was recorded; of days to come what the plan says.")

  @Argument(help: "tomorrow, mon, week, 30d, 2026-11-22, 2026-11-22 60d, or 2026-11-22..2026-12-01.")
  var range: [String] = []

  @OptionGroup var listing: ListingOptions

  func run(_ context: CommandContext) throws { try Agenda.show(range, listing.wish, context) }

  static func show(_ range: [String], _ listing: ListingWish, _ context: CommandContext) throws {
    let outlook = try Outlook(context, person: listing.person)
    let text = range.isEmpty ? "7d" : range.joined(separator: " ")
    let days = try DateRange.read(text, outlook.zone, now: context.now, .ahead)
    let instants = days.instants(in: outlook.zone)
    let items = try outlook.agenda(from: instants.lowerBound, through: instants.upperBound)
    listing.show(items, outlook, hasDays: true, empty: "Nothing is planned.")
    if !listing.json { try outlook.sayHeld() }
    outlook.warn()
  }
}
