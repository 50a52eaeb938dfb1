import ArgumentParser
import Care
import Ledger

/// `tend flags`: what check-ins raised, until someone has done something about it.
struct Flags: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flags", abstract: "Show what check-ins raised, and close it with a word on what was done.",
    subcommands: [FlagsList.self, FlagsClose.self], defaultSubcommand: FlagsList.self)
}

struct FlagsList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the flags that are open.")

  @Option(name: .long, help: "Only what is for this person: an id of the plan, or a name.")
  var person: String?

  @Flag(name: .long, help: "Also those that were closed.")
  var all = false

  @Flag(name: .long, help: "For programs: {\"version\":1,\"items\":[…]}.")
  var json = false

  func run(_ context: CommandContext) throws {
    let outlook = try Outlook(context, person: person, needsLedger: true)
    let flags = (try outlook.read { try $0.flags() } ?? []).filter {
      (all || $0.isOpen) && (outlook.person == nil || $0.flag.person == outlook.person)
    }
    let lines = outlook.flagLines
    if json {
      JSONListing.print(flags, to: context.printer) { lines.object($0) }
    } else if flags.isEmpty {
      context.printer.line(all ? "No flag was ever raised." : "No flag is open.")
    } else {
      for flag in flags { context.printer.line(flag.isOpen ? lines.callLine(flag) : lines.line(flag)) }
    }
    outlook.warn()
  }
}

struct FlagsClose: Verb {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close a flag with a word on what was done.",
    discussion: "tend flags close 412 \"Called the nurse line; blood test tomorrow\"")

  @Argument(help: "The number of a flag, or the check-in that raised it where only one is open.")
  var flag: String

  @Argument(help: "What was done.")
  var word: String

  @Option(name: .long, help: "Who says so: a contact of the plan, or a name.")
  var by: String?

  func validate() throws {
    if word.allSatisfy(\.isWhitespace) {
      throw ValidationError("a flag is closed with a word on what was done")
    }
  }

  func run(_ context: CommandContext) throws {
    let recorder = try Recorder(context, channel: "flags", by: by)
    let event = try recorder.transaction { ledger in
      let raised = try choose(try ledger.flags())
      return try ledger.append(
        NewEvent(
          entry: raised.entry, .flagClosed(FlagClosing(flag: raised.number, by: recorder.by, word: word))))
    }
    context.printer.line(recorder.message(event, nil))
  }

  private func choose(_ flags: [RaisedFlag]) throws -> RaisedFlag {
    if let number = Int64(flag), let raised = flags.first(where: { $0.number == number }) {
      guard let closing = raised.closing else { return raised }
      let how =
        closing.word.map { "closed already by \(closing.by): \($0)" } ?? "gone: its answers were corrected"
      throw CommandFailure("flag \(number) is \(how)", code: .refused)
    }
    let open = flags.filter { $0.isOpen && $0.entry?.text == flag.lowercased() }
    guard let only = open.first else {
      throw CommandFailure("there is no open flag “\(flag)”", hint: "tend flags lists them")
    }
    guard open.count == 1 else {
      throw CommandFailure(
        "\(open.count) flags of \(flag) are open: \(Phrase.list(open.map { "\($0.number)" }))",
        code: .refused,
        hint: "tend flags close \(only.number) …")
    }
    return only
  }
}
