import Almanac
import ArgumentParser
import Care
import Household
import Ledger

/// `tend stock`: what is left of each medicine, how long it lasts, and counting it.
struct StockVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "stock", abstract: "Show what is left of each medicine, count it, or add what came.",
    discussion: """
      tend stock                                  what is left, and until when
      tend stock midostaurin                      one of them, with its counts
      tend stock midostaurin set 96               counted: so many there are now
      tend stock midostaurin refill 112 --expires 2027-08
      tend stock epipen set 1 --place handbag --expires 2028-01
      What was taken is subtracted by itself, from when it was taken. tend undo takes a count or a refill back.
      """)

  @Argument(help: "The id of a medication.")
  var entry: EntryArgument?

  @Argument(help: "set: so many there are. refill: so many came on top.")
  var action: StockAction?

  @Argument(help: "How many: 112, 0.5.")
  var count: String?

  @Option(name: .long, help: "The last month or day they may be used: 2027-08.")
  var expires: String?

  @Option(name: .long, help: "Where they lie, as the plan names it.")
  var place: String?

  @Option(name: .long, help: "When they were counted: 07:50, “yesterday 20:00”; else now.")
  var at: String?

  @Option(name: .long, help: "Why the number is another one.")
  var reason: String?

  @Option(name: .long, help: "Who counted: a contact of the plan, or a name.")
  var by: String?

  @Option(name: .long, help: "Only of this person.")
  var person: String?

  @Flag(name: .long, help: "As JSON; Documentation/json.md holds the keys.")
  var json = false

  func validate() throws {
    if action != nil, count == nil { throw ValidationError("how many? tend stock ID set 96") }
    if action == nil, expires != nil || place != nil || reason != nil || at != nil {
      throw ValidationError("--expires, --place, --at and --reason go with set or refill")
    }
  }

  func run(_ context: CommandContext) throws {
    guard let entry, let action, let count else { return try show(context) }
    let keeper = try StockKeeper(context, entry.id, by: by)
    guard let number = StockCount(count) else {
      throw CommandFailure("“\(count)” is not a number such as 112 or 0.5", code: .usage)
    }
    let expiry = try expires.map { text in
      guard let expiry = Expiry(text) else {
        throw CommandFailure("“\(text)” is not a month or a day such as 2027-08", code: .usage)
      }
      return expiry
    }
    let moment = try at.map { text in
      guard let moment = MomentArgument(text) else {
        throw CommandFailure("“\(text)” is not a time", code: .usage, hint: "07:50, “yesterday 20:00”")
      }
      return moment.past(in: try context.displayZone(), now: context.now)
    }
    if let moment, moment > context.now {
      throw CommandFailure("that time is still to come", code: .usage)
    }
    try keeper.record(
      action.kind, number, at: moment ?? context.now, expires: expiry, place: place, reason: reason)
  }

  private func show(_ context: CommandContext) throws {
    let outlook = try Outlook(context, person: person)
    var standings = try outlook.stocks()
    if let entry {
      guard outlook.plan.entry(entry.id) != nil else {
        throw CommandFailure("there is no entry “\(entry.id)”", hint: "tend list shows them")
      }
      standings = standings.filter { $0.entry == entry.id }
      guard !standings.isEmpty else { throw StockKeeper.noStock(entry.id) }
    }
    let printout = StockPrintout(zone: outlook.zone)
    guard !json else {
      return JSONListing.print(standings, to: context.printer) { printout.object($0) }
    }
    guard !standings.isEmpty else {
      context.printer.line(
        "The plan keeps no stock yet. A first one: tend set ID stock=\"on-hand=112,per-dose=4,refill-at=10 days\""
      )
      return
    }
    printout.table(standings).print(context.printer, context.terminal)
    for standing in standings {
      for line in printout.remarks(standing, inFull: entry != nil) { context.printer.line(line) }
    }
    outlook.warn()
  }
}

enum StockAction: String, CaseIterable, ExpressibleByArgument {
  case set, refill

  var kind: StockChange.Kind { self == .set ? .counted : .refilled }
}
