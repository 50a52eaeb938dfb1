import ArgumentParser
import Care

/// `tend missed`: what nobody answered, until someone reviews it.
struct Missed: Verb {
  static let configuration = CommandConfiguration(
    commandName: "missed", abstract: "Show what was missed and is not reviewed yet.",
    discussion: """
      It stays listed until someone answers it (tend take ID --at HH:MM, tend skip ID --reason …) or reviews it
      (tend review).
      """)

  @Option(name: .long, help: "Only from then on: yesterday, mon, week, 30d, 2026-11-22.")
  var since: String?

  @OptionGroup var listing: ListingOptions

  func run(_ context: CommandContext) throws { try Missed.show(since: since, listing.wish, context) }

  static func show(since: String?, _ listing: ListingWish, _ context: CommandContext) throws {
    let outlook = try Outlook(context, person: listing.person, needsLedger: true)
    let instants = try since.map {
      try DateRange.read($0, outlook.zone, now: context.now, .back).instants(in: outlook.zone)
    }
    let items = try outlook.missed(since: instants?.lowerBound).filter { item in
      instants.map { $0.contains(item.instant) } ?? true
    }
    listing.show(items, outlook, empty: "Nothing missed is waiting for a review.")
    if !listing.json { MissedRules(items).print(context.printer, context.terminal) }
    outlook.warn()
  }
}
