import Almanac
import ArgumentParser
import Care

/// `tend today`: the day of each person, which begins when they wake.
struct Today: Verb {
  static let configuration = CommandConfiguration(
    commandName: "today",
    abstract: "Show the day, from waking to waking; after midnight it is still yesterday's.",
    discussion: "What is due or late from the day before stays in sight until it is answered or missed.")

  @OptionGroup var listing: ListingOptions

  func run(_ context: CommandContext) throws { try Today.show(listing.wish, context) }

  static func show(_ listing: ListingWish, _ context: CommandContext) throws {
    let outlook = try Outlook(context, person: listing.person)
    let days = PersonDays(outlook)
    let items = try days.items()
    if !listing.json { context.printer.line(days.heading) }
    let empty = items.isEmpty && days.hasPassed ? "Nothing more today." : "Nothing is planned."
    listing.show(items, outlook, empty: empty)
    if !listing.json {
      try outlook.sayRooms()
      try outlook.sayFlags()
      try outlook.sayHeld()
      try outlook.sayStocks()
    }
    let missed = try outlook.missed().count
    if missed > 0, !listing.json {
      context.printer.line("\(missed) missed and not reviewed: tend missed")
    }
    outlook.warn()
  }
}
