import Almanac
import Care
import Host
import Household
import Ledger

/// Shows how Tend is doing, to people and to programs.
struct StatusPrintout {
  let state: HouseholdState
  let context: CommandContext

  private var now: Instant { context.now }
  private var flagLines: FlagLines { FlagLines(plan: state.plan.inForce, zone: state.zone, now: now) }
  private var due: Int { state.ledger.open.count { $0.facts.instant <= now } }

  func print() {
    line("tendd", daemon, state.process.isRunning ? .good : .alarm)
    if let clock = state.clock { line("clock", clock, .alarm) }
    line("now", state.next)
    line("due", due == 0 ? "nothing" : "\(due): tend due", due == 0 ? .plain : .bold)
    for (index, room) in state.rooms.enumerated() {
      line(
        index == 0 ? "as needed" : "", room.line(shownIn: state.zone), room.isShort ? .warning : .plain)
    }
    for (index, flag) in state.flags.enumerated() {
      line(index == 0 ? "flags" : "", flagLines.callLine(flag), .alarm)
    }
    for (index, text) in state.held.lines.enumerated() { line(index == 0 ? "held" : "", text, .warning) }
    for (index, standing) in state.stocks.filter(\.needsAttention).enumerated() {
      let words = "\(standing.name): \(standing.words); " + standing.warnings.joined(separator: "; ")
      line(index == 0 ? "stock" : "", words, standing.isOut || standing.isExpired ? .alarm : .warning)
    }
    let missed = state.ledger.missed
    line(
      "missed", missed == 0 ? "nothing to review" : "\(missed) to review: tend missed",
      missed == 0 ? .plain : .warning)
    line("plan", plan, [.good, .empty].contains(state.plan.word) ? .plain : .alarm)
    for diagnostic in state.plan.diagnostics { line("", diagnostic) }
    if let last = state.ledger.lastProcessed {
      line("recorded", "\(Phrase.time(last, in: state.zone, now: now)), \(Phrase.relative(last, now: now))")
    }
    line("ledger", state.ledger.problem ?? state.ledger.path, state.ledger.problem == nil ? .plain : .alarm)
    if let loss = state.loss { line("lost", loss, .alarm) }
    line("backup", backup, isBackupOld ? .warning : .plain)
    line("zone", state.zone.name)
  }

  private var backup: String {
    guard let copy = state.ledger.backup else {
      return "none yet; tendd makes one a day, tend backup one now"
    }
    return "\(Phrase.relative(copy.madeAt, now: now)): \(copy.path)"
  }

  /// tendd makes one a day where something is recorded.
  private var isBackupOld: Bool {
    guard let last = state.ledger.lastProcessed else { return false }
    return state.ledger.backup.map { last - $0.madeAt > 3 * 86_400 } ?? false
  }

  private var daemon: String {
    switch state.process {
    case .running(let process?): "running (process \(process))"
    case .running(nil): "running"
    case .stopped: "not running: nothing reminds; see tend service status"
    }
  }

  private var plan: String {
    let count = state.plan.inForce.entries.count
    let entries = "\(count) \(count == 1 ? "entry" : "entries")"
    return switch state.plan.word {
    case .good: entries
    case .empty: "no entries yet; see tend add --help"
    case .bad: "has mistakes; the last good one goes on, with \(entries)"
    case .emptied:
      "has no entries any more; the last one goes on, with \(entries); if it is meant: tend reload --accept"
    }
  }

  private func line(_ label: String, _ text: String, _ style: Style = .plain) {
    let terminal = context.terminal
    let width = terminal.width.map { $0 - 10 }
    for (row, words) in TextWrap.lines(Phrase.harmless(text), width: width).enumerated() {
      context.printer.styled((row == 0 ? label : "").padded(to: 10) + style.apply(words, terminal))
    }
  }

  /// One object for programs; `Documentation/json.md` says what each key means.
  var object: JSONObject {
    var process: JSONValue = .null
    if case .running(let number?) = state.process { process = .number(number) }
    return [
      "version": .number(JSONListing.version),
      "release": .text(Release.version),
      "running": .bool(state.process.isRunning),
      "process": process,
      "person": .text(state.person),
      "next": .text(state.next),
      "due": .number(due),
      "missed": .number(state.ledger.missed),
      "flags": .list(state.flags.map { .object(flagLines.object($0)) }),
      "as_needed": .list(state.rooms.map { .object($0.object) }),
      "holds": .list(state.held.objects.holds),
      "stays": .list(state.held.objects.stays),
      "stock": .list(
        state.stocks.map { .object(StockPrintout(zone: state.zone).object($0)) }),
      "plan": .object([
        "state": .text(state.plan.word.rawValue),
        "entries": .number(state.plan.inForce.entries.count),
        "revision": state.ledger.kept.map { .number($0.revision) } ?? .null,
        "diagnostics": .list(state.plan.diagnostics),
      ]),
      "last_processed": .instant(state.ledger.lastProcessed, in: state.zone),
      "ledger": .text(state.ledger.path),
      "record_lost": .text(state.loss),
      "backup": .text(state.ledger.backup?.path),
      "backup_made_at": .instant(state.ledger.backup?.madeAt, in: state.zone),
      "config": .text(context.household.paths.configDirectory),
      "zone": .text(state.zone.name),
      "warnings": .list(state.warnings),
    ]
  }
}
