import Almanac
import ArgumentParser
import Care
import Ledger

/// `tend undo`: takes back the last thing somebody did.
struct Undo: Verb {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back the last answer, snooze, review, pause, count of a stock or change of the plan.",
    discussion: """
      Without an id it is the last of all, which is shown first; with one, the last of that occurrence or entry.
      One command is one deed: what it recorded together is taken back together. Nothing is erased: the record keeps both.
      """)

  @Argument(help: "An occurrence (k7f), an entry (midostaurin), or entry@2026-12-03T08:00.")
  var target: TargetArgument?

  @Option(name: .long, help: "Who says so: a contact of the plan, or a name.")
  var by: String?

  func run(_ context: CommandContext) throws {
    let recorder = try Recorder(context, channel: "undo", by: by)
    let search = UndoSearch(target: target, now: context.now)
    let found = try recorder.ledger.read { ledger in
      try search.act(in: ledger).map { event in
        (event: event, of: try event.occurrence.flatMap { try ledger.occurrence($0) })
      }
    }
    guard !found.isEmpty else {
      throw CommandFailure("there is nothing\(target.map { " of \($0.text)" } ?? "") to take back")
    }
    if target == nil, context.terminal.canAsk {
      for (event, occurrence) in found where event.body.kind != .undone {
        context.printer.line(recorder.confirmation(event, occurrence))
      }
      context.printer.flush()
      let answer = context.terminal.ask("Take it back? (Y/n)")?.lowercased()
      guard ["", "y", "yes"].contains(answer) else { throw CommandFailure("nothing was taken back") }
    }
    var said: Set<String> = []
    for result in try recorder.takeBack(found.map(\.event), search) where result.event.body.kind != .undone {
      var line = recorder.confirmation(result.undo, result.of, undone: result.event)
      if let occurrence = result.of, !occurrence.state.isOpen || occurrence.facts.instant > context.now {
        line += ". It is \(occurrence.phase(at: context.now).rawValue) now"
      }
      // A walk home is one deed of many steps, which read alike.
      if said.insert(line).inserted { context.printer.line(line) }
    }
  }
}
