import Almanac
import ArgumentParser
import Care

/// `tend list`: the entries of the plan.
struct ListEntries: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the entries of the plan.")

  @Option(name: .long, help: "Only of this person.")
  var person: String?

  @Option(name: .long, help: "Only of this kind.")
  var kind: KindArgument?

  @Flag(name: .long, help: "As JSON; Documentation/json.md holds the keys.")
  var json = false

  func run(_ context: CommandContext) throws {
    let book = try EntryBook(context)
    let wanted = try person.map { try Outlook.person($0, in: book.plan) }
    let entries = book.plan.entries.filter {
      (wanted == nil || $0.person == wanted) && (kind == nil || $0.kind == kind?.kind)
    }
    guard !json else {
      return JSONListing.print(entries, to: context.printer) { book.object($0, next: 1) }
    }
    guard !entries.isEmpty else {
      context.printer.line(
        book.plan.entries.isEmpty
          ? "The plan has no entries yet. A first one: tend add medication NAME --at 08:00"
          : "No such entry in the plan.")
      return
    }
    try table(entries, book, context).print(context.printer, context.terminal)
  }

  private func table(_ entries: [Entry], _ book: EntryBook, _ context: CommandContext) throws -> Table {
    var table = Table([
      .init(title: "ENTRY", least: 8, wraps: true), .init(title: "KIND", isSpare: true),
      .init(title: "WHAT", least: 8, wraps: true), .init(title: "WHO", least: 5, wraps: true),
      .init(title: "WHEN", least: 8, wraps: true), .init(title: "NEXT", least: 6, wraps: true),
      .init(title: "", least: 8, wraps: true),
    ])
    let shown = try context.displayZone()
    // One person needs no column.
    let manyPeople = book.plan.people.count > 1
    for entry in entries {
      let room = book.room(of: entry)
      let standing = book.standing(of: entry)
      let next = book.next(of: entry, count: 1).first?.instant ?? room?.room.nextAllowed
      let remark = standing.isEmpty ? room?.words(shownIn: shown) ?? "" : standing
      table.add([
        .init(entry.id.text, .bold), .init(entry.kind.rawValue),
        .init(entry.name + (entry.amount.map { " \($0)" } ?? "")),
        .init(manyPeople ? book.person(of: entry)?.name ?? "" : ""), .init(book.timing(of: entry)),
        .init(
          next.map { Phrase.time($0, in: shown, now: context.now) } ?? (room == nil ? "–" : "now")),
        .init(remark, room?.isShort ?? true ? .warning : .plain),
      ])
    }
    return table
  }
}

/// A kind of entry, by its word in the plan.
struct KindArgument: ExpressibleByArgument {
  let kind: EntryKind

  init?(argument: String) {
    guard let kind = EntryKind(rawValue: argument), EntryKind.written.contains(kind) else { return nil }
    self.kind = kind
  }

  static var allValueStrings: [String] { EntryKind.written.map(\.rawValue) }
}
