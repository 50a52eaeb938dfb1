import ArgumentParser
import Care
import Host
import Household
import Ledger

/// `tend backup`: a copy of the record, or a list of those there are.
struct BackupVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the record, or list the copies there are.",
    discussion: """
      tendd makes a copy every day and before each change of the record's form, and keeps the newest of 7 days, 4 weeks
      and 12 months in ~/.local/state/tend/backups. Without a file the copy goes there too, and stays until you remove
      it. A copy on another disk or computer is worth more. tend restore goes back to one.
      """)

  @Argument(help: "Where to: a file that is not there yet.")
  var file: String?

  @Flag(name: .long, help: "List the copies, the newest first, and make none.")
  var list = false

  @Flag(name: .long, help: "With --list, for programs: {\"version\":1,\"items\":[…]}.")
  var json = false

  func validate() throws {
    if list, file != nil { throw ValidationError("--list makes no copy; leave the file out") }
    if json, !list { throw ValidationError("--json goes with --list") }
  }

  func run(_ context: CommandContext) throws {
    if list { return try show(context) }
    let ledger = try context.openLedger(.readOnly)
    defer { try? ledger.close() }
    let path: String
    do throws(LedgerError) {
      if let file {
        path = file
        try ledger.backUp(to: path)
      } else {
        path = try BackupVerb.copy(ledger, context)
      }
    } catch .refused {
      throw CommandFailure("\(file ?? "the copy") is there already; nothing was overwritten", code: .refused)
    } catch {
      throw CommandFailure(record: error)
    }
    let size = Directories.size(of: path).map { ", \(Self.size($0))" } ?? ""
    context.printer.line("Copied and checked: \(path)\(size)")
  }

  private static func copy(_ ledger: Ledger, _ context: CommandContext) throws(LedgerError) -> String {
    do {
      return try context.household.backups.make(.manual, at: context.now, ledger.backUp).path
    } catch let error as LedgerError {
      throw error
    } catch {
      throw .failed(detail: "\(error)")
    }
  }

  private func show(_ context: CommandContext) throws {
    let copies = try context.household.backups.copies()
    let zone = try context.displayZone()
    if json {
      JSONListing.print(copies, to: context.printer) { copy in
        [
          "file": .text(copy.path), "made_at": .instant(copy.madeAt, in: zone),
          "kind": .text(copy.kind.rawValue), "bytes": .number(Int(copy.size)),
        ]
      }
      return
    }
    guard !copies.isEmpty else { return context.printer.line("There are no copies yet.") }
    var table = Table([
      .init(title: "MADE"), .init(title: "AGE", isSpare: true), .init(title: "KIND"),
      .init(title: "SIZE", isRight: true, isSpare: true), .init(title: "FILE"),
    ])
    for copy in copies {
      table.add([
        .init(Phrase.time(copy.madeAt, in: zone, now: context.now)),
        .init(Phrase.relative(copy.madeAt, now: context.now)), .init(copy.kind.words),
        .init(BackupVerb.size(copy.size)), .init(copy.path, .bold),
      ])
    }
    table.print(context.printer, context.terminal)
  }

  /// `340 KB`, `12 MB`.
  static func size(_ bytes: Int64) -> String {
    bytes < 1 << 20 ? "\((bytes + 1023) >> 10) KB" : "\(bytes >> 20) MB"
  }
}

extension BackupShelf.Kind {
  fileprivate var words: String {
    switch self {
    case .daily: "daily"
    case .migration: "before a new version"
    case .saved: "written back"
    case .manual: "by hand"
    }
  }
}
