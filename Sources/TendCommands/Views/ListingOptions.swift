import ArgumentParser
import Care

/// What every listing of occurrences can be asked for.
struct ListingOptions: ParsableArguments {
  @Option(name: .long, help: "Only what is for this person: an id of the plan, or a name.")
  var person: String?

  @Flag(name: .long, help: "For programs: {\"version\":1,\"items\":[…]}.")
  var json = false

  var wish: ListingWish { ListingWish(person: person, json: json) }
}

/// What a listing was asked for.
struct ListingWish {
  var person: String?
  var json = false

  /// Prints the items, or the one calm line where there are none.
  func show(_ items: [AgendaItem], _ outlook: Outlook, hasDays: Bool = false, empty: String) {
    let printer = outlook.context.printer
    if json {
      let writer = ItemJSON(outlook.plan)
      JSONListing.print(items, to: printer) { writer.object($0) }
    } else if items.isEmpty {
      printer.line(empty)
    } else {
      ItemTable(outlook: outlook, hasDays: hasDays).print(items)
    }
  }
}
