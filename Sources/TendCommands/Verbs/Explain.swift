import ArgumentParser

/// `tend explain`: what a line in the journal means and what to do about it.
struct Explain: Verb {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a kind of line in the journal.",
    discussion: """
      The text that journalctl -x shows where the catalog is installed. A name between @ signs is a field of the line;
      journalctl --user -t tend -o verbose shows its fields.
      """)

  @Argument(help: "A kind of event (TEND_EVENT) or a MESSAGE_ID; without one, all are listed.")
  var event: String?

  func run(_ context: CommandContext) throws {
    let catalog = Catalog()
    guard let event else {
      var table = Table([.init(title: "EVENT"), .init(title: "ABOUT", least: 16), .init(title: "MESSAGE ID")])
      for entry in catalog.entries {
        table.add([.init(entry.event, .bold), .init(entry.subject), .init(entry.messageID)])
      }
      return table.print(context.printer, context.terminal)
    }
    guard let entry = catalog[event] else {
      throw CommandFailure("there is no kind of event “\(event)”", hint: "tend explain lists them")
    }
    context.printer.styled(Style.bold.apply(entry.subject, context.terminal))
    context.printer.line()
    context.printer.line(entry.body)
  }
}
