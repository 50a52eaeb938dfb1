import ArgumentParser
import Testing

@testable import TendCommands

/// The reading of the daily listings beside ArgumentParser's.
struct QuickVerbTests {
  /// What the verb was asked, every property of it.
  private func asked(_ verb: any ParsableCommand) throws -> String {
    func listing(_ options: ListingOptions) -> String { "\(options.person ?? "everyone") \(options.json)" }
    switch verb {
    case let verb as Agenda: return "agenda \(verb.range) \(listing(verb.listing))"
    case let verb as Today: return "today \(listing(verb.listing))"
    case let verb as Due: return "due \(listing(verb.listing))"
    case let verb as Next: return "next \(verb.number ?? 0) \(listing(verb.listing))"
    case let verb as Missed: return "missed \(verb.since ?? "ever") \(listing(verb.listing))"
    default: return "\(type(of: verb))"
    }
  }

  /// The same of the quick one, which asks for everyone, for the next time and for all that was missed.
  private func asked(_ verb: QuickVerb) -> String {
    let listing = "\(verb.listing.person ?? "everyone") \(verb.listing.json)"
    return switch verb.name {
    case .agenda: "agenda \(verb.words) \(listing)"
    case .today: "today \(listing)"
    case .due: "due \(listing)"
    case .next: "next 0 \(listing)"
    case .missed: "missed ever \(listing)"
    }
  }

  @Test(arguments: [
    ["today"], ["due"], ["next"], ["missed"], ["agenda"], ["agenda", "week"],
    ["agenda", "2026-11-22", "60d"],
    ["agenda", "2026-12-01..2026-12-31"], ["agenda", "--json"], ["agenda", "--json", "30d"],
    ["agenda", "30d", "--json"],
    ["today", "--json"], ["due", "--json"], ["next", "--json"], ["missed", "--json"], ["agenda", "", "x y"],
  ])
  func isReadAsArgumentParserReadsIt(_ arguments: [String]) throws {
    let quick = try #require(QuickVerb(arguments))
    #expect(try asked(quick) == asked(Tend.parseAsRoot(arguments)))
  }

  @Test(arguments: [
    [], ["today", "--help"], ["today", "-h"], ["today", "tomorrow"], ["agenda", "--person", "maria"],
    ["next", "-n", "3"],
    ["missed", "--since", "mon"], ["agenda", "--json", "--json"], ["agenda", "--", "week"], ["--version"],
    ["take", "k7f"],
    ["help", "agenda"], ["agenda", "--jsn"], ["due", "x"],
  ])
  func theRestIsArgumentParsers(_ arguments: [String]) {
    #expect(QuickVerb(arguments) == nil)
  }
}
