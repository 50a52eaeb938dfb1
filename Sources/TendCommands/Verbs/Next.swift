import Almanac
import ArgumentParser
import Care

/// `tend next`: what comes next.
struct Next: Verb {
  static let configuration = CommandConfiguration(
    commandName: "next", abstract: "Show what comes next: everything at the next time, or the next few.")

  @Option(name: .short, help: "How many; without it, everything that falls on the next time.")
  var number: Int?

  @OptionGroup var listing: ListingOptions

  func validate() throws {
    if let number, number < 1 { throw ValidationError("-n needs a number of 1 or more") }
  }

  func run(_ context: CommandContext) throws { try Next.show(number, listing.wish, context) }

  static func show(_ number: Int?, _ listing: ListingWish, _ context: CommandContext) throws {
    let outlook = try Outlook(context, person: listing.person)
    let items = try upcoming(number, outlook)
    listing.show(items, outlook, empty: "Nothing is planned.")
    let due = try outlook.due().count
    if due > 0, !listing.json { context.printer.line("\(due) due now: tend due") }
    outlook.warn()
  }

  /// Looks ever further ahead, up to the years after which nobody asks.
  private static func upcoming(_ number: Int?, _ outlook: Outlook) throws -> [AgendaItem] {
    var days: Int64 = 2
    while true {
      let end = outlook.now + days * 86_400
      let items = try outlook.agenda(from: outlook.now + 1, through: end)
        .filter { $0.phase == .upcoming && !$0.isPaused }
      if items.count >= number ?? 1 || days > 3660 { return cut(items, to: number) }
      days *= 4
    }
  }

  private static func cut(_ items: [AgendaItem], to number: Int?) -> [AgendaItem] {
    if let number { return Array(items.prefix(number)) }
    return items.filter { $0.instant == items.first?.instant }
  }
}
