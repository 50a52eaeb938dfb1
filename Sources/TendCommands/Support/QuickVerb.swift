/// The listings that are asked for many times a day, read without ArgumentParser where they have no option but `--json`.
///
/// ArgumentParser finds what a verb takes by reflection, and looks for two kinds of completion first: a fifth of the
/// instructions of a short listing; even to make a verb of its kind costs a fortieth. Whatever has another option, a
/// mistake or a wish for help is still its own to read.
struct QuickVerb {
  enum Name: String {
    case agenda, today, due, next, missed
  }

  let name: Name
  /// What follows, `--json` left out.
  let words: [String]
  let listing: ListingWish

  /// Nil where the arguments are for ArgumentParser.
  init?(_ arguments: [String]) {
    guard let name = arguments.first.flatMap(Name.init) else { return nil }
    var words = arguments.dropFirst()
    let json = words.firstIndex(of: "--json")
    if let json { words.remove(at: json) }
    guard !words.contains(where: { $0.hasPrefix("-") }), name == .agenda || words.isEmpty else { return nil }
    self.name = name
    self.words = Array(words)
    listing = ListingWish(json: json != nil)
  }

  func run(_ context: CommandContext) throws {
    switch name {
    case .agenda: try Agenda.show(words, listing, context)
    case .today: try Today.show(listing, context)
    case .due: try Due.show(listing, context)
    case .next: try Next.show(nil, listing, context)
    case .missed: try Missed.show(since: nil, listing, context)
    }
  }
}
