/// The listings that are asked for many times a day, read without ArgumentParser where they have no option but `--json`.
///
/// ArgumentParser finds what a verb takes by reflection, and looks for two kinds of completion first: a fifth of the
/// instructions of a short listing. Whatever has another option, a mistake or a wish for help is still its own to read.
enum QuickVerb {
  /// Nil where the arguments are for ArgumentParser.
  static func read(_ arguments: [String]) -> (any Verb)? {
    guard let name = arguments.first else { return nil }
    var words = arguments.dropFirst()
    let json = words.firstIndex(of: "--json")
    if let json { words.remove(at: json) }
    guard !words.contains(where: { $0.hasPrefix("-") }) else { return nil }
    let listing = ListingOptions.all(json: json != nil)
    switch name {
    case "agenda":
      var verb = Agenda()
      verb.range = Array(words)
      verb.listing = listing
      return verb
    case "today" where words.isEmpty:
      var verb = Today()
      verb.listing = listing
      return verb
    case "due" where words.isEmpty:
      var verb = Due()
      verb.listing = listing
      return verb
    case "next" where words.isEmpty:
      var verb = Next()
      verb.number = nil
      verb.listing = listing
      return verb
    case "missed" where words.isEmpty:
      var verb = Missed()
      verb.since = nil
      verb.listing = listing
      return verb
    default:
      return nil
    }
  }
}

extension ListingOptions {
  fileprivate static func all(json: Bool) -> ListingOptions {
    var options = ListingOptions()
    options.person = nil
    options.json = json
    return options
  }
}
