import ArgumentParser

/// `tend due`: what waits for an answer now.
struct Due: Verb {
  static let configuration = CommandConfiguration(
    commandName: "due", abstract: "Show what is due or late and not answered.")

  @OptionGroup var listing: ListingOptions

  func run(_ context: CommandContext) throws { try Due.show(listing.wish, context) }

  static func show(_ listing: ListingWish, _ context: CommandContext) throws {
    let outlook = try Outlook(context, person: listing.person, needsLedger: true)
    listing.show(try outlook.due(), outlook, empty: "Nothing is due.")
    outlook.warn()
  }
}
